import type { Context } from '../chat/context.ts';
import { rows, words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { strong, time } from '../chat/text.ts';
import { placeIn, playedIn, type RolePlan, roleName } from './cell.ts';
import { cellButton } from './cell-cards.ts';
import { factsAt } from './facts.ts';
import { factsButton } from './facts-cards.ts';
import { isLater } from './reminder-times.ts';
import { rolesButton } from './roles-cards.ts';
import { speakingFor } from './seat-context.ts';
import { isOver, type Occurrence } from './session.ts';
import { wishParts } from './wish-cards.ts';

/** On a member's card of a session: their role and what they can read or wish; for who leads it, the way to the roles. */
export async function ownRoleParts(
  context: Context,
  occurrence: Occurrence,
  { seated, leads }: { readonly seated: boolean; readonly leads: boolean },
): Promise<readonly Part[]> {
  if (occurrence.state !== 'planned' || (!seated && !leads)) return [];
  const { practice } = context.services;
  const over = isOver(occurrence, context.clock.now());
  const plan = await practice.cells.plan(occurrence.id);
  const who = await speakingFor(context, occurrence.id).who();
  const wishes = seated && !over && !plan?.confirmed;
  return [
    ...(seated && plan?.confirmed ? placeParts(context, occurrence, plan, who.person) : []),
    ...(wishes ? wishParts(occurrence, await practice.roleWishes.own(who, occurrence.id)) : []),
    ...rows(leads && !over ? [rolesButton(occurrence)] : []),
  ];
}

/** One's place in a plan that is confirmed. */
function placeParts(
  { services, clock }: Context,
  occurrence: Occurrence,
  plan: RolePlan,
  person: string,
): Part[] {
  const now = clock.now();
  const place = placeIn(plan, person);
  if (!place) {
    return isOver(occurrence, now)
      ? []
      : [words('Roles are given, and you have none yet: who leads the session can give you one.')];
  }
  const { cell, holder } = place;
  const role = roleName(playedIn(services.practice.cases, cell), holder.role);
  const out = factsAt(occurrence, plan);
  const early = isLater(out, now);
  return [
    words(
      strong('Your role: '),
      `${role}, cell ${cell.number}.`,
      ...(early ? [' Your facts come ', time(out), '.'] : []),
    ),
    ...rows([...(early || isOver(occurrence, now) ? [] : [factsButton(occurrence)]), cellButton(cell)]),
  ];
}
