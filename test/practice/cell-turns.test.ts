import { expect, test } from 'vitest';
import { type HeldRoles, owed, turnsOf } from '../../src/practice/cell-turns.ts';

const held = (...people: [string, HeldRoles['people'][number]['kind']][]): HeldRoles => ({
  people: people.map(([person, kind]) => ({ person, kind })),
});

const four = held(['ada', 'mediator'], ['bo', 'party'], ['cy', 'party'], ['di', 'observer']);
const three = held(['bo', 'mediator'], ['ada', 'party'], ['cy', 'party']);

test('a turn counts for who had it, and its share for everybody who was there', () => {
  const turns = turnsOf([four, three]);
  expect(turns.get('ada')).toMatchObject({ came: 2, counts: { mediator: 1, party: 1, observer: 0 } });
  expect(turns.get('ada')?.shares.mediator).toBeCloseTo(1 / 4 + 1 / 3);
  expect(turns.get('ada')?.shares.party).toBeCloseTo(2 / 4 + 2 / 3);
  expect(turns.get('di')).toMatchObject({
    came: 1,
    counts: { mediator: 0, 'co-mediator': 0, coach: 0, observer: 1, party: 0 },
    shares: { mediator: 1 / 4, 'co-mediator': 0, coach: 0, observer: 1 / 4, party: 2 / 4 },
  });
});

test('several cells share out all of their turns', () => {
  const six = held(
    ...([
      ['ada', 'mediator'],
      ['bo', 'mediator'],
      ['cy', 'party'],
      ['di', 'party'],
      ['ed', 'party'],
      ['flo', 'party'],
    ] as [string, 'mediator' | 'party'][]),
  );
  expect(turnsOf([six]).get('flo')?.shares).toMatchObject({ mediator: 2 / 6, party: 4 / 6 });
});

test('who was never there has no turns, and nothing is owed to them', () => {
  expect(turnsOf([four]).has('eve')).toBe(false);
  expect(turnsOf([]).size).toBe(0);
  expect(owed(turnsOf([four]).get('eve'), 'mediator')).toBe(0);
});

test('what is owed is the share without what was had, whatever the order of the fractions', () => {
  const turns = turnsOf([four, three]);
  expect(owed(turns.get('ada'), 'mediator')).toBeCloseTo(1 / 4 + 1 / 3 - 1);
  expect(owed(turns.get('cy'), 'mediator')).toBeCloseTo(1 / 4 + 1 / 3);
  // With eve a third, a fourth and so on: their sum differs in its last digits by the order.
  const sizes = [2, 3, 4, 5, 6].map((size) =>
    held(...Array.from({ length: size }, (_, place): [string, 'party'] => [`person-${place}`, 'party']), [
      'eve',
      'mediator',
    ]),
  );
  const owes = (occurrences: readonly HeldRoles[]) => owed(turnsOf(occurrences).get('person-0'), 'mediator');
  expect(new Set(sizes.map((_, from) => owes([...sizes.slice(from), ...sizes.slice(0, from)]))).size).toBe(1);
});

test('who is there twice is one person', () => {
  const turns = turnsOf([held(['ada', 'mediator'], ['ada', 'observer'], ['bo', 'party'])]);
  expect(turns.get('ada')).toMatchObject({ came: 1, counts: { mediator: 1, observer: 1 } });
  expect(turns.get('bo')?.shares.mediator).toBe(1 / 2);
});
