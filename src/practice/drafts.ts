import { randomUUID } from 'node:crypto';
import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Place, Places } from '../chat/place-parts.ts';
import type { Who } from '../chat/request.ts';
import { usage } from '../chat/text.ts';
import { placesIn } from '../store/places.ts';
import { columnsOf, draftOf } from './draft-rows.ts';
import { momentOf, nextTime } from './occurrence-times.ts';
import type { PracticeParts } from './practice.ts';
import { isOver, type Occurrence, type Plan } from './session.ts';
import { placesOf } from './session-rows.ts';
import type { Sessions } from './sessions.ts';

/** What of a session is known before it is opened; a title and a time may still be missing. */
export interface DraftPlan extends Omit<Plan, 'title' | 'starts'> {
  readonly title: string | undefined;
  readonly starts: Temporal.PlainDateTime | undefined;
}

/** A session in the making; only who makes it sees it. */
export interface Draft extends DraftPlan {
  readonly id: string;
  readonly community: string;
  readonly places: readonly Place[];
}

export interface Drafts {
  /** The oldest of too many goes. */
  make(who: Who, plan: DraftPlan, places: readonly Place[]): Promise<Draft>;
  /** Undefined where it is not theirs, or no draft any more. */
  find(who: Who, id: string): Promise<Draft | undefined>;
  /** Rejects with a UserError where it is not theirs, or no draft any more. */
  change(who: Who, id: string, change: Partial<DraftPlan>, places?: readonly Place[]): Promise<Draft>;
  /** Does nothing where it is not theirs, or no draft any more. */
  discard(who: Who, id: string): Promise<void>;
  /** Opens it; what is open already stays so. Rejects with a UserError where something is missing, or its time has passed. */
  open(who: Who, id: string, outgoing: Outgoing): Promise<Occurrence>;
  /** Where a community's session is announced: `here`, and in the announcement channel of each other space. */
  placesIn(community: string, here?: Place): Promise<Places>;
}

/** Of one person. */
const MOST = 10;

type Parts = Pick<PracticeParts, 'store' | 'clock'> & {
  readonly sessions: Pick<Sessions, 'begin' | 'occurrences'>;
};

export function createDrafts({ store, clock, sessions }: Parts): Drafts {
  /** A person's sessions in the making and made, in a community, the newest first. */
  const own = (who: Who) =>
    store.db
      .selectFrom('practice_session')
      .where('community_id', '=', who.community)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('practice_organiser')
            .innerJoin('identity', 'identity.id', 'practice_organiser.identity_id')
            .whereRef('practice_organiser.session_id', '=', 'practice_session.id')
            .where('identity.person_id', '=', who.person)
            .select('identity.id'),
        ),
      )
      .orderBy('made_at', 'desc')
      .orderBy('id');

  const drafts = (who: Who) => own(who).where('state', '=', 'draft');

  async function find(who: Who, id: string): Promise<Draft | undefined> {
    const row = await drafts(who).where('id', '=', id).selectAll().executeTakeFirst();
    return row && draftOf(row, await placesOf(store, id));
  }

  async function need(who: Who, id: string): Promise<Draft> {
    const draft = await find(who, id);
    if (!draft) throw goneDraft();
    return draft;
  }

  /** One after the other: two clicks at once are two. */
  const hold = (id: string) =>
    store.db
      .selectFrom('practice_session')
      .where('id', '=', id)
      .select('id')
      .forNoKeyUpdate()
      .executeTakeFirst();

  const remove = (ids: readonly string[]) =>
    store.db.deleteFrom('practice_session').where('id', 'in', ids).where('state', '=', 'draft').execute();

  async function setPlaces(id: string, places: readonly Place[]): Promise<void> {
    await store.db.deleteFrom('practice_place').where('session_id', '=', id).execute();
    if (places.length === 0) return;
    await store.db
      .insertInto('practice_place')
      .values(places.map(({ space, channel }) => ({ session_id: id, space_id: space, channel })))
      .execute();
  }

  return {
    find,
    placesIn: (community, here) => placesIn(store, community, here),

    make: (who, plan, places) =>
      store.transaction(async () => {
        const all = await drafts(who).select('id').execute();
        const old = all.slice(MOST - 1).map((draft) => draft.id);
        if (old.length > 0) await remove(old);
        const id = randomUUID();
        await store.db
          .insertInto('practice_session')
          .values({ id, community_id: who.community, ...columnsOf(plan), made_at: clock.now().toString() })
          .execute();
        await store.db
          .insertInto('practice_organiser')
          .values({ session_id: id, identity_id: who.identity })
          .execute();
        await setPlaces(id, places);
        return need(who, id);
      }),

    change: (who, id, change, places) =>
      store.transaction(async () => {
        await hold(id);
        const columns = columnsOf({ ...(await need(who, id)), ...change });
        await store.db.updateTable('practice_session').set(columns).where('id', '=', id).execute();
        if (places) await setPlaces(id, places);
        return need(who, id);
      }),

    async discard(who, id) {
      if (await find(who, id)) await remove([id]);
    },

    open: (who, id, outgoing) =>
      store.transaction(async () => {
        await hold(id);
        const draft = await find(who, id);
        if (draft) {
          checkOpens(draft, clock.now());
          return sessions.begin(id, outgoing);
        }
        // The second of two clicks finds it open.
        const opened = await own(who).where('id', '=', id).select('id').executeTakeFirst();
        const made = opened ? await sessions.occurrences(id) : [];
        const found = made.find((each) => !isOver(each, clock.now())) ?? made.at(-1);
        if (!found) throw goneDraft();
        return found;
      }),
  };
}

function checkOpens(draft: Draft, now: Temporal.Instant): void {
  const missing = missingOf(draft);
  if (missing.length > 0) throw new UserError(`Before it can be opened, it needs ${missing.join(' and ')}.`);
  if (hasPassed(draft, now)) {
    throw new UserError('That time has passed. Please give one that is still to come: “When”.');
  }
}

/** What it cannot be opened without, in words. */
export function missingOf(draft: Draft): string[] {
  const { title, starts, places } = draft;
  return [
    ...(title === undefined ? ['a title'] : []),
    ...(starts === undefined ? ['a time'] : []),
    ...(starts !== undefined && !nextTime({ ...draft, starts }) ? ['a day that is not left out'] : []),
    ...(places.length === 0 ? ['a channel to be announced in'] : []),
  ];
}

/** Whether its first time is not to come any more. */
export function hasPassed(
  draft: Pick<DraftPlan, 'starts' | 'zone' | 'rule' | 'leftOut'>,
  now: Temporal.Instant,
): boolean {
  const { starts, zone } = draft;
  const first = starts && nextTime({ ...draft, starts });
  return first !== undefined && Temporal.Instant.compare(momentOf(first, zone), now) <= 0;
}

export const goneDraft = (): UserError =>
  new UserError(
    'That draft is gone: it was opened or thrown away. Make a new one: ',
    usage('practice create', { when: 'Thursday 7pm' }),
  );
