import type { Outgoing } from '../chat/outgoing.ts';
import type { Store } from '../store/store.ts';
import { changedFacts, endOf, type Facts, factsOf } from './change-facts.ts';
import { changeKey, changePost } from './change-post.ts';
import type { Before, Step } from './change-rows.ts';
import { type Roster, seatOf } from './roster.ts';
import type { Occurrence, Seat } from './session.ts';
import { occurrencesOf } from './session-rows.ts';

/** Who is told of a change, and what it was for each of them. */

const isConcerned = (seat: Seat | undefined): seat is Seat => seat !== undefined && seat.state !== 'declined';

const byStart = (one: Occurrence, other: Occurrence): number =>
  Temporal.Instant.compare(one.starts, other.starts);

/** One message to each person, by the account with which they answered first; none to who made the change. */
export async function tellAll(
  {
    change,
    told,
    rosters,
    maker,
  }: {
    readonly change: string;
    readonly told: readonly Step[];
    readonly rosters: ReadonlyMap<string, Roster>;
    /** A person. */
    readonly maker: string | undefined;
  },
  { deliveries }: Pick<Outgoing, 'deliveries'>,
): Promise<void> {
  const steps = told.toSorted((one, other) => byStart(one.before, other.before));
  const seats = new Map<string, Seat>();
  for (const { after } of steps) {
    for (const seat of rosters.get(after.id)?.seats ?? []) {
      if (isConcerned(seat) && seat.person !== maker && !seats.has(seat.person)) seats.set(seat.person, seat);
    }
  }
  const [first] = steps;
  if (!first) return;
  const expires = steps
    .flatMap(({ before, after }) => [before.ends, after.ends])
    .reduce((one, other) => (Temporal.Instant.compare(one, other) >= 0 ? one : other));
  for (const { identity, space } of seats.values()) {
    await deliveries.send(changePost, {
      key: changeKey(change, identity),
      community: first.after.community,
      to: { space, identity },
      subject: { change, identity },
      expires,
    });
  }
}

/** What a change is to one person, of one occurrence. */
export interface News {
  readonly occurrence: Occurrence;
  readonly seat: Seat;
  /** As they knew it. */
  readonly known: Facts;
  readonly changed: readonly (keyof Facts)[];
}

interface ChangeRow {
  readonly id: string;
  readonly session_id: string;
  readonly before: Readonly<Record<string, Before>>;
  readonly made_at: Temporal.Instant;
}

const readChange = async ({ db }: Store, id: string): Promise<ChangeRow | undefined> =>
  (await db
    .selectFrom('practice_change')
    .where('id', '=', id)
    .select(['id', 'session_id', 'before', 'made_at'])
    .executeTakeFirst()) as ChangeRow | undefined;

/** What a change is to an identity, the next occurrence first; what a later change tells is not in it. */
export async function newsOf(
  store: Store,
  {
    change,
    identity,
    rosters,
    now,
  }: {
    readonly change: string;
    readonly identity: string;
    readonly rosters: (occurrences: readonly Occurrence[]) => Promise<ReadonlyMap<string, Roster>>;
    readonly now: Temporal.Instant;
  },
): Promise<readonly News[]> {
  const row = await readChange(store, change);
  const member = await store.db
    .selectFrom('identity')
    .where('id', '=', identity)
    .select('person_id')
    .executeTakeFirst();
  if (!row || !member) return [];
  const all = await occurrencesOf(store, row.session_id);
  const concerned = all.filter((each) => {
    const before = row.before[each.id];
    if (each.change !== row.id || !before) return false;
    return [endOf(before), each.ends].some((end) => Temporal.Instant.compare(end, now) > 0);
  });
  const rostered = await rosters(concerned);
  const news: News[] = [];
  for (const occurrence of concerned.toSorted(byStart)) {
    const roster = rostered.get(occurrence.id);
    const seat = roster && seatOf(roster, member.person_id);
    if (!isConcerned(seat)) continue;
    const known = await knownBefore(store, row, occurrence.id, identity);
    const changed = changedFacts(known, factsOf(occurrence)).filter(
      // The link is for those with a seat.
      (name) => name !== 'link' || seat.state === 'seated',
    );
    if (occurrence.state === 'cancelled' || changed.length > 0) {
      news.push({ occurrence, seat, known, changed });
    }
  }
  return news;
}

/**
 * What an identity knew of an occurrence before a change: where the message of the change before was not sent, since
 * this one came first, it is what was before that.
 */
async function knownBefore(
  store: Store,
  row: ChangeRow,
  occurrence: string,
  identity: string,
): Promise<Facts> {
  let change = row;
  for (;;) {
    const before = change.before[occurrence]!;
    const earlier = before.previous === null ? undefined : await readChange(store, before.previous);
    if (!earlier?.before[occurrence]) return before;
    const message = await store.db
      .selectFrom('delivery')
      .where('key', '=', changeKey(earlier.id, identity))
      .select(['state', 'attempted_at'])
      .executeTakeFirst();
    // Who was not to be told of it knew it already.
    if (!message) return before;
    const unsent = message.state === 'pending' || message.state === 'skipped' || message.state === 'refused';
    // What was attempted after the next change said nothing of what that one tells.
    const { attempted_at: at } = message;
    const late = at !== null && Temporal.Instant.compare(at, change.made_at) >= 0;
    if (!unsent && !late) return before;
    change = earlier;
  }
}
