import { describe, expect, test } from 'vitest';
import { slotsOf } from '../../src/practice/cell.ts';
import {
  type Placing,
  playedOrLost,
  withCase,
  withLateComer,
  withoutHolder,
  withRoleGiven,
} from '../../src/practice/cell-changes.ts';
import { hedge, roster } from './role-cases.ts';

const anything = { mayTake: () => true };
/** Persons who play none of the parts. */
const onlyWatch = (...persons: readonly string[]) => ({
  mayTake: ({ person, role }: Placing) =>
    !persons.includes(person) || role === 'observer' || role === 'coach',
});
/** `{ mediator: 'ada', observer: 'bo cy' }` of a cell. */
const placed = (cell: string, roles: Readonly<Record<string, string>>): Placing[] =>
  Object.entries(roles).flatMap(([role, persons]) =>
    persons.split(' ').map((person) => ({ person, cell, role })),
  );
const rolesIn = (placings: readonly Placing[], cell = 'one'): Record<string, string> => {
  const roles: Record<string, string> = {};
  for (const { person, role } of placings.filter((each) => each.cell === cell)) {
    roles[role] = roles[role] === undefined ? person : `${roles[role]} ${person}`;
  }
  return roles;
};
const cells = [
  { id: 'one', slots: slotsOf(hedge) },
  { id: 'two', slots: slotsOf(hedge) },
];

const ONE = { mediator: 'ada', gardener: 'bo', neighbour: 'cy' };

describe('giving a role', () => {
  test('two change places, also from cell to cell', () => {
    const plan = [
      ...placed('one', ONE),
      ...placed('two', { mediator: 'di', gardener: 'ed', neighbour: 'flo' }),
    ];
    const now = withRoleGiven(plan, { person: 'ed', cell: 'one', role: 'mediator' }, anything);
    expect(rolesIn(now)).toEqual({ ...ONE, mediator: 'ed' });
    expect(rolesIn(now, 'two')).toEqual({ mediator: 'di', gardener: 'ada', neighbour: 'flo' });
  });

  test('whom somebody without a role displaces observes in that cell', () => {
    const now = withRoleGiven(placed('one', ONE), { person: 'gus', cell: 'one', role: 'gardener' }, anything);
    expect(rolesIn(now)).toEqual({ ...ONE, gardener: 'gus', observer: 'bo' });
  });

  test('whoever may not play what the other did observes instead, and that role is empty', () => {
    const now = withRoleGiven(
      placed('one', ONE),
      { person: 'bo', cell: 'one', role: 'mediator' },
      onlyWatch('ada'),
    );
    expect(rolesIn(now)).toEqual({ mediator: 'bo', neighbour: 'cy', observer: 'ada' });
  });

  test('an empty role is taken, and the former one is empty', () => {
    const now = withRoleGiven(placed('one', ONE), { person: 'bo', cell: 'one', role: 'coach' }, anything);
    expect(rolesIn(now)).toEqual({ mediator: 'ada', neighbour: 'cy', coach: 'bo' });
  });

  test('another observer displaces nobody', () => {
    const plan = placed('one', { ...ONE, observer: 'di' });
    const now = withRoleGiven(plan, { person: 'ed', cell: 'one', role: 'observer' }, anything);
    expect(rolesIn(now)).toEqual({ ...ONE, observer: 'di ed' });
  });

  test('the same role again changes nothing', () => {
    const plan = placed('one', ONE);
    expect(withRoleGiven(plan, { person: 'ada', cell: 'one', role: 'mediator' }, anything)).toBe(plan);
  });
});

describe('another case', () => {
  const change = (before: string | undefined, after: string | undefined) => ({
    before: playedOrLost([hedge, roster], before),
    after: playedOrLost([hedge, roster], after),
  });

  test('parties follow in their order; who helps and watches goes on', () => {
    const plan = placed('one', { ...ONE, coach: 'di', observer: 'ed' });
    const now = withCase(plan, 'one', change('hedge', 'roster'), anything);
    expect(rolesIn(now)).toEqual({
      mediator: 'ada',
      manager: 'bo',
      nurse: 'cy',
      coach: 'di',
      observer: 'ed',
    });
  });

  test('who had a further seat observes where the new case has none', () => {
    const plan = placed('one', { mediator: 'ada', manager: 'bo', nurse: 'cy', companion: 'di' });
    expect(rolesIn(withCase(plan, 'one', change('roster', 'hedge'), anything))).toEqual({
      ...ONE,
      observer: 'di',
    });
    expect(rolesIn(withCase(plan, 'one', change('roster', undefined), anything))).toEqual({
      ...{ mediator: 'ada', 'party-1': 'bo', 'party-2': 'cy' },
      observer: 'di',
    });
  });

  test('whoever may not play it observes, and who watches or helps steps in', () => {
    const plan = placed('one', { ...ONE, observer: 'di', coach: 'ed' });
    const now = withCase(plan, 'one', change('hedge', 'roster'), onlyWatch('bo', 'di'));
    expect(rolesIn(now)).toEqual({ mediator: 'ada', manager: 'ed', nurse: 'cy', observer: 'bo di' });
  });

  test('what nobody may play is empty', () => {
    const now = withCase(placed('one', ONE), 'one', change('hedge', 'roster'), onlyWatch('bo'));
    expect(rolesIn(now)).toEqual({ mediator: 'ada', nurse: 'cy', observer: 'bo' });
  });

  test('parts of a case that the course has lost are taken for parties', () => {
    const plan = placed('one', { mediator: 'ada', tenant: 'bo', landlord: 'cy', heir: 'di' });
    const now = withCase(plan, 'one', change('gone', 'hedge'), anything);
    expect(rolesIn(now)).toEqual({ ...ONE, observer: 'di' });
  });

  test('other cells stay as they are', () => {
    const other = placed('two', { mediator: 'di', gardener: 'ed', neighbour: 'flo' });
    const now = withCase(
      [...placed('one', ONE), ...other],
      'one',
      change('hedge', 'roster'),
      onlyWatch('bo'),
    );
    expect(rolesIn(now, 'two')).toEqual(rolesIn(other, 'two'));
  });
});

describe('a no-show', () => {
  const order = ['ada', 'bo', 'cy', 'di', 'ed', 'flo', 'gus', 'hal', 'ivy'];
  const terms = { ...anything, cells, order, free: [] as readonly string[] };

  test.each([
    ['an observer', { observer: 'ed', coach: 'di', 'co-mediator': 'flo' }, 'ed'],
    ['of two observers the one who fits better', { observer: 'ed di' }, 'di'],
    ['else the coach', { coach: 'di', 'co-mediator': 'flo' }, 'di'],
    ['else the co-mediator', { 'co-mediator': 'flo' }, 'flo'],
    ['else who has no role', {}, 'gus'],
  ])('%s plays a missing party', (_, more, by) => {
    const now = withoutHolder(placed('one', { ...ONE, ...more }), 'bo', { ...terms, free: ['gus'] });
    expect(now.by).toBe(by);
    expect(rolesIn(now.placings).gardener).toBe(by);
    expect(now.placings.filter(({ person }) => person === by)).toHaveLength(1);
    expect(now.placings.some(({ person }) => person === 'bo')).toBe(false);
  });

  test('the co-mediator is the first to mediate', () => {
    const plan = placed('one', { ...ONE, observer: 'di', 'co-mediator': 'ed' });
    expect(withoutHolder(plan, 'ada', terms).by).toBe('ed');
  });

  test('who has a further seat plays a party when nobody else can', () => {
    const plan = placed('one', { mediator: 'ada', manager: 'bo', nurse: 'cy', companion: 'di' });
    const roomy = { ...terms, cells: [{ id: 'one', slots: slotsOf(roster) }], free: ['gus'] };
    expect(withoutHolder(plan, 'cy', roomy).by).toBe('di');
  });

  test('an observer of another cell comes over where three are left there', () => {
    const two = { mediator: 'di', gardener: 'ed', neighbour: 'flo' };
    const full = [...placed('one', ONE), ...placed('two', { ...two, observer: 'gus' })];
    const now = withoutHolder(full, 'bo', terms);
    expect(now.by).toBe('gus');
    expect(rolesIn(now.placings, 'two')).toEqual(two);
    const small = [
      ...placed('one', ONE),
      ...placed('two', { mediator: 'di', gardener: 'ed', observer: 'gus' }),
    ];
    expect(withoutHolder(small, 'bo', terms).by).toBeUndefined();
  });

  test('nobody plays what they know: the role is empty', () => {
    const plan = placed('one', { ...ONE, observer: 'di', coach: 'ed' });
    const now = withoutHolder(plan, 'bo', { ...terms, ...onlyWatch('di', 'ed') });
    expect(now.by).toBeUndefined();
    expect(rolesIn(now.placings)).toEqual({ mediator: 'ada', neighbour: 'cy', observer: 'di', coach: 'ed' });
  });

  test.each(['observer', 'coach', 'co-mediator'])('nobody moves for who was %s only', (role) => {
    const plan = placed('one', { ...ONE, [role]: 'di' });
    const now = withoutHolder([...plan, ...placed('two', { observer: 'ed flo gus hal' })], 'di', {
      ...terms,
      free: ['ivy'],
    });
    expect(now.by).toBeUndefined();
    expect(rolesIn(now.placings)).toEqual(ONE);
  });
});

describe('a late-comer', () => {
  const terms = { ...anything, cells };
  const two = { mediator: 'di', gardener: 'ed', neighbour: 'flo' };

  test('takes what is needed and empty, whichever cell it is in', () => {
    const plan = [...placed('one', ONE), ...placed('two', { mediator: 'di', neighbour: 'flo' })];
    expect(rolesIn(withLateComer(plan, 'gus', terms), 'two')).toEqual({ ...two, gardener: 'gus' });
  });

  test('takes of several the one that they may play', () => {
    const plan = [
      ...placed('one', { mediator: 'ada', neighbour: 'cy' }),
      ...placed('two', { gardener: 'ed' }),
    ];
    const mayTake = ({ cell, role }: Placing) => cell === 'two' && role !== 'mediator';
    expect(withLateComer(plan, 'gus', { cells, mayTake }).at(-1)).toEqual({
      ...{ person: 'gus', cell: 'two', role: 'neighbour' },
    });
  });

  test('else observes in the smallest cell', () => {
    const plan = [...placed('one', { ...ONE, observer: 'gus' }), ...placed('two', two)];
    expect(rolesIn(withLateComer(plan, 'hal', terms), 'two')).toEqual({ ...two, observer: 'hal' });
  });
});
