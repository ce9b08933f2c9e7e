import { randomUUID } from 'node:crypto';
import { practice } from '../../commands/practice.ts';
import type { SpaceId, Who } from '../../src/chat/request.ts';
import { columnsOf } from '../../src/practice/draft-rows.ts';
import { createPractice } from '../../src/practice/practice.ts';
import type { Occurrence, Plan } from '../../src/practice/session.ts';
import { requestFrom } from '../community/asking.ts';
import { commandWorld, type Player } from '../jobs/command-world.ts';
import type { TestStore } from '../store/stores.ts';

/** Two weeks after the store's clock begins: a Thursday evening in Toronto. */
export const THURSDAY: Plan = {
  title: 'Shuttle mediation',
  about: 'Moving between two rooms',
  place: 'Room 2',
  link: 'https://video.example/secret-room',
  zone: 'America/Toronto',
  starts: Temporal.PlainDateTime.from('2026-03-12T19:00'),
  minutes: 90,
  rule: undefined,
  leftOut: [],
  seats: undefined,
  leads: ['P1D', 'PT15M'],
  remindsChannel: false,
  offerMinutes: 120,
};

/** `/practice` in a space of its own; sessions are there at once, as if somebody had opened them. */
export async function practiceWorld(store: TestStore, publicUrl?: string) {
  const { clock } = store;
  clock.set('2026-03-02T12:00:00Z');
  const world = await commandWorld(store, practice, ({ preferences }) => ({
    practice: createPractice({ store, clock, wishes: preferences, publicUrl }),
  }));
  const { community, space, services, outgoing } = world;
  return {
    ...world,
    practice: services.practice,
    who: ({ asker }: Player): Promise<Who> => services.community.members.who(requestFrom(asker)),
    /** Another space of the same community, as if it had been linked. */
    async linkedSpace(platform = 'slack'): Promise<SpaceId> {
      const id = `${platform}:${randomUUID().slice(0, 12)}` as SpaceId;
      const now = clock.now().toString();
      const home = randomUUID();
      await store.db.insertInto('community').values({ id: home, created_at: now }).execute();
      await store.db
        .insertInto('space')
        .values({ id, name: 'Linked', community_id: community, home_id: home, arrived_at: now })
        .execute();
      return id;
    },
    /** A session that is open; its first occurrence. Announced in C1 of the space unless places say otherwise. */
    async opened(
      plan: Partial<Plan> = {},
      more: {
        readonly organiser?: Player;
        readonly places?: readonly { space: SpaceId; channel: string }[];
      } = {},
    ): Promise<Occurrence> {
      const id = randomUUID();
      await store.db
        .insertInto('practice_session')
        .values({
          ...columnsOf({ ...THURSDAY, ...plan }),
          id,
          community_id: community,
          made_at: clock.now().toString(),
        })
        .execute();
      for (const place of more.places ?? [{ space, channel: 'C1' }]) {
        await store.db
          .insertInto('practice_place')
          .values({ session_id: id, space_id: place.space, channel: place.channel })
          .execute();
      }
      if (more.organiser) {
        await store.db
          .insertInto('practice_organiser')
          .values({ session_id: id, identity_id: more.organiser.identity })
          .execute();
      }
      return services.practice.sessions.begin(id, outgoing);
    },
  };
}

export type PracticeWorld = Awaited<ReturnType<typeof practiceWorld>>;
