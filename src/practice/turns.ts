import { sql } from 'kysely';
import type { Who } from '../chat/request.ts';
import { kindOf, playedIn, type RoleKind, roleName } from './cell.ts';
import { type PastTurns, turnsOf } from './cell-turns.ts';
import type { PracticeParts } from './practice.ts';
import { type HeldRole, heldRoles } from './turns-rows.ts';

export interface MemberTurns extends PastTurns {
  readonly person: string;
  /** As they were called last. */
  readonly name: string;
}

/** A role that somebody had at an occurrence. */
export interface OwnTurn {
  readonly kind: RoleKind;
  /** As members read it: “Tenant”. */
  readonly name: string;
  /** The session is: it counts. */
  readonly over: boolean;
}

interface Which {
  /** Also what is confirmed and still to come. */
  readonly coming: boolean;
  /** Not this occurrence. */
  readonly except?: string;
}

/** Who had which role how often. Only confirmed plans count, of what was not cancelled, and not for who was not there. */
export interface Turns {
  /** Of a community, by person. */
  of(community: string, which: Which): Promise<ReadonlyMap<string, MemberTurns>>;
  /** One's own, by the ids of occurrences; over or not. */
  own(who: Who): Promise<ReadonlyMap<string, OwnTurn>>;
  /** Of an occurrence, by person; empty without a confirmed plan. */
  at(occurrence: string): Promise<ReadonlyMap<string, OwnTurn>>;
}

export function createTurns({
  store,
  clock,
  cases,
}: Pick<PracticeParts, 'store' | 'clock' | 'cases'>): Turns {
  const turnOf = ({ role, caseId, over }: HeldRole): OwnTurn => ({
    over,
    kind: kindOf(role),
    name: roleName(playedIn(cases(), { caseId }), role),
  });

  return {
    async of(community, { coming, except }) {
      const all = await heldRoles(
        store,
        clock.now(),
        sql`session.community_id = ${community} and occurrence.id is distinct from ${except ?? null}`,
      );
      const held = all.filter(({ over }) => coming || over);
      const names = namesOf(held);
      const byOccurrence = Map.groupBy(held, ({ occurrence }) => occurrence);
      const turns = turnsOf(
        [...byOccurrence.values()].map((people) => ({
          people: people.map(({ person, role }) => ({ person, kind: kindOf(role) })),
        })),
      );
      return new Map(
        [...turns].map(([person, past]): [string, MemberTurns] => [
          person,
          { ...past, person, name: names.get(person)?.name ?? '' },
        ]),
      );
    },

    async own({ community, person }) {
      const held = await heldRoles(
        store,
        clock.now(),
        sql`session.community_id = ${community} and account.person_id = ${person}`,
      );
      return new Map(held.map((each) => [each.occurrence, turnOf(each)]));
    },

    async at(occurrence) {
      const held = await heldRoles(store, clock.now(), sql`occurrence.id = ${occurrence}`);
      return new Map(held.map((each) => [each.person, turnOf(each)]));
    },
  };
}

/** By person, what they were called last. */
function namesOf(held: readonly HeldRole[]): ReadonlyMap<string, HeldRole> {
  const last = new Map<string, HeldRole>();
  for (const each of held) {
    const other = last.get(each.person);
    if (!other || Temporal.Instant.compare(each.named, other.named) > 0) last.set(each.person, each);
  }
  return last;
}
