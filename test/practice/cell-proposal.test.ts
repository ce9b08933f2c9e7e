import { describe, expect, test } from 'vitest';
import type { PlayedCase } from '../../src/practice/cell.ts';
import { mostCells, type Participant, proposeCells, usualCells } from '../../src/practice/cell-proposal.ts';
import { type HeldRoles, turnsOf } from '../../src/practice/cell-turns.ts';
import { numbers } from '../numbers.ts';
import { faultsOf, group, holdersOf, sizes } from './proposals.ts';
import { aCase, between, heldIn, someCases, someCells, someKnow, someWish } from './random-groups.ts';

const seed = 'of the test';

describe('the number of cells', () => {
  test('is what about five people each make, and never leaves one below three', () => {
    expect([3, 5, 7, 8, 12, 13, 40].map(usualCells)).toEqual([1, 1, 1, 2, 2, 3, 8]);
    expect([2, 3, 5, 6, 40].map(mostCells)).toEqual([0, 1, 1, 2, 13]);
    expect(usualCells(2)).toBe(0);
  });

  test('can be given, as far as there are people', () => {
    const cells = (wish: number) => sizes(proposeCells(group(11), [], { cells: wish, seed }));
    expect(cells(3)).toEqual([4, 4, 3]);
    expect(cells(1)).toEqual([11]);
    expect(cells(0)).toEqual([11]);
    expect(cells(9)).toEqual([4, 4, 3]);
  });

  test('is none for fewer than three people', () => {
    expect(proposeCells(group(2), [aCase('hedge')], { seed })).toEqual([]);
    expect(proposeCells([], [], { seed })).toEqual([]);
  });
});

describe('the mediator', () => {
  const turns = turnsOf([
    {
      people: [
        { person: 'person-0', kind: 'mediator' },
        { person: 'person-1', kind: 'party' },
        { person: 'person-2', kind: 'party' },
        { person: 'person-3', kind: 'observer' },
      ],
    },
  ]);
  const after = (more: (place: number) => Partial<Participant>) =>
    proposeCells(
      group(4, (place) => ({ turns: turns.get(`person-${place}`), ...more(place) })),
      [],
      { seed },
    );

  test('is whoever has mediated least for their coming', () => {
    const held: HeldRoles[] = [];
    const mediators = Array.from({ length: 4 }, (_, occurrence) => {
      const past = turnsOf(held);
      const people = group(4, (place) => ({ turns: past.get(`person-${place}`) }));
      const cells = proposeCells(people, [], { seed: `${occurrence}` });
      held.push(heldIn(cells));
      return holdersOf(cells, 'mediator')[0];
    });
    expect(new Set(mediators).size).toBe(4);
  });

  test('is who wishes it, among those who are about as far', () => {
    for (const place of [1, 2, 3]) {
      const cells = after((each) => (each === place ? { wish: 'mediator' } : {}));
      expect(holdersOf(cells, 'mediator')).toEqual([`person-${place}`]);
    }
    const cells = after((each) => (each === 0 ? { wish: 'mediator' } : {}));
    expect(holdersOf(cells, 'mediator')).not.toContain('person-0');
  });

  test('is somebody who wishes nothing else, as long as that is not unfair', () => {
    for (const wish of ['not-mediator', 'party', 'observer', 'coach'] as const) {
      const cells = after((each) => (each === 2 || each === 0 ? {} : { wish }));
      expect(holdersOf(cells, 'mediator')).toEqual(['person-2']);
      const unfair = after((each) => (each === 0 ? {} : { wish }));
      expect(holdersOf(unfair, 'mediator')).not.toContain('person-0');
    }
  });

  test('is, among equals, whoever has mediated less often for their coming', () => {
    const none = { 'co-mediator': 0, coach: 0, observer: 0, party: 0 };
    const past = (came: number, mediated: number) => ({
      came,
      counts: { ...none, mediator: mediated },
      shares: { ...none, mediator: mediated },
    });
    const people = group(4, (place) => ({ turns: place === 1 ? past(10, 2) : past(10, 3) }));
    for (const each of ['one', 'two', 'three']) {
      expect(holdersOf(proposeCells(people, [], { seed: each }), 'mediator')).toEqual(['person-1']);
    }
  });

  test('is, among equals, somebody for whom a case is left', () => {
    const people = group(4, (place) => (place === 2 ? {} : { seen: new Set(['hedge']) }));
    for (const each of ['one', 'two', 'three']) {
      expect(holdersOf(proposeCells(people, [aCase('hedge')], { seed: each }), 'mediator')).toEqual([
        'person-2',
      ]);
    }
  });
});

test('everybody has one role, every cell can play, and nobody plays a case that they know, for whoever comes', () => {
  const faults = Array.from({ length: 120 }, (_, place) => {
    const random = numbers(place);
    const cases = someCases(random, 8);
    const people = someKnow(random, between(random, 3, 40), cases).map((each) => ({
      ...each,
      wish: someWish(random),
    }));
    const terms = { cells: someCells(random, people.length), seed: `${place}` };
    return faultsOf(people, cases, proposeCells(people, cases, terms)).map((fault) => `${place}: ${fault}`);
  });
  expect(faults.flat()).toEqual([]);
});

test('over a season nobody plays a case a second time, nor knows theirs while another is left', () => {
  const random = numbers(52);
  const cases = [...Array.from({ length: 9 }, (_, place) => aCase(`case-${place}`)), aCase('big', 3, 1)];
  const seen = new Map<string, Set<string>>();
  const held: HeldRoles[] = [];
  const faults: string[] = [];
  let played = 0;
  for (let occurrence = 0; occurrence < 40; occurrence++) {
    const turns = turnsOf(held);
    const people = group(20, (place) => ({
      turns: turns.get(`person-${place}`),
      seen: seen.get(`person-${place}`) ?? new Set<string>(),
    })).filter(() => random() < 0.5);
    const cells = proposeCells(people, cases, { seed: `${occurrence}` });
    faults.push(...faultsOf(people, cases, cells));
    held.push(heldIn(cells));
    for (const { caseId, roles } of cells) {
      if (caseId === undefined) continue;
      played += 1;
      for (const { person } of roles) seen.set(person, new Set([...(seen.get(person) ?? []), caseId]));
    }
  }
  expect(faults).toEqual([]);
  expect(played).toBeGreaterThan(20);
});

test('the same is proposed for the same, in whichever order people and cases come, and something else for another seed', () => {
  const random = numbers(7);
  const cases = someCases(random, 8);
  const people = someKnow(random, 23, cases);
  const propose = (who: readonly Participant[], what: readonly PlayedCase[], of = seed) =>
    proposeCells(who, what, { seed: of });
  expect(propose(people.toReversed(), cases.toReversed())).toEqual(propose(people, cases));
  const mediators = ['one', 'two', 'three'].map((each) =>
    holdersOf(propose(group(12), [], each), 'mediator').join(),
  );
  expect(new Set(mediators).size).toBeGreaterThan(1);
});
