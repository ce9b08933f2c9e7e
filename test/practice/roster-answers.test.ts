import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import type { SpaceId, Who } from '../../src/chat/request.ts';
import { changesOf, withChanges } from '../../src/practice/roster-answers.ts';
import { createQueue } from '../../src/practice/roster-queue.ts';
import type { Seat } from '../../src/practice/session.ts';

const NOON = Temporal.Instant.from('2026-03-12T12:00:00Z');
const who = (identity: string, person = identity): Who => ({
  community: 'c',
  space: 'slack:T1' as SpaceId,
  identity,
  person,
});

describe('answers in a row', () => {
  test('each see what those before them changed', () => {
    const session = { seats: 1 };
    let seats: Seat[] = [];
    const given = [
      [who('ann'), 'join'],
      [who('ben'), 'join'],
      [who('ann on the other side', 'ann'), 'join'],
      [who('ben'), 'maybe'],
      [who('ben on the other side', 'ben'), 'join'],
    ] as const;
    const changes = given.map(([asker, answer]) => {
      const theirs = changesOf(session, seats, { who: asker, name: 'M', answer });
      seats = withChanges(seats, theirs, asker, NOON);
      return theirs.map(({ identity, state, rank }) => `${identity} ${state} ${rank}`);
    });
    expect(changes).toEqual([
      ['ann seated 1'],
      ['ben waiting 2'],
      [],
      ['ben maybe 3'],
      ['ben on the other side waiting 4', 'ben declined 3'],
    ]);
  });

  test('leave with the account that has the seat, under its own name', () => {
    const first = who('ann');
    const seats = withChanges(
      [],
      changesOf({ seats: 1 }, [], { who: first, name: 'Ann', answer: 'join' }),
      first,
      NOON,
    );
    const other = who('ann elsewhere', 'ann');
    expect(changesOf({ seats: 1 }, seats, { who: other, name: 'A.', answer: 'leave' })).toEqual([
      { identity: 'ann', name: 'Ann', state: 'declined', rank: 1 },
    ]);
  });
});

describe('what is asked at once', () => {
  /** Work that ends when the test says so. */
  function slowly(work: (asked: readonly string[]) => (string | UserError)[]) {
    const batches: string[][] = [];
    const ends: (() => void)[] = [];
    const ask = createQueue<string, string>(async (_key, asked) => {
      batches.push([...asked]);
      await new Promise<void>((resolve) => ends.push(resolve));
      return work(asked);
    });
    return { ask, batches, end: () => ends.shift()?.() };
  }
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test('is done together once what is under way has ended, each told their own end', async () => {
    const { ask, batches, end } = slowly((asked) =>
      asked.map((each) => (each === 'bad' ? new UserError('no') : `${each}!`)),
    );
    const told = Promise.allSettled(['one', 'two', 'bad', 'four'].map((each) => ask('key', each)));
    const apart = ask('another key', 'five');
    end();
    await turn();
    end();
    await turn();
    end();
    expect(batches).toEqual([['one'], ['five'], ['two', 'bad', 'four']]);
    expect(
      (await told).map((each) => (each.status === 'fulfilled' ? each.value : each.reason.message)),
    ).toEqual(['one!', 'two!', 'no', 'four!']);
    expect(await apart).toBe('five!');
  });

  test('fails for the one for whom it fails', async () => {
    const ask = createQueue<string, string>(async (_key, asked) => {
      if (asked.includes('bad')) throw new Error('broken');
      return asked.map((each) => `${each}!`);
    });
    const told = await Promise.allSettled(['one', 'bad', 'three'].map((each) => ask('key', each)));
    expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await ask('key', 'four')).toBe('four!');
  });
});
