import { button } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import type { ActionButton, Message } from '../chat/reply.ts';
import { usage } from '../chat/text.ts';
import { LEAST_PEOPLE } from './cell.ts';
import { mayLead } from './lead.ts';
import { occurrenceCard } from './occurrence-card.ts';
import { readOccurrenceChoice } from './occurrence-choice.ts';
import { cellEditActions } from './roles-cell-cards.ts';
import { planActions, showPlan } from './roles-plan-actions.ts';
import { planCard } from './roles-plan-card.ts';
import { seatOf } from './roster.ts';
import type { Occurrence } from './session.ts';

/** Who plays which role, for who leads the session; for everybody else their own place. */

/** What was typed; else the next session that the asker leads, or else comes to. */
export async function rolesCard(context: Context, typed: string | undefined): Promise<Message> {
  const occurrence =
    typed === undefined ? await nextOccurrence(context) : await readOccurrenceChoice(context, typed);
  return (await mayLead(context, occurrence))
    ? planCard(context, occurrence)
    : occurrenceCard(context, occurrence);
}

async function nextOccurrence(context: Context): Promise<Occurrence> {
  const { sessions, rosters } = context.services.practice;
  const who = await context.who();
  const planned = (await sessions.coming(who.community)).filter(({ state }) => state === 'planned');
  if ((await context.services.community.members.standing(context.request)) !== 'member') {
    const seats = await sessions.rosters(planned);
    const enough = planned.find(({ id }) => (seats.get(id)?.seated.length ?? 0) >= LEAST_PEOPLE);
    const next = enough ?? planned[0];
    if (next) return next;
    throw new UserError(
      'No session is coming. Open one, and roles can be given there: ',
      usage('practice create'),
    );
  }
  const ids = await rosters.ownOf(who);
  const own = planned.filter(({ id }) => ids.has(id));
  for (const each of own) if (await sessions.isOrganiser(who, each.session)) return each;
  const seats = await sessions.rosters(own);
  const seated = own.find(({ id }) => {
    const roster = seats.get(id);
    return roster !== undefined && seatOf(roster, who.person)?.state === 'seated';
  });
  if (seated) return seated;
  throw new UserError(
    'You have no seat in a session that is coming, and lead none. See what you can join: ',
    usage('practice list'),
  );
}

/** For who leads the session. */
export const rolesButton = ({ id }: Pick<Occurrence, 'id'>): ActionButton =>
  button(showPlan, { occurrence: id, page: 0, late: 0 }, 'Roles');

export const rolesActions = [...planActions, ...cellEditActions];
