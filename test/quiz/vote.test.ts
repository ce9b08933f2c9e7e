import { describe, expect, test } from 'vitest';
import { voteFor, votesAsOne } from '../../src/quiz/vote.ts';

describe('a click on an option', () => {
  const first = voteFor('b', undefined).vote;
  const changed = voteFor('c', first).vote;

  test('is kept the first time, with one change left', () => {
    expect(voteFor('b', undefined)).toEqual({ kind: 'first', vote: { first: 'b', latest: 'b', changes: 0 } });
  });

  test('on another option is the one change; the first stays what counts', () => {
    expect(voteFor('c', first)).toEqual({ kind: 'changed', vote: { first: 'b', latest: 'c', changes: 1 } });
  });

  test('on the same option takes nothing away', () => {
    expect(voteFor('b', first)).toEqual({ kind: 'same', vote: first });
    expect(voteFor('c', changed)).toEqual({ kind: 'same', vote: changed });
  });

  test('after the change alters nothing, back to the first neither', () => {
    expect(voteFor('a', changed)).toEqual({ kind: 'stays', vote: changed });
    expect(voteFor('b', changed)).toEqual({ kind: 'stays', vote: changed });
  });
});

describe('the votes of one person’s accounts', () => {
  const at = (minute: number) => Temporal.Instant.fromEpochMilliseconds(minute * 60_000);
  const vote = (key: string, first: number, latest = first, changes = 0) => ({
    first: key,
    latest: latest === first ? key : 'c',
    changes,
    first_at: at(first),
    latest_at: at(latest),
  });

  test('are none where there is none, and one as it is', () => {
    expect(votesAsOne([])).toBeUndefined();
    expect(votesAsOne([vote('b', 1, 5, 1)])).toEqual({ first: 'b', latest: 'c', changes: 1 });
  });

  test('count by the earliest, end with the latest, and leave no change', () => {
    expect(votesAsOne([vote('b', 2), vote('a', 1)])).toEqual({ first: 'a', latest: 'b', changes: 1 });
    expect(votesAsOne([vote('a', 1, 9, 1), vote('b', 2)])).toEqual({ first: 'a', latest: 'c', changes: 1 });
  });
});
