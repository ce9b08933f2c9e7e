import { UserError } from '../chat/errors.ts';
import type { Who } from '../chat/request.ts';
import { usage } from '../chat/text.ts';
import type { RoleWish } from './cell.ts';
import type { PracticeParts } from './practice.ts';
import { rosterOf, seatOf } from './roster.ts';
import { isOver } from './session.ts';
import { holdOccurrence, seatsIn } from './session-rows.ts';

/** What members would like to do at an occurrence; heeded where turns allow. */
export interface RoleWishes {
  /** Undefined takes it back. Rejects with a UserError for who has no seat, and once roles are given. */
  set(who: Who, occurrence: string, wish: RoleWish | undefined): Promise<void>;
  own(who: Who, occurrence: string): Promise<RoleWish | undefined>;
  /** By person; of several accounts the latest. */
  of(occurrence: string): Promise<ReadonlyMap<string, RoleWish>>;
}

export function createRoleWishes({ store, clock }: PracticeParts): RoleWishes {
  /** The earliest first, so that a person's latest is what stays in a map. */
  const wishes = (occurrence: string) =>
    store.db
      .selectFrom('practice_role_wish as wished')
      .innerJoin('identity', 'identity.id', 'wished.identity_id')
      .innerJoin('space', 'space.id', 'identity.space_id')
      .innerJoin('practice_occurrence as occurrence', 'occurrence.id', 'wished.occurrence_id')
      .innerJoin('practice_session as session', 'session.id', 'occurrence.session_id')
      .where('wished.occurrence_id', '=', occurrence)
      .whereRef('space.community_id', '=', 'session.community_id')
      .select(['identity.person_id', 'wished.wish'])
      .orderBy('wished.wished_at')
      .orderBy('wished.identity_id');

  return {
    set: (who, id, wish) =>
      store.transaction(async () => {
        const occurrence = await holdOccurrence(store, id);
        if (occurrence?.community !== who.community) {
          throw new UserError('That session is gone. See which are coming: ', usage('practice list'));
        }
        if (occurrence.state === 'cancelled') throw new UserError('That session was cancelled.');
        if (isOver(occurrence, clock.now())) throw new UserError('That session is over.');
        const seats = await seatsIn(store, id, who.identity);
        if (seatOf(rosterOf(occurrence, seats), who.person)?.state !== 'seated') {
          throw new UserError(
            'You have no seat in this session. Join first, then say what you would like to do.',
          );
        }
        const plan = await store.db
          .selectFrom('practice_role_plan')
          .where('occurrence_id', '=', id)
          .select('confirmed_at')
          .executeTakeFirst();
        if (plan?.confirmed_at) {
          throw new UserError(
            'Roles are given already. If yours does not suit you, tell who leads the session.',
          );
        }
        // A wish of another account of theirs would come back.
        await store.db
          .deleteFrom('practice_role_wish')
          .where('occurrence_id', '=', id)
          .where('identity_id', 'in', ({ selectFrom }) =>
            selectFrom('identity').where('person_id', '=', who.person).select('id'),
          )
          .execute();
        if (!wish) return;
        await store.db
          .insertInto('practice_role_wish')
          .values({
            ...{ occurrence_id: id, identity_id: who.identity },
            ...{ wish, wished_at: clock.now().toString() },
          })
          .execute();
      }),

    async own({ person }, occurrence) {
      const rows = await wishes(occurrence).where('identity.person_id', '=', person).execute();
      return rows.at(-1)?.wish;
    },

    async of(occurrence) {
      const rows = await wishes(occurrence).execute();
      return new Map(rows.map(({ person_id, wish }) => [person_id, wish]));
    },
  };
}
