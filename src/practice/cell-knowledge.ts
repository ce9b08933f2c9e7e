import { sql } from 'kysely';
import type { Store } from '../store/store.ts';
import { plays } from './cell.ts';
import { mayPlay, type SeenCase, seenCases } from './seen-cases.ts';
import type { Occurrence, Seat } from './session.ts';

/** What those who come know of cases, or are about to know, so that nobody plays one twice. */
export interface Knowledge {
  /** Undefined: nothing is in the way of playing this role. */
  inTheWay(person: string, caseId: string | undefined, role: string): 'read' | 'coming' | undefined;
  /** Cases of which they may play no role at all. */
  casesOf(person: string): ReadonlySet<string>;
}

/** As of an instant, for those with a seat at an occurrence. */
export async function knowledgeOf(
  store: Store,
  occurrence: Occurrence,
  seated: readonly Pick<Seat, 'person'>[],
  now: Temporal.Instant,
): Promise<Knowledge> {
  const persons = seated.map(({ person }) => person);
  const seen = await seenCases(store, occurrence.community, persons);
  const coming = await comingCases(store, occurrence, persons, now);
  return {
    inTheWay(person, caseId, role) {
      if (caseId === undefined || !plays(role)) return undefined;
      const read = seen.get(person) ?? [];
      if (!mayPlay(read, { caseId, role, occurrence: occurrence.id })) return 'read';
      return coming.get(person)?.has(caseId) ? 'coming' : undefined;
    },
    casesOf(person) {
      const read = seen.get(person) ?? [];
      const ids = new Set(read.map(({ caseId }) => caseId));
      return new Set([
        ...[...ids].filter((caseId) => knowsTooMuch(read, caseId, occurrence.id)),
        ...(coming.get(person) ?? []),
      ]);
    },
  };
}

/** At the occurrence itself they go on with what they read there: the general facts, and those of one role. */
function knowsTooMuch(read: readonly SeenCase[], caseId: string, occurrence: string): boolean {
  const parts = read.filter((each) => each.caseId === caseId && each.part !== 'general');
  return (
    parts.length > 1 ||
    read.some((each) => each.caseId === caseId && (each.occurrence !== occurrence || each.part === 'all'))
  );
}

/** Of other plans that are confirmed: what they play there, and what they will have seen before this one. */
async function comingCases(
  store: Store,
  { id, community, starts }: Occurrence,
  persons: readonly string[],
  now: Temporal.Instant,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, Set<string>>();
  if (persons.length === 0) return found;
  const { rows } = await sql<{
    person_id: string;
    case_id: string;
    role: string;
    starts_at: Temporal.Instant;
  }>`
    select account.person_id, cell.case_id, role.role, occurrence.starts_at
    from practice_role role
    join practice_cell cell on cell.id = role.cell_id
    join practice_role_plan plan on plan.occurrence_id = role.occurrence_id
    join practice_occurrence occurrence on occurrence.id = role.occurrence_id
    join practice_session session on session.id = occurrence.session_id
    join identity account on account.id = role.identity_id
    where session.community_id = ${community} and occurrence.id <> ${id}
      and account.person_id in (${sql.join(persons)})
      and plan.confirmed_at is not null and cell.case_id is not null and occurrence.state = 'planned'
      and occurrence.starts_at + occurrence.minutes * interval '1 minute' > ${now.toString()}`.execute(
    store.db,
  );
  for (const { person_id, case_id, role, starts_at } of rows) {
    if (!plays(role) && Temporal.Instant.compare(starts_at, starts) >= 0) continue;
    found.set(person_id, (found.get(person_id) ?? new Set()).add(case_id));
  }
  return found;
}
