import { expect, test } from 'vitest';
import { type Participant, proposeCells } from '../../src/practice/cell-proposal.ts';
import { numbers } from '../numbers.ts';
import { faultsOf, group, holdersOf } from './proposals.ts';
import { aCase, between, someCases, someKnow } from './random-groups.ts';

const seed = 'of the test';

test('cells share one case where nobody knows it', () => {
  const cells = proposeCells(group(20), [aCase('a'), aCase('b'), aCase('c')], { seed });
  expect(new Set(cells.map(({ caseId }) => caseId)).size).toBe(1);
  const first = cells[0]!.caseId!;
  const others = group(20, (place) => ({ seen: new Set(place === 0 ? [first] : []) }));
  const again = proposeCells(others, [aCase('a'), aCase('b'), aCase('c')], { seed });
  expect(again.map(({ caseId }) => caseId)).not.toContain(first);
});

/** Whoever wishes to mediate does; `know` says which cases each of nine people knows. */
const nine = (know: Readonly<Record<number, readonly string[]>>) =>
  group(9, (place) => ({ wish: place < 3 ? 'mediator' : undefined, seen: new Set(know[place]) }));

test('members who know a case sit where another is played', () => {
  const cases = [aCase('a'), aCase('b')];
  const know = { 3: ['a'], 4: ['b'], 5: ['a'], 6: ['b'], 7: ['a'], 8: ['b'] };
  const people = nine(know).slice(1);
  for (const each of ['one', 'two', 'three', 'four', 'five']) {
    const cells = proposeCells(people, cases, { cells: 2, seed: each });
    expect(cells.map(({ caseId }) => caseId).toSorted()).toEqual(['a', 'b']);
    expect(faultsOf(people, cases, cells)).toEqual([]);
    for (const { caseId, roles } of cells) {
      const knowers = roles.filter(({ person }) =>
        people.some((one) => one.person === person && one.seen.has(caseId!)),
      );
      expect(knowers).toEqual([]);
    }
  }
});

test('as few different cases are played as can be', () => {
  const people = nine({ 0: ['b', 'c'], 1: ['a'], 2: ['b'], 3: ['c'], 4: ['a'], 5: ['a'] });
  for (let place = 0; place < 20; place++) {
    const cells = proposeCells(people, [aCase('a'), aCase('b'), aCase('c')], { cells: 3, seed: `${place}` });
    const ids = cells.map(({ caseId }) => caseId);
    expect(ids).toContain('a');
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(2);
  }
});

/** Every way to share out the others among cells of these sizes. */
function* partitions(others: readonly Participant[], rooms: readonly number[]): Generator<Participant[][]> {
  const [room, ...rest] = rooms;
  if (room === undefined) return yield [];
  function* pick(from: number, cell: Participant[]): Generator<Participant[]> {
    if (cell.length === room) return yield cell;
    for (let place = from; place < others.length; place++) yield* pick(place + 1, [...cell, others[place]!]);
  }
  for (const cell of pick(0, [])) {
    for (const more of partitions(
      others.filter((each) => !cell.includes(each)),
      rest,
    )) {
      yield [cell, ...more];
    }
  }
}

test('no other way to share out six or seven people leaves fewer cells without a case', () => {
  const missed: number[] = [];
  let possible = 0;
  for (let place = 0; place < 250; place++) {
    const random = numbers(place);
    const cases = someCases(random, 5);
    const people = someKnow(random, between(random, 6, 7), cases);
    const cells = proposeCells(people, cases, { cells: 2, seed: `${place}` });
    const mediators = holdersOf(cells, 'mediator').map(
      (each) => people.find(({ person }) => person === each)!,
    );
    const others = people.filter((each) => !mediators.includes(each));
    const withoutCase = (parts: readonly Participant[][]) =>
      parts.filter((cell, at) =>
        cases.every(
          ({ id, parties }) =>
            mediators[at]!.seen.has(id) || cell.filter(({ seen }) => !seen.has(id)).length < parties.length,
        ),
      ).length;
    const rooms =
      people.length === 6
        ? [[2, 2]]
        : [
            [2, 3],
            [3, 2],
          ];
    const least = Math.min(...rooms.flatMap((each) => [...partitions(others, each)].map(withoutCase)));
    if (least === 0) possible += 1;
    if (cells.filter(({ caseId }) => caseId === undefined).length > least) missed.push(place);
  }
  expect(missed).toEqual([]);
  expect(possible).toBeGreaterThan(40);
});
