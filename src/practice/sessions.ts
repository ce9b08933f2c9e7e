import { randomUUID } from 'node:crypto';
import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Place } from '../chat/place-parts.ts';
import type { Who } from '../chat/request.ts';
import type { Cells } from './cells.ts';
import { momentOf, nextTime } from './occurrence-times.ts';
import type { PracticeParts } from './practice.ts';
import type { Reminders } from './reminders.ts';
import { type Roster, rosterOf } from './roster.ts';
import type { Rosters } from './rosters.ts';
import { isOver, type Occurrence, type Session } from './session.ts';
import {
  comingOccurrences,
  holdOccurrence,
  occurrencesOf,
  placesOf,
  readOccurrence,
  readSession,
  seatsIn,
  seatsOf,
} from './session-rows.ts';
import { showEvents, showOccurrence } from './show.ts';
import { nextTurn, turnJob, turnKey } from './turn-job.ts';

export interface Sessions {
  /** Undefined where there is none, or none in this community. Drafts are none. */
  session(id: string, community?: string): Promise<Session | undefined>;
  occurrence(id: string, community?: string): Promise<Occurrence | undefined>;
  /** Those of a community that are not over, cancelled ones too, by the time they begin. */
  coming(community: string): Promise<readonly Occurrence[]>;
  /** All occurrences of a session that were made, over or not, by their original time. */
  occurrences(session: string): Promise<readonly Occurrence[]>;
  roster(occurrence: Occurrence): Promise<Roster>;
  /** The rosters of several occurrences, by their ids. */
  rosters(occurrences: readonly Occurrence[]): Promise<ReadonlyMap<string, Roster>>;
  /** Where a session is announced. */
  places(session: string): Promise<readonly Place[]>;
  /** Whether a member opened a session, by any of their accounts. */
  isOrganiser(who: Who, session: string): Promise<boolean>;
  /** A draft becomes a session: its first occurrences are made, the next is announced. Rejects with a UserError where no time is left. */
  begin(draft: string, outgoing: Outgoing): Promise<Occurrence>;
  /** After a change of an occurrence or its roster size: offers, reminders, posts and events follow. */
  keepUp(occurrence: string, outgoing: Outgoing): Promise<void>;
  /** Makes further occurrences, and announces the next one. After an end, a cancellation or a new rule. */
  turn(session: string, outgoing: Outgoing): Promise<void>;
}

/** How far ahead occurrences are made, and how many at most; the next one always. */
const WEEKS_AHEAD = 8;
const MOST_AHEAD = 12;

interface Parts extends PracticeParts {
  readonly rosters: Pick<Rosters, 'offerFree'>;
  readonly reminders: Pick<Reminders, 'plan'>;
  readonly cells: Pick<Cells, 'keepUp'>;
}

export function createSessions({ store, clock, rosters, reminders, cells }: Parts): Sessions {
  const rostersOf = async (occurrences: readonly Occurrence[]): Promise<Map<string, Roster>> => {
    const seats = await seatsOf(
      store,
      occurrences.map(({ id }) => id),
    );
    return new Map(occurrences.map((each) => [each.id, rosterOf(each, seats.get(each.id) ?? [])]));
  };

  /** The ids of the occurrences that were made. */
  async function fill(session: Session): Promise<readonly string[]> {
    const now = clock.now();
    const horizon = now.add({ hours: WEEKS_AHEAD * 7 * 24 });
    const made = await occurrencesOf(store, session.id);
    let coming = made.filter((each) => each.state === 'planned' && !isOver(each, now)).length;
    let last = made.at(-1)?.original;
    const rows = [];
    while (coming < MOST_AHEAD) {
      last = nextTime(session, last);
      if (last === undefined) break;
      const starts = momentOf(last, session.zone);
      // What fell into a time when the program was down is over.
      if (isOver({ ends: starts.add({ minutes: session.minutes }) }, now)) continue;
      if (coming > 0 && Temporal.Instant.compare(starts, horizon) > 0) break;
      coming += 1;
      rows.push({
        id: randomUUID(),
        session_id: session.id,
        original: last.toString({ smallestUnit: 'minute' }),
        starts_at: starts.toString(),
        minutes: session.minutes,
        title: session.title,
        about: session.about ?? null,
        place: session.place ?? null,
        link: session.link ?? null,
        seats: session.seats ?? null,
        reminded_until: now.toString(),
      });
    }
    if (rows.length === 0) return [];
    await store.db
      .insertInto('practice_occurrence')
      .values(rows)
      .onConflict((conflict) => conflict.columns(['session_id', 'original']).doNothing())
      .execute();
    return rows.map(({ id }) => id);
  }

  async function announceNext(session: string): Promise<readonly string[]> {
    const now = clock.now();
    const planned = (await occurrencesOf(store, session)).filter(
      (each) => each.state === 'planned' && !isOver(each, now),
    );
    const [next] = planned.toSorted((a, b) => Temporal.Instant.compare(a.starts, b.starts));
    if (!next || next.announced) return [];
    await store.db
      .updateTable('practice_occurrence')
      .set({ announced: true })
      .where('id', '=', next.id)
      .execute();
    return [next.id];
  }

  const keepUp = (id: string, outgoing: Outgoing): Promise<void> =>
    store.transaction(async () => {
      const occurrence = await holdOccurrence(store, id);
      if (!occurrence) return;
      const now = clock.now();
      if (occurrence.state === 'planned' && !isOver(occurrence, now)) {
        await rosters.offerFree(occurrence, outgoing);
        await outgoing.schedule.at(turnJob, {
          key: turnKey(id),
          community: occurrence.community,
          subject: { session: occurrence.session, occurrence: id },
          due: nextTurn(occurrence, now),
        });
      }
      await reminders.plan(occurrence, outgoing);
      await cells.keepUp(occurrence, outgoing);
      await showOccurrence({ store, now }, occurrence, outgoing);
      await showEvents({ store, now }, occurrence, outgoing);
    });

  const turn = (id: string, outgoing: Outgoing): Promise<void> =>
    store.transaction(async () => {
      await store.db
        .selectFrom('practice_session')
        .where('id', '=', id)
        .select('id')
        .forNoKeyUpdate()
        .execute();
      const session = await readSession(store, id);
      if (!session) return;
      const made = session.state === 'open' ? await fill(session) : [];
      const announced = await announceNext(id);
      for (const occurrence of new Set([...made, ...announced])) await keepUp(occurrence, outgoing);
    });

  return {
    session: (id, community) => readSession(store, id, community),
    occurrence: (id, community) => readOccurrence(store, id, community),
    coming: (community) => comingOccurrences(store, community, clock.now()),
    occurrences: (session) => occurrencesOf(store, session),
    rosters: rostersOf,
    places: (session) => placesOf(store, session),
    keepUp,
    turn,

    async roster(occurrence) {
      return rosterOf(occurrence, await seatsIn(store, occurrence.id));
    },

    async isOrganiser(who, session) {
      const own = await store.db
        .selectFrom('practice_organiser')
        .innerJoin('identity', 'identity.id', 'practice_organiser.identity_id')
        .where('practice_organiser.session_id', '=', session)
        .where('identity.person_id', '=', who.person)
        .select('identity.id')
        .limit(1)
        .execute();
      return own.length > 0;
    },

    begin: (draft, outgoing) =>
      store.transaction(async () => {
        await store.db
          .updateTable('practice_session')
          .set({ state: 'open' })
          .where('id', '=', draft)
          .where('state', '=', 'draft')
          .execute();
        await turn(draft, outgoing);
        const now = clock.now();
        const [first] = (await occurrencesOf(store, draft)).filter((each) => !isOver(each, now));
        if (!first) {
          throw new UserError(
            'All the times of this session have passed. Please give one that is still to come.',
          );
        }
        return first;
      }),
  };
}
