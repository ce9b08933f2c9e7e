import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/quiz/answers.ts';
import { mistakesCsv, mistakesOf } from '../../src/quiz/mistakes.ts';
import { progressOf } from '../../src/quiz/progress.ts';
import { questionOf, quizBank } from './course.ts';

const zone = 'Europe/Berlin';
const today = Temporal.PlainDate.from('2026-11-25');

/** A right answer to a question of the small course, at a time in UTC. */
const answer = (question: string, at: string, more: Partial<Answer> = {}): Answer => ({
  question,
  revision: quizBank.question(question)?.revision ?? 'gone',
  chosen: [],
  correct: true,
  at: Temporal.Instant.from(`${at}Z`),
  person: 'p',
  from: 'round',
  ...more,
});
const wrong = (question: string, at: string, more: Partial<Answer> = {}) =>
  answer(question, at, { correct: false, ...more });

describe('progress', () => {
  const of = (...answers: readonly Answer[]) => progressOf(answers, quizBank, { zone, today });

  test('is counted by dimension, in the order of the course', () => {
    const { all, dimensions } = of(
      wrong('it-binds', '2026-11-24T10:00'),
      answer('fence', '2026-11-24T10:00'),
      answer('pairs', '2026-11-24T10:00'),
    );
    expect(all.all).toEqual({ answered: 3, right: 2 });
    expect([...dimensions].map(([id, { all: share }]) => [id, share])).toEqual([
      ['third-party', { answered: 1, right: 1 }],
      ['binding', { answered: 2, right: 1 }],
    ]);
  });

  test('weeks begin on Monday, at the member’s own midnight', () => {
    const { weeks } = of(
      answer('fence', '2026-11-15T22:59'),
      wrong('fence', '2026-11-15T23:00'),
      answer('fence', '2026-11-22T22:00'),
    ).all;
    expect(weeks.map(({ monday, answered, right }) => [`${monday}`, answered, right])).toEqual([
      ['2026-11-09', 1, 1],
      ['2026-11-16', 2, 1],
    ]);
  });

  test('lately is this week and the three before it', () => {
    const { lately, earlier } = of(
      answer('fence', '2026-11-01T22:00'),
      wrong('fence', '2026-11-02T10:00'),
    ).all;
    expect([lately, earlier]).toEqual([
      { answered: 1, right: 0 },
      { answered: 1, right: 1 },
    ]);
  });

  test('leaves out what is no longer in the course', () => {
    expect(of(answer('removed', '2026-11-24T10:00')).all.all.answered).toBe(0);
  });
});

describe('mistakes', () => {
  const of = (...answers: readonly Answer[]) => mistakesOf(answers, quizBank, new Set(['what-helps']));

  test('are questions that were wrong at least once, the latest first, and what came after', () => {
    const found = of(
      wrong('fence', '2026-11-20T10:00'),
      wrong('pairs', '2026-11-21T10:00'),
      answer('fence', '2026-11-22T10:00'),
      answer('alone', '2026-11-22T11:00'),
      wrong('fence', '2026-11-23T10:00', { chosen: ['a'] }),
      answer('fence', '2026-11-24T10:00'),
    );
    expect(
      found.map(({ question, wrong: times, since, chosen }) => [question.id, times, since, chosen]),
    ).toEqual([
      ['fence', 2, 1, ['a']],
      ['pairs', 1, 0, []],
    ]);
  });

  test('are not of a question that has changed, has gone, or stands in an open post', () => {
    expect(
      of(
        wrong('fence', '2026-11-20T10:00', { revision: 'former' }),
        wrong('removed', '2026-11-20T10:00'),
        wrong('what-helps', '2026-11-20T10:00'),
      ),
    ).toEqual([]);
  });

  test('as a file have what was chosen, what is right and why', () => {
    const file = mistakesCsv(
      of(
        wrong('fence', '2026-11-20T10:00', { chosen: ['a'] }),
        wrong('pairs', '2026-11-21T10:00', { chosen: ['1:zopa', '2:batna'] }),
        wrong('alone', '2026-11-22T10:00'),
      ),
      quizBank,
    );
    const [head, ...lines] = file.trimEnd().split('\n');
    expect(head?.startsWith('\uFEFFquestion,topic,')).toBe(true);
    expect(lines.map((line) => line.split(',')[0])).toEqual(['alone', 'pairs', 'fence']);
    const all = lines.join('\n');
    expect(all).toContain(',,caucus,');
    expect(all).toContain(
      'What you have if the talks fail: ZOPA; Where an agreement is possible: BATNA,What you have if the talks fail: BATNA; Where an agreement is possible: ZOPA,',
    );
    expect(all).toContain(`,Mediation,Negotiation,${questionOf('fence').fact},`);
  });

  test('never make a formula in a spreadsheet', () => {
    const question = { ...questionOf('fence'), stem: '=1+1' };
    expect(
      mistakesCsv(
        [{ question, wrong: 1, since: 0, chosen: [], at: Temporal.Instant.from('2026-11-20T10:00Z') }],
        quizBank,
      ),
    ).toContain(",'=1+1,");
  });
});
