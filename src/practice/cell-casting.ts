import { UserError } from '../chat/errors.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import { kindOf, placeIn, type RolePlan, type RoleWish, slotsOf } from './cell.ts';
import {
  type Placing,
  playedOrLost,
  type Terms,
  withCase,
  withLateComer,
  withoutHolder,
  withRoleGiven,
} from './cell-changes.ts';
import { factsAreOut, type HeldCell, type HeldPlan, heldCell, heldPlan } from './cell-held.ts';
import { type Knowledge, knowledgeOf } from './cell-knowledge.ts';
import { occurrenceOfRole, readRolePlan } from './cell-rows.ts';
import { owed } from './cell-turns.ts';
import { writeCase, writeHoldings } from './cell-writes.ts';
import type { CellParts, Cells } from './cells.ts';
import { rosterOf } from './roster.ts';
import type { Occurrence, Seat } from './session.ts';
import { readOccurrence, seatsIn } from './session-rows.ts';

/** Who plays what: single changes of a plan. Of one that is confirmed they take effect at once. */
export function createCasting(
  parts: CellParts,
): Pick<Cells, 'setCase' | 'candidates' | 'give' | 'replace' | 'unplaced' | 'place'> {
  const { store, clock, cases, facts, turns, roleWishes } = parts;

  const seatedAt = async (occurrence: Occurrence): Promise<readonly Seat[]> =>
    rosterOf(occurrence, await seatsIn(store, occurrence.id)).seated;

  /** What a change of a plan needs to know; `caseOf`: the case of each cell, as it will be. */
  async function termsOf({ occurrence, plan }: HeldPlan, caseOf = casesIn(plan)) {
    const seated = await seatedAt(occurrence);
    const knowledge = await knowledgeOf(store, occurrence, seated, clock.now());
    return {
      seated,
      knowledge,
      cells: plan.cells.map(({ id }) => ({ id, slots: slotsOf(playedOrLost(cases(), caseOf.get(id))) })),
      mayTake: ({ person, cell, role }: Placing) =>
        knowledge.inTheWay(person, caseOf.get(cell), role) === undefined,
    };
  }

  /** Writes down who has which role now. */
  async function cast(
    { occurrence, plan }: HeldPlan,
    placings: readonly Placing[],
    seated: readonly Seat[],
    outgoing: Outgoing,
    renewed?: string,
  ): Promise<RolePlan> {
    const accounts = new Map(seated.map(({ person, identity }) => [person, identity]));
    for (const { holders } of plan.cells) {
      // They keep the account that has a role already.
      for (const { person, identity } of holders) accounts.set(person, identity);
    }
    await writeHoldings(
      store,
      occurrence.id,
      placings.flatMap(({ person, cell, role }) => {
        const identity = accounts.get(person);
        return identity === undefined ? [] : [{ cell, role, identity }];
      }),
      clock.now(),
      renewed,
    );
    if (plan.confirmed) await facts.plan(occurrence, outgoing);
    return (await readRolePlan(store, occurrence.id))!;
  }

  /** The new case's facts would be open at once, and what was read of the old one stays in their heads. */
  async function checkRecasting({ occurrence, plan, cell }: HeldCell): Promise<void> {
    if (cell.revealed) {
      throw new UserError('The facts of this cell are open already, so its case stays as it is.');
    }
    const persons = cell.holders.map(({ person }) => person);
    if (cell.caseId === undefined || persons.length === 0) return;
    if (!factsAreOut({ occurrence, plan }, clock.now())) return;
    const read = await store.db
      .selectFrom('practice_case_seen as seen')
      .innerJoin('identity', 'identity.id', 'seen.identity_id')
      .where('seen.occurrence_id', '=', occurrence.id)
      .where('seen.case_id', '=', cell.caseId)
      .where('identity.person_id', 'in', persons)
      .select('seen.part')
      .limit(1)
      .execute();
    if (read.length === 0) return;
    throw new UserError(
      'Somebody in this cell has read their facts already, so its case stays as it is. You can still change who plays which role.',
    );
  }

  /** Who would fit a role best comes first: who checked in, who wishes for it, whose turn it is, who came first. */
  async function orderFor(occurrence: Occurrence, seated: readonly Seat[], role: string): Promise<string[]> {
    const kind = kindOf(role);
    const past = await turns.of(occurrence.community, { coming: true, except: occurrence.id });
    const wishes = await roleWishes.of(occurrence.id);
    return seated
      .map((seat) => ({
        person: seat.person,
        here: seat.checkedIn ? 0 : 1,
        wish: wishRank(wishes.get(seat.person), kind),
        due: owed(past.get(seat.person), kind),
      }))
      .toSorted((a, b) => a.here - b.here || a.wish - b.wish || b.due - a.due)
      .map(({ person }) => person);
  }

  /** Those without a role who may be expected: who was taken out of theirs since they did not come is not asked again. */
  async function expected(
    occurrence: Occurrence,
    plan: RolePlan,
    seated: readonly Seat[],
  ): Promise<string[]> {
    const { made_at } = await store.db
      .selectFrom('practice_role_plan')
      .where('occurrence_id', '=', occurrence.id)
      .select('made_at')
      .executeTakeFirstOrThrow();
    return withoutRole(plan, seated)
      .filter(({ checkedIn, since }) => checkedIn || Temporal.Instant.compare(since, made_at) > 0)
      .map(({ person }) => person);
  }

  return {
    setCase: (id, caseId, outgoing) =>
      store.transaction(async () => {
        const held = await heldCell(parts, id);
        if (held.cell.caseId === caseId) return held.plan;
        if (caseId !== undefined && !cases().some((each) => each.id === caseId)) {
          throw new UserError('The course does not have that case any more. Choose another one.');
        }
        await checkRecasting(held);
        const terms = await termsOf(held, casesIn(held.plan).set(id, caseId));
        const [before, after] = [held.cell.caseId, caseId].map((each) => playedOrLost(cases(), each));
        await writeCase(store, id, caseId);
        const placings = withCase(placingsOf(held.plan), id, { before, after }, terms);
        return cast(held, placings, terms.seated, outgoing, id);
      }),

    give: (id, role, person, outgoing) =>
      store.transaction(async () => {
        const held = await heldCell(parts, id);
        const terms = await termsOf(held);
        checkGiving(held, { person, cell: id, role }, terms);
        const placings = withRoleGiven(placingsOf(held.plan), { person, cell: id, role }, terms);
        return cast(held, placings, terms.seated, outgoing);
      }),

    replace: (holder, outgoing) =>
      store.transaction(async () => {
        const held = await heldPlan(parts, await occurrenceOfRole(store, holder));
        const { occurrence, plan } = held;
        const out = plan.cells.flatMap(({ holders }) => holders).find(({ id }) => id === holder);
        if (!out) throw new UserError('They do not have this role any more.');
        const terms = await termsOf(held);
        const away = terms.seated.filter((seat) => seat.attendedMinutes === 0).map(({ person }) => person);
        const { placings, by } = withoutHolder(placingsOf(plan), out.person, {
          cells: terms.cells,
          mayTake: (placing) => !away.includes(placing.person) && terms.mayTake(placing),
          free: await expected(occurrence, plan, terms.seated),
          order: await orderFor(occurrence, terms.seated, out.role),
        });
        const now = await cast(held, placings, terms.seated, outgoing);
        return { plan: now, by: by === undefined ? undefined : placeIn(now, by)?.holder };
      }),

    place: (id, person, outgoing) =>
      store.transaction(async () => {
        const held = await heldPlan(parts, id);
        if (placeIn(held.plan, person)) return held.plan;
        const terms = await termsOf(held);
        checkSeat(terms.seated, person);
        return cast(held, withLateComer(placingsOf(held.plan), person, terms), terms.seated, outgoing);
      }),

    candidates: (id, role) =>
      store.transaction(async () => {
        const held = await heldCell(parts, id);
        const { seated, mayTake } = await termsOf(held);
        return seated.map((seat) => ({
          seat,
          place: placeIn(held.plan, seat.person),
          knows: !mayTake({ person: seat.person, cell: id, role }),
        }));
      }),

    async unplaced(id) {
      const [occurrence, plan] = [await readOccurrence(store, id), await readRolePlan(store, id)];
      return occurrence && plan ? withoutRole(plan, await seatedAt(occurrence)) : [];
    },
  };
}

const casesIn = ({ cells }: RolePlan) => new Map(cells.map(({ id, caseId }) => [id, caseId]));

const placingsOf = ({ cells }: RolePlan): Placing[] =>
  cells.flatMap(({ id, holders }) => holders.map(({ person, role }) => ({ person, cell: id, role })));

const withoutRole = (plan: RolePlan, seated: readonly Seat[]): readonly Seat[] =>
  seated.filter(({ person }) => !placeIn(plan, person));

function checkSeat(seated: readonly Seat[], person: string): void {
  if (!seated.some((seat) => seat.person === person)) {
    throw new UserError('They have no seat in that session any more; only who has one can have a role.');
  }
}

function checkGiving(
  { cell }: HeldCell,
  wanted: Placing,
  { seated, cells, knowledge }: Pick<Terms, 'cells'> & { seated: readonly Seat[]; knowledge: Knowledge },
): void {
  const slots = cells.find(({ id }) => id === cell.id)?.slots ?? [];
  if (!slots.some(({ role }) => role === wanted.role)) {
    throw new UserError('The case of this cell has no such part. Look at the roles again.');
  }
  checkSeat(seated, wanted.person);
  // Who plays it already goes on.
  if (cell.holders.some(({ person, role }) => person === wanted.person && role === wanted.role)) return;
  const why = knowledge.inTheWay(wanted.person, cell.caseId, wanted.role);
  if (!why) return;
  throw new UserError(
    why === 'read'
      ? 'They have read facts of this case, so they cannot play it: coach or observer would do.'
      : 'They play this case, or see it, at another session that is coming, so they cannot play it here: coach or observer would do.',
  );
}

/** Before others who wishes for it, after them who wishes for something else. */
function wishRank(wish: RoleWish | undefined, kind: string): number {
  if (wish === kind) return -1;
  return wish === undefined || (wish === 'not-mediator' && kind !== 'mediator') ? 0 : 1;
}
