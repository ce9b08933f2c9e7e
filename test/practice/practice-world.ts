import { randomUUID } from 'node:crypto';
import { practice } from '../../commands/practice.ts';
import type { SpaceId, Who } from '../../src/chat/request.ts';
import { columnsOf } from '../../src/practice/draft-rows.ts';
import { createPractice } from '../../src/practice/practice.ts';
import type { Occurrence, Plan } from '../../src/practice/session.ts';
import { requestFrom } from '../community/asking.ts';
import { commandWorld, type Player } from '../jobs/command-world.ts';
import type { TestStore } from '../store/stores.ts';
import { roleCases } from './role-cases.ts';

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
    practice: createPractice({ store, clock, wishes: preferences, publicUrl, cases: () => roleCases }),
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

/** Gives members seats at an occurrence and these roles, as if somebody had confirmed them just now. */
export async function withRoles(
  { practice, outgoing, who }: PracticeWorld,
  store: TestStore,
  occurrence: string,
  cells: readonly { readonly caseId?: string; readonly roles: Readonly<Record<string, Player>> }[],
  { confirmed = true, factsLead = 'P1D' } = {},
): Promise<readonly string[]> {
  const at = store.clock.now().toString();
  const { db } = store;
  for (const { roles } of cells) {
    for (const player of Object.values(roles)) {
      await practice.rosters.answer(
        await who(player),
        `Member ${player.asker.member}`,
        occurrence,
        'join',
        outgoing,
      );
    }
  }
  await db
    .insertInto('practice_role_plan')
    .values({
      occurrence_id: occurrence,
      facts_lead: factsLead,
      confirmed_at: confirmed ? at : null,
      made_at: at,
    })
    .execute();
  const ids: string[] = [];
  for (const [index, { caseId, roles }] of cells.entries()) {
    const cell = randomUUID();
    ids.push(cell);
    await db
      .insertInto('practice_cell')
      .values({ id: cell, occurrence_id: occurrence, number: index + 1, case_id: caseId ?? null })
      .execute();
    for (const [role, { identity }] of Object.entries(roles)) {
      await db
        .insertInto('practice_role')
        .values({
          ...{ id: randomUUID(), cell_id: cell, occurrence_id: occurrence, identity_id: identity },
          // `observer 2` is an observer too.
          ...{ role: role.replace(/ \d+$/, ''), since: at },
        })
        .execute();
    }
  }
  await practice.sessions.keepUp(occurrence, outgoing);
  return ids;
}

export type PracticeWorld = Awaited<ReturnType<typeof practiceWorld>>;
