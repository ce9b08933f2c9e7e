import { sql } from 'kysely';
import type { Store } from '../store/store.ts';
import { plays } from './cell.ts';

/** What members know of cases: nobody plays one whose facts they have read. */

/** One part of a case that somebody has read. */
export interface SeenCase {
  readonly caseId: string;
  /** `general`, the id of the role whose facts these were, or `all`. */
  readonly part: string;
  /** Where it was read first. */
  readonly occurrence: string | undefined;
}

/** Kept for each of these identities; what is kept already stays. */
export async function markSeen(
  store: Store,
  identities: readonly string[],
  { caseId, part, occurrence }: SeenCase,
  at: Temporal.Instant,
): Promise<void> {
  if (identities.length === 0) return;
  await store.db
    .insertInto('practice_case_seen')
    .values(
      identities.map((identity) => ({
        ...{ identity_id: identity, case_id: caseId, part },
        ...{ occurrence_id: occurrence ?? null, seen_at: at.toString() },
      })),
    )
    .onConflict((conflict) => conflict.columns(['identity_id', 'case_id', 'part']).doNothing())
    .execute();
}

/** By person, over all of their accounts in a community. */
export async function seenCases(
  store: Store,
  community: string,
  persons: readonly string[],
): Promise<ReadonlyMap<string, readonly SeenCase[]>> {
  const found = new Map<string, SeenCase[]>(persons.map((person) => [person, []]));
  if (persons.length === 0) return found;
  const { rows } = await sql<{
    person_id: string;
    case_id: string;
    part: string;
    occurrence_id: string | null;
  }>`
    select identity.person_id, seen.case_id, seen.part, seen.occurrence_id
    from practice_case_seen seen
    join identity on identity.id = seen.identity_id
    join space on space.id = identity.space_id
    where space.community_id = ${community} and identity.person_id in (${sql.join(persons)})`.execute(
    store.db,
  );
  for (const { person_id, case_id, part, occurrence_id } of rows) {
    found.get(person_id)?.push({ caseId: case_id, part, occurrence: occurrence_id ?? undefined });
  }
  return found;
}

/** At the occurrence itself, whoever has read the general facts or their own goes on with them. */
export const mayPlay = (
  seen: readonly SeenCase[],
  {
    caseId,
    role,
    occurrence,
  }: { readonly caseId: string; readonly role: string; readonly occurrence: string },
): boolean =>
  !plays(role) ||
  seen.every(
    (each) =>
      each.caseId !== caseId ||
      (each.occurrence === occurrence && (each.part === 'general' || each.part === role)),
  );
