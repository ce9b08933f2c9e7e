import type { Clock } from '../chat/clock.ts';
import { ChoiceNeeded, UserError } from '../chat/errors.ts';
import type { Request, SpaceId, Who } from '../chat/request.ts';
import { platformOf } from '../chat/request.ts';
import type { Members } from '../chat/spaces.ts';
import { type Store, StoreUnreachable } from '../store/store.ts';
import { hereButtons } from './here.ts';
import type { Preferences } from './preferences.ts';
import { type AccountRow, isNoSpace, makeIdentity, makeSpace, ofPlatform } from './space-rows.ts';

export interface KnownMembers extends Members {
  /** The identity behind a request without making one; undefined where there is none, or none clearly. */
  known(request: Request): Promise<Who | undefined>;
  /** Where a request belongs, whether its member is known or not. */
  communityOf(request: Request): Promise<string | undefined>;
  /** The spaces that a direct message of this account can be meant for, the one that it counts for first. */
  spacesOf(request: Request): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** For which of one's spaces direct messages count from now on; returns its name. */
  choose(request: Request, space: string): Promise<string>;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly preferences: Preferences;
}

interface Own extends Who {
  readonly name: string;
  readonly chosen: Temporal.Instant | null;
}

export function createMembers({ store, clock, preferences }: Parts): KnownMembers {
  async function inSpace(request: Request): Promise<Who | undefined> {
    const row = await store.db
      .selectFrom('identity')
      .innerJoin('space', 'space.id', 'identity.space_id')
      .where('identity.space_id', '=', request.space)
      .where('identity.external_id', '=', request.member.id)
      .select(['identity.id', 'identity.person_id', 'space.community_id'])
      .executeTakeFirst();
    return row && whoIs(request, row);
  }

  /** One statement where the space is there; the identity is one, however many are to be made at once. */
  async function make(request: Request): Promise<Who | undefined> {
    const row = await makeIdentity(store, request.space, request.member.id, clock.now());
    // One that was made at the same moment is read back.
    return row ? whoIs(request, row) : inSpace(request);
  }

  /** The account's identities in all spaces of its platform, the one chosen latest first. */
  async function own(request: Request): Promise<Own[]> {
    const found = await store.db
      .selectFrom('identity')
      .innerJoin('space', 'space.id', 'identity.space_id')
      .where('identity.external_id', '=', request.member.id)
      .where('space.id', 'like', ofPlatform(platformOf(request.space)))
      .where('space.left_at', 'is', null)
      .select(['identity.id', 'identity.person_id', 'identity.chosen_at', 'space.community_id', 'space.name'])
      .select('space.id as space')
      .orderBy('identity.chosen_at', (order) => order.desc().nullsLast())
      .orderBy('identity.first_seen_at')
      .orderBy('space.id')
      .execute();
    return found.map((row) => ({
      community: row.community_id,
      space: row.space as SpaceId,
      identity: row.id,
      person: row.person_id,
      name: row.name ?? 'a server without a name',
      chosen: row.chosen_at,
    }));
  }

  const clear = ([first, ...more]: readonly Own[]): Own | undefined =>
    first && (first.chosen !== null || more.every(({ community }) => community === first.community))
      ? first
      : undefined;

  async function inDirect(request: Request): Promise<Who> {
    const all = await own(request);
    if (all.length === 0) {
      throw new UserError(
        'I do not know yet which course you belong to. Please use me once in your course’s server; after that I answer here too.',
      );
    }
    const one = clear(all);
    if (one) return whoOf(one);
    throw new ChoiceNeeded(
      hereButtons(all.map(({ space, name }) => ({ id: space, name }))),
      'You are in more than one community. For which one is this? You can change it later in your settings.',
    );
  }

  async function known(request: Request): Promise<Who | undefined> {
    if (request.guest) return undefined;
    if (!isNoSpace(request.space)) return inSpace(request);
    const one = clear(await own(request));
    return one && whoOf(one);
  }

  return {
    known,

    async who(request) {
      if (request.guest) {
        throw new UserError('You are a guest here, and I keep things for members of this space only.');
      }
      if (isNoSpace(request.space)) return inDirect(request);
      const found = (await inSpace(request)) ?? (await make(request));
      if (found) return found;
      await makeSpace(store, request.space, clock.now());
      const made = await make(request);
      if (!made) throw new Error('an identity that was made is not there');
      return made;
    },

    async communityOf(request) {
      if (request.guest) return undefined;
      if (isNoSpace(request.space)) return (await known(request))?.community;
      const row = await store.db
        .selectFrom('space')
        .where('id', '=', request.space)
        .select('community_id')
        .executeTakeFirst();
      return row?.community_id;
    },

    async spacesOf(request) {
      return (await own(request)).map(({ space, name }) => ({ id: space, name }));
    },

    async choose(request, space) {
      const found = (await own(request)).find((each) => each.space === space);
      if (!found) throw new UserError('You are not known there. Please use me once in that server.');
      await store.db
        .updateTable('identity')
        .set({ chosen_at: clock.now().toString() })
        .where('id', '=', found.identity)
        .execute();
      return found.name;
    },

    async standing(request) {
      const platform = await request.standing();
      if (platform !== 'member' || request.guest) return platform;
      return unlessUnreachable(platform, async () => {
        // Roles are told where the member acts; in a direct conversation there are none.
        const space = isNoSpace(request.space) ? (await known(request))?.space : request.space;
        if (space === undefined) return platform;
        const named = await store.db
          .selectFrom('facilitator')
          .where('space_id', '=', space)
          .where(({ eb, or, and }) =>
            or([
              and([eb('kind', '=', 'member'), eb('external_id', '=', request.member.id)]),
              ...(request.roles.length > 0
                ? [and([eb('kind', '=', 'role'), eb('external_id', 'in', request.roles)])]
                : []),
            ]),
          )
          .select('kind')
          .limit(1)
          .execute();
        return named.length > 0 ? 'facilitator' : platform;
      });
    },

    async zone(request) {
      const own = await unlessUnreachable(undefined, async () => {
        const who = await known(request);
        return who && (await preferences.of(who.identity)).zone;
      });
      return own ?? request.zone();
    },
  };
}

const whoIs = ({ space }: Request, { id, person_id, community_id }: AccountRow): Who => ({
  community: community_id,
  space,
  identity: id,
  person: person_id,
});

const whoOf = ({ community, space, identity, person }: Own): Who => ({ community, space, identity, person });

async function unlessUnreachable<T>(otherwise: T, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof StoreUnreachable) return otherwise;
    throw error;
  }
}
