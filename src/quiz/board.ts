import { sql } from 'kysely';
import { UserError } from '../chat/errors.ts';
import type { Who } from '../chat/request.ts';
import { createLearning } from './learning.ts';
import type { QuizParts } from './quiz.ts';

/** A member who wants to be seen, by the name that they chose. */
export interface Standing {
  readonly person: string;
  readonly name: string;
  /** Counted from 1; who has learnt as much shares it. */
  readonly place: number;
  /** Reviews that were right: what was kept in mind. */
  readonly kept: number;
  /** Questions that were wrong once and are right now. */
  readonly improved: number;
}

export interface Board {
  /** Those who opted in and have learnt in the last 30 days, by how much; the first place first. */
  standings(community: string): Promise<readonly Standing[]>;
  /** Under which name a person takes part; undefined where they do not. */
  nameOf(who: Who): Promise<string | undefined>;
  /** Rejects with a UserError where another member of the community goes by this name. */
  mustBeFree(who: Who, name: string): Promise<void>;
}

/** How far back it counts, in days. */
export const DAYS = 30;

export function createBoard(parts: QuizParts): Board {
  const { store, clock } = parts;
  const learning = createLearning(parts);

  /** Who takes part: of linked accounts the latest word counts, and null takes it back. */
  async function names(community: string): Promise<ReadonlyMap<string, string>> {
    const { rows } = await sql<{ person: string; name: unknown }>`
      select distinct on (identity.person_id) identity.person_id as person, preference.value as name
      from preference
      join identity on identity.id = preference.identity_id
      join space on space.id = identity.space_id
      where preference.name = 'board' and space.community_id = ${community}
      order by identity.person_id, preference.changed_at desc, identity.id`.execute(store.db);
    return new Map(rows.flatMap(({ person, name }) => (typeof name === 'string' ? [[person, name]] : [])));
  }

  return {
    async standings(community) {
      const taking = await names(community);
      const since = clock.now().subtract({ hours: 24 * DAYS });
      const learned = await learning.learned(community, [...taking.keys()], since);
      return ranked(
        [...taking].map(([person, name]) => ({
          person,
          name,
          kept: learned.get(person)?.kept ?? 0,
          improved: learned.get(person)?.improved ?? 0,
        })),
      );
    },

    nameOf: async ({ community, person }) => (await names(community)).get(person),

    async mustBeFree({ community, person }, name) {
      const others = [...(await names(community))].filter(([each]) => each !== person);
      if (others.some(([, taken]) => fold(taken) === fold(name))) {
        throw new UserError('Another member goes by that name here. Please choose another one.');
      }
    },
  };
}

const fold = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** By reviews kept and improvement together; those with neither are left out, and nobody is last with nothing. */
export function ranked(members: readonly Omit<Standing, 'place'>[]): Standing[] {
  const learnt = ({ kept, improved }: Omit<Standing, 'place'>): number => kept + improved;
  return members
    .filter((member) => learnt(member) > 0)
    .toSorted((a, b) => learnt(b) - learnt(a) || a.name.localeCompare(b.name, 'en'))
    .map((member, _, all) => ({
      ...member,
      place: all.filter((other) => learnt(other) > learnt(member)).length + 1,
    }));
}
