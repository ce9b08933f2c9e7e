import { kindOf, type PlayedCase, ROLE_WISHES } from '../../src/practice/cell.ts';
import { mostCells, type Participant, type ProposedCell } from '../../src/practice/cell-proposal.ts';
import type { HeldRoles } from '../../src/practice/cell-turns.ts';

/** Groups, cases and attendance that follow from a seed. */

/** A whole number from `least` to `most`. */
export const between = (random: () => number, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

export const someone = (person: string, more: Partial<Participant> = {}): Participant => ({
  ...{ person, turns: undefined, wish: undefined, seen: new Set<string>() },
  ...more,
});

export const aCase = (id: string, parties = 2, seats = 0): PlayedCase => ({
  id,
  parties: Array.from({ length: parties }, (_, place) => ({ id: `party-${place}`, name: `Party ${place}` })),
  roles: Array.from({ length: seats }, (_, place) => ({ id: `seat-${place}`, name: `Seat ${place}` })),
});

/** Mostly of two parties. */
export const someCases = (random: () => number, most: number): PlayedCase[] =>
  Array.from({ length: between(random, 1, most) }, (_, place) =>
    aCase(`case-${place}`, 2 + Math.floor(random() * random() * 3), random() < 0.3 ? 1 : 0),
  );

/** Of whom each knows some cases, some of them more than others. */
export const someKnow = (
  random: () => number,
  people: number,
  cases: readonly PlayedCase[],
): Participant[] => {
  const rate = random() < 0.5 ? random() : undefined;
  return Array.from({ length: people }, (_, place) => {
    const own = rate ?? random();
    const seen = new Set(cases.filter(() => random() < own).map(({ id }) => id));
    return someone(`person-${place}`, { seen });
  });
};

/** Nothing in half of the cases. */
export const someWish = (random: () => number): Participant['wish'] =>
  random() < 0.5 ? undefined : ROLE_WISHES[between(random, 0, ROLE_WISHES.length - 1)];

/** One of the numbers of cells that are possible, or none given. */
export const someCells = (random: () => number, people: number): number | undefined =>
  random() < 0.4 ? undefined : between(random, 1, mostCells(people));

export const heldIn = (cells: readonly ProposedCell[]): HeldRoles => ({
  people: cells.flatMap(({ roles }) => roles.map(({ role, person }) => ({ person, kind: kindOf(role) }))),
});

/** Who comes to each of so many occurrences: everybody about as often, each in their own way, or in long stretches. */
export function attendance(random: () => number, sessions: number): string[][] {
  const people = Array.from({ length: between(random, 3, 40) }, (_, place) => `person-${place}`);
  const way = between(random, 0, 2);
  const rates = people.map(() => (way === 0 ? 0.7 : 0.1 + 0.9 * random()));
  const there = people.map(() => random() < 0.6);
  return Array.from({ length: sessions }, () =>
    people.filter((_, place) => {
      if (way < 2) return random() < rates[place]!;
      if (random() < 0.2) there[place] = !there[place];
      return there[place];
    }),
  );
}
