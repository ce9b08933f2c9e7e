import { shorten } from '../chat/clean.ts';
import type { Context } from '../chat/context.ts';
import { ChoiceNeeded, UserError } from '../chat/errors.ts';
import { rows } from '../chat/parts.ts';
import type { Choice } from '../chat/reply.ts';
import { usage } from '../chat/text.ts';
import { showButton } from './list-cards.ts';
import type { Occurrence } from './session.ts';

/** A session as members name it: chosen from the list, or by words of its title. */

const LABEL = 100;
const CHOICES = 10;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const has = ({ title }: Occurrence, typed: string): boolean =>
  title.toLowerCase().includes(typed.trim().toLowerCase());

/** `Shuttle mediation, Thu 12 Mar, 19:00`, in the member's zone, or else in that of the session, which it names then. */
function labelOf({ title, starts, zone }: Occurrence, own: string | undefined): string {
  const at = starts.toZonedDateTimeISO(own ?? zone).toLocaleString('en-GB-u-ca-gregory', {
    ...{ weekday: 'short', day: 'numeric', month: 'short' },
    ...{ hour: '2-digit', minute: '2-digit' },
  });
  const when = own === undefined ? `${at} ${zone}` : at;
  return `${shorten(title, LABEL - when.length - 2)}, ${when}`;
}

/** Coming sessions for what was typed so far; the value is the occurrence's id. */
export async function completeOccurrence({
  request,
  services: { practice, community },
  text,
}: Context & { readonly text: string }): Promise<Choice[]> {
  const where = await community.members.communityOf(request);
  if (where === undefined) return [];
  const zone = await community.members.zone(request);
  return (await practice.sessions.coming(where))
    .filter((each) => each.state === 'planned' && has(each, text))
    .slice(0, 25)
    .map((each) => ({ label: labelOf(each, zone), value: each.id }));
}

/** The occurrence that was typed, by its id or words of its title. Rejects with a UserError or ChoiceNeeded. */
export async function readOccurrenceChoice(context: Context, typed: string): Promise<Occurrence> {
  const { sessions } = context.services.practice;
  const { community } = await context.who();
  const wanted = typed.trim();
  const byId = UUID.test(wanted) ? await sessions.occurrence(wanted.toLowerCase(), community) : undefined;
  if (byId) return byId;
  const coming = (await sessions.coming(community)).filter((each) => has(each, wanted));
  const planned = coming.filter(({ state }) => state === 'planned');
  const usable = planned.length > 0 ? planned : coming;
  // Of a session that repeats, the next time is meant.
  const found = usable.filter(
    (each, index) => usable.findIndex(({ session }) => session === each.session) === index,
  );
  const [first] = found;
  if (!first) {
    throw new UserError(
      `No session that is coming has “${shorten(wanted, 60)}” in its title. See which are: `,
      usage('practice list'),
    );
  }
  if (found.length === 1) return first;
  const zone = await context.services.community.members.zone(context.request);
  throw new ChoiceNeeded(
    rows(found.slice(0, CHOICES).map((each) => showButton(each, shorten(labelOf(each, zone), 75)))),
    'Several sessions have these words in their titles. Which one?',
  );
}
