import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Calendar, dueDay } from '../../src/quiz/exam.ts';
import type { Memory } from '../../src/quiz/recall.ts';

const zone = 'Europe/Berlin';
const day = Temporal.PlainDate.from;
const noon = (date: Temporal.PlainDate) =>
  date.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant();
const EXAM = day('2026-12-18');

/** Of a question answered right so many days before the exam, that comes back so many days after that. */
const memory = (question: string, before: number, wait: number): Memory => ({
  question,
  revision: '1',
  last: noon(EXAM.subtract({ days: before })),
  correct: true,
  due: noon(EXAM.subtract({ days: before })).add({ hours: 24 * wait }),
});
const looking = (today: string, exam: Temporal.PlainDate | undefined = EXAM): Calendar => ({
  zone,
  today: day(today),
  exam,
});
const names = Array.from({ length: 280 }, (_, index) => `question-${index}`);

describe('before an exam', () => {
  test('what falls due earlier stays where it is', () => {
    expect(dueDay(memory('q', 40, 20), looking('2026-12-01'))).toEqual(day('2026-11-28'));
  });

  test('what would come after it comes in the fortnight before, at least a day after its last answer', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 200 }),
        (question, before, wait, ago) => {
          fc.pre(ago <= before);
          const known = memory(question, before, wait);
          const natural = dueDay(known, { zone, today: EXAM });
          const due = dueDay(known, { zone, today: EXAM.subtract({ days: ago }), exam: EXAM });
          if (Temporal.PlainDate.compare(natural, EXAM) < 0 || before <= 14) {
            expect(due).toEqual(natural);
            return;
          }
          expect(due.until(EXAM).days).toBeGreaterThanOrEqual(1);
          expect(due.until(EXAM).days).toBeLessThanOrEqual(14);
          expect(noon(due).since(known.last).total('hours')).toBeGreaterThanOrEqual(24);
        },
      ),
    );
  });

  test('the days get about as much each', () => {
    const days = Map.groupBy(names, (name) => `${dueDay(memory(name, 30, 90), looking('2026-11-20'))}`);
    expect(days.size).toBe(14);
    for (const some of days.values()) {
      expect(some.length).toBeGreaterThan(8);
      expect(some.length).toBeLessThan(36);
    }
  });

  test('a day stays as long as it is to come, and one that was missed goes to those that are left', () => {
    const first = new Map(names.map((name) => [name, dueDay(memory(name, 30, 90), looking('2026-12-04'))]));
    const today = day('2026-12-11');
    const moved = new Set<string>();
    for (const [name, was] of first) {
      const due = dueDay(memory(name, 30, 90), looking('2026-12-11'));
      if (Temporal.PlainDate.compare(was, today) >= 0) expect(due).toEqual(was);
      else moved.add(`${due}`);
    }
    expect(moved.size).toBe(7);
  });

  test('it changes nothing on the day of the exam, after it, and where there is none', () => {
    const known = memory('q', 30, 90);
    const natural = day('2027-02-16');
    for (const calendar of [
      looking('2026-12-18'),
      looking('2027-01-05'),
      { zone, today: day('2026-12-10') },
    ]) {
      expect(dueDay(known, calendar)).toEqual(natural);
    }
  });
});
