import { UserError } from '../chat/errors.ts';
import { type Cell, LEAST_PEOPLE, type RolePlan, vacantSlots } from './cell.ts';
import { playedOrLost } from './cell-changes.ts';
import { factsAreOut, type HeldPlan, heldOccurrence, heldPlan } from './cell-held.ts';
import { type Knowledge, knowledgeOf } from './cell-knowledge.ts';
import { type Participant, type ProposedCell, proposeCells } from './cell-proposal.ts';
import { readRolePlan } from './cell-rows.ts';
import { writePlan, writeProposal } from './cell-writes.ts';
import type { CellParts, Cells } from './cells.ts';
import { rosterOf } from './roster.ts';
import type { Occurrence, Seat } from './session.ts';
import { seatsIn } from './session-rows.ts';

/** A plan as a whole: proposed, confirmed, taken back. */
export function createPlanning(parts: CellParts): Pick<Cells, 'propose' | 'confirm' | 'reopen' | 'setLead'> {
  const { store, clock, cases, facts, turns, roleWishes } = parts;

  const seatedAt = async (occurrence: Occurrence): Promise<readonly Seat[]> =>
    rosterOf(occurrence, await seatsIn(store, occurrence.id)).seated;
  const planOf = async (id: string): Promise<RolePlan> => (await readRolePlan(store, id))!;

  /** A role may be in the way that was read here: whoever was proposed for another one then counts as knowing the case. */
  function proposalFor(
    occurrence: Occurrence,
    people: readonly Participant[],
    knowledge: Knowledge,
    cells: number | undefined,
  ): readonly ProposedCell[] {
    const seen = new Map(people.map((each) => [each.person, new Set(each.seen)]));
    for (;;) {
      const proposed = proposeCells(
        people.map((each) => ({ ...each, seen: seen.get(each.person)! })),
        cases(),
        { cells, seed: occurrence.id },
      );
      const wrong = proposed.flatMap(({ caseId, roles }) =>
        roles.flatMap(({ person, role }) =>
          caseId !== undefined &&
          knowledge.inTheWay(person, caseId, role) &&
          seen.get(person)?.has(caseId) === false
            ? [{ person, caseId }]
            : [],
        ),
      );
      if (wrong.length === 0) return proposed;
      for (const { person, caseId } of wrong) seen.get(person)!.add(caseId);
    }
  }

  async function participantsOf(
    occurrence: Occurrence,
    seated: readonly Seat[],
    knowledge: Knowledge,
  ): Promise<readonly Participant[]> {
    const past = await turns.of(occurrence.community, { coming: true, except: occurrence.id });
    const wishes = await roleWishes.of(occurrence.id);
    return seated.map(({ person }) => ({
      person,
      turns: past.get(person),
      wish: wishes.get(person),
      seen: knowledge.casesOf(person),
    }));
  }

  /** Throws a UserError that names what a plan lacks. */
  async function checkComplete({ occurrence, plan }: HeldPlan): Promise<void> {
    const all = cases();
    const lost = plan.cells.filter(
      ({ caseId }) => caseId !== undefined && !all.some(({ id }) => id === caseId),
    );
    if (lost.length > 0) {
      throw new UserError(
        `${lost.map(cellName).join(' and ')}: the course does not have the case any more. Choose another one.`,
      );
    }
    const lacks = plan.cells.flatMap((cell) => {
      const vacant = vacantSlots(playedOrLost(all, cell.caseId), cell).map(({ name }) => name);
      return vacant.length === 0 ? [] : [`${cellName(cell)} lacks ${vacant.join(' and ')}`];
    });
    if (lacks.length > 0) throw new UserError(`${lacks.join('; ')}. Give these roles to somebody first.`);
    const now = clock.now();
    const knowledge = await knowledgeOf(
      store,
      occurrence,
      plan.cells.flatMap(({ holders }) => holders),
      now,
    );
    for (const cell of plan.cells) {
      for (const { person, name, role } of cell.holders) {
        const why = knowledge.inTheWay(person, cell.caseId, role);
        if (!why) continue;
        throw new UserError(
          `${cellName(cell)}: ${name} ${why === 'read' ? 'has read facts of this case meanwhile' : 'has this case at another session that is coming'}. Give the role to somebody else, or choose another case.`,
        );
      }
    }
  }

  return {
    propose: (id, { cells } = {}) =>
      store.transaction(async () => {
        const occurrence = await heldOccurrence(parts, id);
        if ((await readRolePlan(store, id))?.confirmed) {
          throw new UserError('They are confirmed; change single roles, or take them back first.');
        }
        const seated = await seatedAt(occurrence);
        if (seated.length < LEAST_PEOPLE) {
          throw new UserError(
            `Three people at least need a seat before roles can be proposed; ${seated.length === 0 ? 'nobody has one' : `${seated.length} ${seated.length === 1 ? 'has' : 'have'} one`} so far.`,
          );
        }
        const now = clock.now();
        const knowledge = await knowledgeOf(store, occurrence, seated, now);
        const people = await participantsOf(occurrence, seated, knowledge);
        const accounts = new Map(seated.map(({ person, identity }) => [person, identity]));
        await writeProposal(
          store,
          id,
          proposalFor(occurrence, people, knowledge, cells).map(({ caseId, roles }) => ({
            caseId,
            roles: roles.map(({ role, person }) => ({ role, identity: accounts.get(person)! })),
          })),
          now,
        );
        return planOf(id);
      }),

    confirm: (id, outgoing) =>
      store.transaction(async () => {
        const held = await heldPlan(parts, id);
        if (held.plan.confirmed) return held.plan;
        await checkComplete(held);
        await writePlan(store, id, { confirmed_at: clock.now().toString() });
        await facts.plan(held.occurrence, outgoing);
        return planOf(id);
      }),

    reopen: (id, outgoing) =>
      store.transaction(async () => {
        const held = await heldPlan(parts, id);
        if (!held.plan.confirmed) return held.plan;
        if (factsAreOut(held, clock.now())) {
          throw new UserError(
            'Their facts are out, so the roles cannot be taken back as a whole any more. Change single roles.',
          );
        }
        await writePlan(store, id, { confirmed_at: null });
        await facts.plan(held.occurrence, outgoing);
        return planOf(id);
      }),

    setLead: (id, lead, outgoing) =>
      store.transaction(async () => {
        const { occurrence } = await heldPlan(parts, id);
        await writePlan(store, id, { facts_lead: lead });
        await facts.plan(occurrence, outgoing);
        return planOf(id);
      }),
  };
}

const cellName = ({ number }: Pick<Cell, 'number'>): string => `Cell ${number}`;
