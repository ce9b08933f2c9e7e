import { describe, expect, test } from 'vitest';
import { type Participant, proposeCells } from '../../src/practice/cell-proposal.ts';
import { type HeldRoles, type PastTurns, turnsOf } from '../../src/practice/cell-turns.ts';
import { numbers } from '../numbers.ts';
import { attendance, between, heldIn, someCells, someone, someWish } from './random-groups.ts';

/** Turns as mediator over many occurrences, each proposed from what was held before. */

const isFair = ({ counts, shares }: Pick<PastTurns, 'counts' | 'shares'>): boolean =>
  // Sums of fractions are a little off.
  counts.mediator >= Math.floor(shares.mediator + 1e-9) - 1 &&
  counts.mediator <= Math.ceil(shares.mediator - 1e-9) + 1;

/** The next occurrence, by the turns at those before. */
const hold = (
  there: readonly string[],
  turns: ReadonlyMap<string, PastTurns>,
  { cells, seed }: { readonly cells?: number | undefined; readonly seed: string },
  wishOf: (person: string) => Participant['wish'] = () => undefined,
): HeldRoles => {
  const people = there.map((person) => someone(person, { turns: turns.get(person), wish: wishOf(person) }));
  return heldIn(proposeCells(people, [], { cells, seed }));
};

/** How often somebody has mediated more or less often than is fair, after any occurrence. */
function unfair(seed: number, wishes: 'none' | 'changing' | 'lasting'): number {
  const random = numbers(seed);
  const lasting = new Map<string, Participant['wish']>();
  const wishOf = (person: string): Participant['wish'] => {
    if (wishes === 'none') return undefined;
    if (wishes === 'changing') return someWish(random);
    if (!lasting.has(person)) lasting.set(person, someWish(random));
    return lasting.get(person);
  };
  const held: HeldRoles[] = [];
  let turns = turnsOf(held);
  let found = 0;
  for (const there of attendance(random, 52).filter(({ length }) => length >= 3)) {
    held.push(hold(there, turns, { cells: someCells(random, there.length), seed: `${held.length}` }, wishOf));
    turns = turnsOf(held);
    found += [...turns.values()].filter((each) => !isFair(each)).length;
  }
  return found;
}

describe('over 52 occurrences with 3 to 40 people, whoever comes when, nobody mediates more than once more or less often than their share, rounded down or up,', () => {
  const seeds = Array.from({ length: 12 }, (_, seed) => seed);
  test('when nobody wishes anything', () => {
    expect(seeds.filter((seed) => unfair(seed, 'none') > 0)).toEqual([]);
  });
  test('when wishes change', () => {
    expect(seeds.filter((seed) => unfair(1000 + seed, 'changing') > 0)).toEqual([]);
  });
  test('when everybody always wishes the same', () => {
    expect(seeds.filter((seed) => unfair(2000 + seed, 'lasting') > 0)).toEqual([]);
  });
});

test('after whatever attendance of four people at five occurrences nobody is a whole turn off their share', () => {
  const all = ['ada', 'bo', 'cy', 'di'];
  const groups = [all, ...all.map((away) => all.filter((each) => each !== away))];
  let worst = 0;
  let looked = 0;
  const goOn = (held: readonly HeldRoles[]): void => {
    const turns = turnsOf(held);
    for (const { counts, shares } of turns.values()) {
      worst = Math.max(worst, Math.abs(counts.mediator - shares.mediator));
    }
    looked += 1;
    if (held.length < 5)
      for (const there of groups) goOn([...held, hold(there, turns, { seed: `${held.length}` })]);
  };
  goOn([]);
  expect(looked).toBe((5 ** 6 - 1) / 4);
  expect(worst).toBeLessThan(1);
});

/** All choices of so many. */
function choices<T>(items: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, place) =>
    choices(items.slice(place + 1), count - 1).map((rest) => [item, ...rest]),
  );
}

/** The counts of mediator turns, person by person, after every schedule there is for what was held. */
function allCounts(held: readonly HeldRoles[], people: readonly string[]): number[][] {
  let reached = new Map([['', people.map(() => 0)]]);
  for (const { people: there } of held) {
    const mediators = there.filter(({ kind }) => kind === 'mediator').length;
    const next = new Map<string, number[]>();
    const who = there.map(({ person }) => people.indexOf(person));
    for (const counts of reached.values()) {
      for (const chosen of choices(who, mediators)) {
        const after = counts.map((count, place) => count + Number(chosen.includes(place)));
        next.set(after.join(), after);
      }
    }
    reached = next;
  }
  return [...reached.values()];
}

describe('next to the best of all schedules for 3 to 6 people, which knows beforehand who will come', () => {
  const histories = Array.from({ length: 60 }, (_, seed) => {
    const random = numbers(seed);
    const people = ['ada', 'bo', 'cy', 'di', 'ed', 'flo'].slice(0, between(random, 3, 6));
    const wishes = seed % 2 > 0;
    const held: HeldRoles[] = [];
    for (let left = between(random, 4, 6); left > 0; left--) {
      const there = people.filter(() => random() < 0.85);
      if (there.length < 3) continue;
      const terms = { cells: someCells(random, there.length), seed: `${seed} ${left}` };
      held.push(hold(there, turnsOf(held), terms, () => (wishes ? someWish(random) : undefined)));
    }
    const turns = turnsOf(held);
    const sharesOf = people.map((person) => turns.get(person)?.shares.mediator ?? 0);
    const ours = people.map((person) => turns.get(person)?.counts.mediator ?? 0);
    const off = (counts: readonly number[]) =>
      Math.max(...counts.map((count, place) => Math.abs(count - sharesOf[place]!)));
    const all = allCounts(held, people);
    const least = Math.min(...all.map(off));
    return { seed, ours, least, best: all.filter((counts) => off(counts) < least + 1e-9) };
  });

  test('even that schedule only stays below one turn from everybody’s share', () => {
    expect(Math.max(...histories.map(({ least }) => least))).toBeLessThan(1);
    expect(Math.max(...histories.map(({ least }) => least))).toBeGreaterThan(0.5);
  });

  test('nobody mediates more than once more or less often', () => {
    const isNear = (ours: readonly number[], best: readonly number[]) =>
      best.every((count, place) => Math.abs(count - ours[place]!) <= 1);
    const far = histories.filter(({ ours, best }) => !best.some((counts) => isNear(ours, counts)));
    expect(far.map(({ seed }) => seed)).toEqual([]);
  });
});
