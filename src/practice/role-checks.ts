import { sql } from 'kysely';
import type { RoleHolder, RolePlan } from './cell.ts';
import { factsPost } from './facts-cards.ts';
import type { PracticeParts } from './practice.ts';
import { type SeenCase, seenCases } from './seen-cases.ts';

/** What who leads a session wants to know before and after roles are confirmed. */
export interface RoleChecks {
  /** By person: what they have read of cases, in this community. */
  seen(community: string, persons: readonly string[]): Promise<ReadonlyMap<string, readonly SeenCase[]>>;
  /** Those whose facts could not be sent, since they take no direct messages. */
  unreached(plan: RolePlan): Promise<readonly RoleHolder[]>;
}

export function createRoleChecks({ store }: Pick<PracticeParts, 'store'>): RoleChecks {
  return {
    seen: (community, persons) => seenCases(store, community, persons),

    async unreached({ cells }) {
      const holders = cells.flatMap((cell) => cell.holders);
      const { rows } = await sql<{ holder: string }>`
        select distinct subject->>'holder' as holder
        from delivery
        where post = ${factsPost.name} and state = 'refused' and reason in ('direct-closed', 'told')
          and subject->>'holder' = any(array(
            select jsonb_array_elements_text(${JSON.stringify(holders.map(({ id }) => id))}::jsonb)))
          and identity_id = any(array(
            select jsonb_array_elements_text(${JSON.stringify(holders.map(({ identity }) => identity))}::jsonb))::uuid[])`.execute(
        store.db,
      );
      const refused = new Set(rows.map(({ holder }) => holder));
      return holders.filter(({ id }) => refused.has(id));
    },
  };
}
