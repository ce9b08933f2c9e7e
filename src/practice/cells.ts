import type { Outgoing } from '../chat/outgoing.ts';
import type { Who } from '../chat/request.ts';
import type { Cell, RoleHolder, RolePlan } from './cell.ts';
import { placeIn, slotsOf } from './cell.ts';
import { createCasting } from './cell-casting.ts';
import { playedOrLost } from './cell-changes.ts';
import { createPlanning } from './cell-planning.ts';
import { type Holding, holdingsIn, occurrenceOfCell, organisersOf, readRolePlan } from './cell-rows.ts';
import { dropHoldings } from './cell-writes.ts';
import type { Facts } from './facts.ts';
import type { PracticeParts } from './practice.ts';
import type { RoleWishes } from './role-wishes.ts';
import { rosterOf } from './roster.ts';
import { isOver, type Occurrence, type Seat } from './session.ts';
import { readOccurrence, seatsIn } from './session-rows.ts';
import type { Turns } from './turns.ts';
import { vacancyPost } from './vacancy-post.ts';

/** A member's own place: only of a plan that is confirmed. */
export interface OwnPlace {
  readonly plan: RolePlan;
  readonly cell: Cell;
  readonly holder: RoleHolder;
}

/** Somebody who could take a role, for who leads the session. */
export interface Candidate {
  readonly seat: Seat;
  /** What they do now; undefined: nothing yet. */
  readonly place: { readonly cell: Cell; readonly holder: RoleHolder } | undefined;
  /** They know the case of the cell too well to play this role. */
  readonly knows: boolean;
}

/**
 * Cells of occurrences. Everything that changes one holds the occurrence. Until the plan is confirmed only those who
 * lead the session see it; after that a change takes effect at once: whoever loses a role loses its facts, whoever
 * gets one gets them when it is time. All reject with a UserError where the occurrence is over, cancelled or gone.
 */
export interface Cells {
  /** Undefined where nothing was proposed. */
  plan(occurrence: string): Promise<RolePlan | undefined>;
  /** Makes a proposal, in place of an earlier one. Rejects with a UserError for fewer than three with a seat, or where it is confirmed. */
  propose(occurrence: string, wish?: { readonly cells?: number }): Promise<RolePlan>;
  /** Rejects with a UserError that names what is missing, or who plays what they know. Again, it changes nothing. */
  confirm(occurrence: string, outgoing: Outgoing): Promise<RolePlan>;
  /** Takes a confirmed plan back to a proposal; what was sent stays sent. Rejects once facts are out or it has begun. */
  reopen(occurrence: string, outgoing: Outgoing): Promise<RolePlan>;
  /** How long before the beginning everybody gets their facts, an ISO 8601 duration. */
  setLead(occurrence: string, lead: string, outgoing: Outgoing): Promise<RolePlan>;
  /** Undefined: a situation of their own. Roles follow the case's parties in their order. Rejects once anybody there read theirs, or all is revealed. */
  setCase(cell: string, caseId: string | undefined, outgoing: Outgoing): Promise<RolePlan>;
  /** Everybody with a seat, for a role of a cell. */
  candidates(cell: string, role: string): Promise<readonly Candidate[]>;
  /** Gives a role to a person; who had it takes what they did before, or observes. Rejects where they know the case too well. */
  give(cell: string, role: string, person: string, outgoing: Outgoing): Promise<RolePlan>;
  /** Takes a holder out, who keeps their seat: they did not come. Where the cell needs the role, whoever fits best among those who only watch or help takes over; undefined: nobody could. */
  replace(
    holder: string,
    outgoing: Outgoing,
  ): Promise<{ readonly plan: RolePlan; readonly by: RoleHolder | undefined }>;
  /** Those with a seat and without a role, in the order of their coming. */
  unplaced(occurrence: string): Promise<readonly Seat[]>;
  /** Gives a place to somebody who came late: an empty one that is needed, or they observe in the smallest cell. */
  place(occurrence: string, person: string, outgoing: Outgoing): Promise<RolePlan>;
  /** Where a member is, of a confirmed plan; by any of their accounts. */
  own(who: Who, occurrence: string): Promise<OwnPlace | undefined>;
  /** The occurrence and cell of an id; undefined where they are gone or of another community. */
  cell(
    id: string,
    community: string,
  ): Promise<{ readonly occurrence: Occurrence; readonly plan: RolePlan; readonly cell: Cell } | undefined>;
  /** After a change of the occurrence or its roster: who has no seat loses their role, and facts go out by the new time. The occurrence is held. */
  keepUp(occurrence: Occurrence, outgoing: Outgoing): Promise<void>;
}

export interface CellParts extends PracticeParts {
  readonly facts: Pick<Facts, 'plan'>;
  readonly turns: Pick<Turns, 'of'>;
  readonly roleWishes: Pick<RoleWishes, 'of'>;
}

export function createCells(parts: CellParts): Cells {
  const { store, clock, cases, facts } = parts;

  /** Who opened the session is told of each holding that is gone once, where the cell needs its role. */
  async function tellVacancies(
    { id: occurrence, session, community, ends: expires }: Occurrence,
    gone: readonly Holding[],
    { deliveries }: Outgoing,
  ): Promise<void> {
    const needed = gone.filter(({ caseId, role }) =>
      slotsOf(playedOrLost(cases(), caseId)).some((slot) => slot.needed && slot.role === role),
    );
    if (needed.length === 0) return;
    const organisers = await organisersOf(store, session, community);
    await deliveries.send(
      vacancyPost,
      ...needed.flatMap(({ id, cell, role }) =>
        organisers.map((to) => ({
          ...{ community, to, expires },
          key: `practice.vacancy:${id}:${to.identity}`,
          subject: { occurrence, cell, role },
        })),
      ),
    );
  }

  return {
    ...createPlanning(parts),
    ...createCasting(parts),
    plan: (occurrence) => readRolePlan(store, occurrence),

    async own({ community, person }, id) {
      const occurrence = await readOccurrence(store, id, community);
      const plan = occurrence && (await readRolePlan(store, id));
      const place = plan?.confirmed && placeIn(plan, person);
      return place ? { plan, ...place } : undefined;
    },

    async cell(id, community) {
      const of = await occurrenceOfCell(store, id);
      const occurrence = of === undefined ? undefined : await readOccurrence(store, of, community);
      const plan = occurrence && (await readRolePlan(store, occurrence.id));
      const cell = plan?.cells.find((each) => each.id === id);
      return occurrence && plan && cell ? { occurrence, plan, cell } : undefined;
    },

    async keepUp(occurrence, outgoing) {
      const plan = await store.db
        .selectFrom('practice_role_plan')
        .where('occurrence_id', '=', occurrence.id)
        .select('confirmed_at')
        .executeTakeFirst();
      if (!plan) return;
      // What was played stays as it was.
      if (!isOver(occurrence, clock.now())) {
        const { seated } = rosterOf(occurrence, await seatsIn(store, occurrence.id));
        const coming = new Set(seated.map(({ person }) => person));
        const gone = (await holdingsIn(store, occurrence.id)).filter(({ person }) => !coming.has(person));
        await dropHoldings(
          store,
          gone.map(({ id }) => id),
        );
        const tells = plan.confirmed_at !== null && occurrence.state === 'planned';
        if (tells) await tellVacancies(occurrence, gone, outgoing);
      }
      await facts.plan(occurrence, outgoing);
    },
  };
}
