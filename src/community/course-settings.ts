import type { Clock } from '../chat/clock.ts';
import { UserError } from '../chat/errors.ts';
import type { Mentionable } from '../chat/option.ts';
import type { Who } from '../chat/request.ts';
import type { Store } from '../store/store.ts';

/** What administrators set for a community, and for their own space in it. */
export interface CourseSettings {
  readonly zone?: string;
  readonly locale?: string;
  /** Who may open sessions. */
  readonly opens: 'everyone' | 'facilitators';
  /** Of this space. */
  readonly channel?: string;
  readonly facilitators: readonly Mentionable[];
  readonly space: string;
  /** The other spaces of the community; `host`: they joined the community of this one. */
  readonly linked: readonly { readonly name: string; readonly host: boolean; readonly left: boolean }[];
  /** The others joined this space's community. */
  readonly hosts: boolean;
}

export interface CourseChange {
  readonly zone?: string | null | undefined;
  readonly locale?: string | null | undefined;
  readonly opens?: 'everyone' | 'facilitators' | undefined;
  readonly channel?: string | null | undefined;
}

export interface CourseSettingsStore {
  of(who: Who): Promise<CourseSettings>;
  /** `toggled` becomes a facilitator of this space, or is one no longer. Rejects with a UserError where there are too many. */
  change(who: Who, change: CourseChange, toggled?: Mentionable): Promise<void>;
  removeFacilitator(who: Who, whom: Mentionable): Promise<void>;
}

/** A card has room for them all, each with its button. */
const MOST_FACILITATORS = 20;

export function createCourseSettings({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): CourseSettingsStore {
  const named = (who: Who) =>
    store.db
      .selectFrom('facilitator')
      .where('space_id', '=', who.space)
      .select(['kind', 'external_id'])
      .orderBy('added_at')
      .orderBy('external_id')
      .execute();

  const remove = async (who: Who, { kind, id }: Mentionable): Promise<void> => {
    await store.db
      .deleteFrom('facilitator')
      .where('space_id', '=', who.space)
      .where('kind', '=', kind)
      .where('external_id', '=', id)
      .execute();
  };

  async function toggle(who: Who, whom: Mentionable): Promise<void> {
    // One change after the other: how many there are counts.
    await store.db.selectFrom('space').where('id', '=', who.space).select('id').forUpdate().execute();
    const there = await named(who);
    if (there.some(({ kind, external_id }) => kind === whom.kind && external_id === whom.id)) {
      return remove(who, whom);
    }
    if (there.length >= MOST_FACILITATORS) {
      throw new UserError(
        `There are ${MOST_FACILITATORS} facilitators already, which is the most. Remove one first; on Discord, one role can stand for many.`,
      );
    }
    await store.db
      .insertInto('facilitator')
      .values({
        space_id: who.space,
        kind: whom.kind,
        external_id: whom.id,
        added_at: clock.now().toString(),
      })
      .execute();
  }

  return {
    async of(who) {
      const community = await store.db
        .selectFrom('community')
        .where('id', '=', who.community)
        .selectAll()
        .executeTakeFirstOrThrow();
      const spaces = await store.db
        .selectFrom('space')
        .where('community_id', '=', who.community)
        .selectAll()
        .orderBy('name')
        .execute();
      const mine = spaces.find(({ id }) => id === who.space);
      const facilitators = await named(who);
      return {
        ...(community.zone !== null && { zone: community.zone }),
        ...(community.locale !== null && { locale: community.locale }),
        opens: community.opens,
        ...(mine?.announcement_channel && { channel: mine.announcement_channel }),
        facilitators: facilitators.map(({ kind, external_id }) => ({ kind, id: external_id })),
        space: mine?.name ?? 'this space',
        hosts: mine?.home_id === who.community,
        linked: spaces
          .filter(({ id }) => id !== who.space)
          .map(({ id, name, home_id, left_at }) => ({
            name: name ?? id,
            host: home_id === who.community,
            left: left_at !== null,
          })),
      };
    },

    change: (who, { zone, locale, opens, channel }, toggled) =>
      store.transaction(async () => {
        const shared = {
          ...(zone !== undefined && { zone }),
          ...(locale !== undefined && { locale }),
          ...(opens !== undefined && { opens }),
        };
        if (Object.keys(shared).length > 0) {
          await store.db.updateTable('community').set(shared).where('id', '=', who.community).execute();
        }
        if (channel !== undefined) {
          await store.db
            .updateTable('space')
            .set({ announcement_channel: channel })
            .where('id', '=', who.space)
            .execute();
        }
        if (toggled) await toggle(who, toggled);
      }),

    removeFacilitator: remove,
  };
}
