import { describe, expect, test } from 'vitest';
import {
  isOpen,
  PHASE_AFTER,
  phaseMinutes,
  REVEALED_FOR,
  runningTimer,
  timersAt,
} from '../../src/practice/phases.ts';
import { answersInWords, answersOf, ratingsOf } from '../../src/practice/skills.ts';

const at = Temporal.Instant.from;
const session = { starts: at('2026-03-12T23:00Z'), ends: at('2026-03-13T00:30Z'), minutes: 90 };

describe('phases', () => {
  test('last as long as the case says, else as is usual', () => {
    const minutes = { preparation: 5, mediation: 40, debrief: 30 };
    expect(phaseMinutes({ minutes }, session)).toEqual(minutes);
    expect(phaseMinutes(undefined, session)).toEqual({ preparation: 10, mediation: 60, debrief: 45 });
  });

  test('never have a mediation that is longer than the session', () => {
    expect(phaseMinutes(undefined, { minutes: 45 })).toEqual({ preparation: 10, mediation: 45, debrief: 45 });
  });

  test('follow each other, and after the debrief comes nothing', () => {
    expect([PHASE_AFTER.preparation, PHASE_AFTER.mediation, PHASE_AFTER.debrief]).toEqual([
      'mediation',
      'debrief',
      undefined,
    ]);
  });

  test.each([
    ['2026-03-12T22:49:59Z', 'early'],
    ['2026-03-12T22:50:00Z', 'now'],
    ['2026-03-13T02:29:59Z', 'now'],
    ['2026-03-13T02:30:00Z', 'over'],
  ])('start from ten minutes before to two hours after: at %s it is %s', (now, when) => {
    expect(timersAt(session, at(now))).toBe(when);
  });

  test('run until their end, and no longer', () => {
    const timer = { phase: 'mediation', ends: session.ends } as const;
    expect(runningTimer({ timer }, session.ends.subtract({ seconds: 1 }))).toBe(timer);
    expect(runningTimer({ timer }, session.ends)).toBeUndefined();
  });
});

describe('what was revealed', () => {
  test('is open for seven days, and was never open before', () => {
    const end = session.ends.add(REVEALED_FOR);
    expect(isOpen({ revealed: session.ends }, end.subtract({ seconds: 1 }))).toBe(true);
    expect(isOpen({ revealed: session.ends }, end)).toBe(false);
    expect(isOpen({ revealed: undefined }, end)).toBe(false);
  });
});

describe('answers on a skill', () => {
  const answers = { listening: '4', impartiality: '1', process: 'none', interests: '2' } as const;

  test('are ratings, and what was not observed is none', () => {
    expect(ratingsOf(answers)).toEqual({ listening: 4, impartiality: 1, interests: 2 });
    expect(answersOf(ratingsOf(answers))).toEqual(answers);
  });

  test('are counted in words, the best first and “not observed” last', () => {
    const all = [{ listening: 1 }, {}, { listening: 4 }, { listening: 1 }];
    expect(answersInWords(all, 'listening')).toBe('very well 1, not yet 2, not observed 1');
    expect(answersInWords(all, 'process')).toBe('not observed 4');
  });
});
