import type { PlayedCase } from './cell.ts';
import { mayMeet } from './cell-filling.ts';
import { seat } from './cell-places.ts';
import type { Participant } from './cell-proposal.ts';

/** Who sits with whom, and with which case. */

export interface Group {
  readonly mediator: Participant;
  readonly others: readonly Participant[];
  /** New to the mediator and to as many others as it has parties; undefined: a situation of their own. */
  readonly played: PlayedCase | undefined;
}

/** One for each cell. */
type Choice = readonly (PlayedCase | undefined)[];

/** What an arrangement costs; the first number that differs decides. */
type Cost = readonly [withoutCase: number, membersWhoKnow: number, differentCases: number];

/** How many choices are looked at: all that matter for a dozen people, and some 20 ms for forty. */
const STEPS = 500;
/** Of a situation that the members bring along. */
const OWN_PARTIES = 2;

const partiesOf = (played: PlayedCase | undefined): number => played?.parties.length ?? OWN_PARTIES;

const isLess = (a: Cost, b: Cost): boolean => {
  const at = a.findIndex((part, place) => part !== b[place]);
  return at >= 0 && a[at]! < b[at]!;
};

/** Whom a cell fits: those who do not know its case. */
const isNew = (others: readonly Participant[], choice: Choice) => {
  const seen = others.map((each) => each.seen);
  const ids = choice.map((played) => played?.id);
  return (person: number, cell: number): boolean => {
    const id = ids[cell];
    return id === undefined || !seen[person]!.has(id);
  };
};

/** Whether every party of these cells can be somebody who does not know the case. */
function isPlayable(others: readonly Participant[], choice: Choice): boolean {
  const rooms = choice.map(partiesOf);
  const without = seat(
    others.map(() => undefined),
    { rooms, fits: isNew(others, choice) },
  );
  return others.length - without === rooms.reduce((sum, room) => sum + room, 0);
}

/** In each cell besides the mediator. Where the numbers differ, a case that needs more people gets the larger cell. */
function roomsFor(choice: Choice, people: number): readonly number[] {
  const most = Math.floor(people / choice.length);
  const isLarger = (cell: number): boolean => partiesOf(choice[cell]) === most;
  const larger = choice
    .map((_, cell) => cell)
    .toSorted((a, b) => Number(isLarger(b)) - Number(isLarger(a)))
    .slice(0, people % choice.length);
  return choice.map((_, cell) => (larger.includes(cell) ? most : most - 1));
}

/** The cell of each, as few as can be where they know the case; `know`: so many. */
function seating(others: readonly Participant[], choice: Choice) {
  const cellOf: (number | undefined)[] = others.map(() => undefined);
  const rooms = roomsFor(choice, others.length + choice.length);
  const fits = isNew(others, choice);
  seat(cellOf, { rooms: choice.map(partiesOf), fits });
  const know = seat(cellOf, { rooms, fits });
  seat(cellOf, { rooms, fits: () => true });
  return { cellOf, know };
}

/** A case for each mediator's cell, as good as was found. */
function chosen(
  mediators: readonly Participant[],
  others: readonly Participant[],
  cases: readonly PlayedCase[],
): Choice {
  const people = mediators.length + others.length;
  const most = Math.floor(people / mediators.length);
  const knowAll = others.filter(({ seen }) => cases.every(({ id }) => seen.has(id))).length;
  const optionsFor = (choice: Choice): Choice => {
    const mediator = mediators[choice.length]!;
    const isFull = choice.filter((played) => partiesOf(played) === most).length >= people % mediators.length;
    const fit = cases.filter(
      (played) => mayMeet(mediator, played) && partiesOf(played) <= (isFull ? most - 1 : most),
    );
    // What others have too comes first, a situation of their own last.
    return [...fit.toSorted((a, b) => Number(choice.includes(b)) - Number(choice.includes(a))), undefined];
  };

  let best: { readonly choice: Choice; readonly cost: Cost } | undefined;
  const open: Choice[] = [[]];
  for (let step = 0; open.length > 0 && (step < STEPS || !best); step++) {
    const choice = open.pop()!;
    const withoutCase = choice.filter((played) => !played).length;
    const different = new Set(choice.filter((played) => played)).size;
    const least: Cost = [withoutCase, Math.max(0, knowAll - withoutCase * most), different];
    if ((best && !isLess(least, best.cost)) || !isPlayable(others, choice)) continue;
    if (choice.length < mediators.length) {
      open.push(
        ...optionsFor(choice)
          .map((each) => [...choice, each])
          .reverse(),
      );
      continue;
    }
    const cost: Cost = [withoutCase, seating(others, choice).know, different];
    if (!best || isLess(cost, best.cost)) best = { choice, cost };
  }
  return best?.choice ?? mediators.map(() => undefined);
}

/** Of the cases that such a group can play those that the fewest in it know. */
function bestFor(
  { mediator, others }: Omit<Group, 'played'>,
  cases: readonly PlayedCase[],
): readonly PlayedCase[] {
  const knowers = (played: PlayedCase) => others.filter((each) => !mayMeet(each, played)).length;
  const fit = cases.filter(
    (played) => mayMeet(mediator, played) && others.length - knowers(played) >= partiesOf(played),
  );
  const fewest = Math.min(...fit.map(knowers));
  return fit.filter((played) => knowers(played) === fewest);
}

/**
 * One for each mediator, as even in size as can be. The others come in the order in which they should play a party,
 * the cases in the order in which they should be played.
 */
export function groupsOf(
  mediators: readonly Participant[],
  others: readonly Participant[],
  cases: readonly PlayedCase[],
): Group[] {
  // Whoever has the least choice chooses first: fewer choices have to be taken back.
  const choices = ({ seen }: Participant) => cases.filter(({ id }) => !seen.has(id)).length;
  const inTurn = mediators.toSorted((a, b) => choices(a) - choices(b));
  const choice = chosen(inTurn, others, cases);
  const { cellOf } = seating(others, choice);
  return inTurn.map((mediator, cell) => {
    const group = { mediator, others: others.filter((_, person) => cellOf[person] === cell) };
    const best = bestFor(group, cases);
    // Now that it is known who sits there, another may suit even better.
    return { ...group, played: best.find((played) => played === choice[cell]) ?? best[0] };
  });
}
