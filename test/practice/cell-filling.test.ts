import { describe, expect, test } from 'vitest';
import { kindOf, type PlayedCase } from '../../src/practice/cell.ts';
import { proposeCells } from '../../src/practice/cell-proposal.ts';
import { type HeldRoles, turnsOf } from '../../src/practice/cell-turns.ts';
import { group, holdersOf, roleOf } from './proposals.ts';
import { aCase, heldIn } from './random-groups.ts';

const seed = 'of the test';

describe('within a cell', () => {
  const hedge = aCase('hedge');
  const rolesOf = (count: number, played: PlayedCase | undefined) =>
    proposeCells(group(count), played ? [played] : [], { cells: 1, seed })[0]!.roles.map(({ role }) => role);

  test('the fourth observes, the fifth coaches, the sixth helps the mediator and all others observe', () => {
    const three = ['mediator', 'party-0', 'party-1'];
    expect(rolesOf(3, hedge).toSorted()).toEqual(three);
    expect(rolesOf(4, hedge).toSorted()).toEqual([...three, 'observer'].toSorted());
    expect(rolesOf(5, hedge).toSorted()).toEqual([...three, 'observer', 'coach'].toSorted());
    expect(rolesOf(8, hedge).toSorted()).toEqual(
      [...three, 'observer', 'coach', 'co-mediator', 'observer', 'observer'].toSorted(),
    );
    expect(rolesOf(3, undefined).toSorted()).toEqual(['mediator', 'party-1', 'party-2']);
  });

  test('further seats of the case come before observers', () => {
    const more = aCase('hedge', 2, 2);
    expect(rolesOf(3, more)).not.toContain('seat-0');
    expect(rolesOf(4, more)).toContain('seat-0');
    expect(rolesOf(6, more)).toEqual(expect.arrayContaining(['seat-0', 'seat-1', 'observer']));
  });

  test('a case that needs more people than there are is not played', () => {
    const big = aCase('big', 3);
    expect(proposeCells(group(3), [big], { seed })[0]?.caseId).toBeUndefined();
    expect(proposeCells(group(4), [big], { seed })[0]?.caseId).toBe('big');
    // The larger of two cells can play it, and so it does.
    expect(proposeCells(group(7), [big], { cells: 2, seed }).filter(({ caseId }) => caseId)).toHaveLength(1);
  });

  test('wishes to watch, to coach and to play are heeded', () => {
    for (const each of ['one', 'two', 'three']) {
      const wishes = [undefined, 'observer', 'coach', 'party', 'party', 'coach', 'mediator'] as const;
      const people = group(7, (place) => ({ wish: wishes[place] }));
      const cells = proposeCells(people, [aCase('hedge', 2, 2)], { cells: 1, seed: each });
      expect(roleOf(cells, 'person-6')).toBe('mediator');
      expect(roleOf(cells, 'person-1')).toBe('observer');
      expect([3, 4].map((place) => kindOf(roleOf(cells, `person-${place}`)!))).toEqual(['party', 'party']);
      expect([2, 5].map((place) => roleOf(cells, `person-${place}`)).toSorted()).toEqual([
        'coach',
        'observer',
      ]);
    }
  });

  test('whoever wishes to watch plays a party where nobody else can', () => {
    const people = group(4, (place) => (place < 2 ? {} : { wish: 'observer' }));
    const cells = proposeCells(people, [hedge], { seed });
    expect(cells[0]?.caseId).toBe('hedge');
    expect(holdersOf(cells, 'observer')).toHaveLength(1);
    expect(['person-2', 'person-3']).toContain(holdersOf(cells, 'observer')[0]);
  });

  test('parties come round', () => {
    const people = (turns: ReturnType<typeof turnsOf>) =>
      group(8, (place) => ({ turns: turns.get(`person-${place}`) }));
    const held: HeldRoles[] = [];
    for (let occurrence = 0; occurrence < 12; occurrence++) {
      held.push(heldIn(proposeCells(people(turnsOf(held)), [hedge], { cells: 1, seed: `${occurrence}` })));
    }
    for (const { counts, shares } of turnsOf(held).values()) {
      expect(Math.abs(counts.party - shares.party)).toBeLessThan(1.6);
    }
  });

  test('the coach is, of those who neither mediate nor play, who has mediated before and then who knows the case', () => {
    const turns = turnsOf([
      { people: ['person-0', 'person-1'].map((person) => ({ person, kind: 'mediator' as const })) },
    ]);
    // Whoever knows the case cannot play.
    const coachOf = (past: typeof turns, knows: readonly number[]) =>
      holdersOf(
        proposeCells(
          group(5, (place) => ({
            turns: past.get(`person-${place}`),
            seen: new Set(knows.includes(place) ? ['hedge'] : []),
          })),
          [hedge],
          { seed },
        ),
        'coach',
      );
    expect(coachOf(turns, [1, 2])).toEqual(['person-1']);
    for (const place of [0, 1, 2, 3, 4]) expect(coachOf(new Map(), [place])).toEqual([`person-${place}`]);
  });

  test('of two who could coach as well, the one who has coached less does', () => {
    const turns = turnsOf([
      {
        people: [
          { person: 'person-1', kind: 'coach' },
          { person: 'person-2', kind: 'party' },
        ],
      },
    ]);
    for (const wish of [undefined, 'coach'] as const) {
      const people = group(5, (place) =>
        place === 1 || place === 2
          ? { wish, turns: turns.get(`person-${place}`), seen: new Set(['hedge']) }
          : {},
      );
      expect(holdersOf(proposeCells(people, [hedge], { seed }), 'coach')).toEqual(['person-2']);
    }
  });

  test('the co-mediator is who is next to mediate, but nobody who wishes not to', () => {
    const turns = turnsOf([heldIn(proposeCells(group(7), [], { cells: 1, seed }))]);
    const unwilling = group(7, () => ({ wish: 'not-mediator' }));
    const cells = proposeCells(unwilling, [], { cells: 1, seed });
    expect(holdersOf(cells, 'co-mediator')).toEqual([]);
    expect(holdersOf(cells, 'mediator')).toHaveLength(1);
    // Who mediated last time plays and helps after all others.
    const last = [...turns].find(([, { counts }]) => counts.mediator > 0)![0];
    for (let again = 0; again < 10; again++) {
      const people = group(7, (place) => {
        const person = `person-${place}`;
        return person === last
          ? { turns: turns.get(person) }
          : {
              turns: {
                ...turns.get(person)!,
                counts: turns.get(last)!.counts,
                shares: { ...turns.get(last)!.shares, mediator: 2 },
              },
            };
      });
      expect(
        holdersOf(proposeCells(people, [], { cells: 1, seed: `${again}` }), 'co-mediator'),
      ).not.toContain(last);
    }
  });

  test('wishes are heeded over all cells: those who would watch are shared out', () => {
    for (let again = 0; again < 10; again++) {
      const wishes = ['observer', 'observer', 'coach', 'coach'] as const;
      const cells = proposeCells(
        group(10, (place) => ({ wish: wishes[place] })),
        [hedge],
        { seed: `${again}` },
      );
      expect([0, 1, 2, 3].map((place) => roleOf(cells, `person-${place}`))).toEqual(wishes);
    }
  });
});
