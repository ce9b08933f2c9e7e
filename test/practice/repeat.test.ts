import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import { checkRule } from '../../src/chat/recurrence.ts';
import { firstTimes } from '../../src/practice/occurrence-times.ts';
import { readRepeat, repeatInWords } from '../../src/practice/repeat.ts';
import { anyCharacter } from '../arbitrary.ts';

const wall = Temporal.PlainDateTime.from;
/** A Thursday. */
const THURSDAY = wall('2026-10-15T19:00');
const read = (typed: string, starts = THURSDAY) => readRepeat(typed, starts);
const refusal = (typed: string, starts = THURSDAY): string => {
  try {
    return `taken as ${read(typed, starts)}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};

describe('how often, as people say it, is one rule', () => {
  test.each([
    ['FREQ=WEEKLY', ['every week', 'weekly', 'every Thursday', 'Thursdays', 'once a week', 'each thurs.']],
    ['FREQ=WEEKLY;BYDAY=TU', ['every Tuesday', 'weekly on Tuesdays', 'Tuesday every week', 'on Tues']],
    ['FREQ=WEEKLY;BYDAY=TU,TH', ['Tuesdays and Thursdays', 'every Thu & Tue', 'Tue/Thu', 'Tue Thu weekly']],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', ['weekdays', 'every working day', 'Mon-Fri', 'Monday to Friday']],
    ['FREQ=WEEKLY;BYDAY=SA,SU', ['weekends', 'every weekend', 'Saturdays and Sundays']],
    ['FREQ=WEEKLY;INTERVAL=2', ['every 2 weeks', 'every two weeks', 'fortnightly', 'every fortnight']],
    ['FREQ=WEEKLY;INTERVAL=2', ['every other week', 'every second week', 'every other Thursday']],
    ['FREQ=WEEKLY;INTERVAL=2', ['every 2 weeks on Thursday', 'Thursdays, every 2nd week']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH', ['every 2 weeks on Tue and Thu']],
    ['FREQ=DAILY', ['daily', 'every day', 'Monday to Sunday']],
    ['FREQ=DAILY;INTERVAL=3', ['every 3 days', 'every third day']],
    ['FREQ=MONTHLY;BYDAY=2TH', ['second Thursday', 'every second Thursday of the month']],
    ['FREQ=MONTHLY;BYDAY=2TH', ['the 2nd Thursday of each month', 'every month on the second Thursday']],
    ['FREQ=MONTHLY;BYDAY=-1SU', ['last Sunday monthly', 'every last Sunday', 'last Sunday of every month']],
    ['FREQ=MONTHLY;BYDAY=1TU,3TU', ['first and third Tuesday', '1st & 3rd Tuesday of the month']],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=2TH', ['every 2 months on the second Thursday']],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', ['last weekday', 'last working day of the month']],
    ['FREQ=MONTHLY;BYMONTHDAY=20', ['the 20th of every month', '20th monthly', 'monthly on the 20th']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', ['last day of the month', 'monthly on the last day']],
    ['FREQ=MONTHLY;BYMONTHDAY=1,15', ['1st and 15th of the month']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', ['the 31st of every month']],
    ['FREQ=MONTHLY', ['monthly', 'every month', 'once a month', '15th of the month']],
    ['FREQ=MONTHLY;INTERVAL=3', ['every quarter', 'quarterly', 'every three months']],
    ['FREQ=YEARLY', ['yearly', 'annually', 'every year', 'every year on 15 October']],
  ])('%s', (rule, ways) => {
    for (const typed of ways) expect([typed, read(typed)]).toEqual([typed, rule]);
  });

  test.each(['once', 'no', 'Just once', 'none', 'never', "doesn't repeat"])('%s: not at all', (typed) => {
    expect(read(typed)).toBeUndefined();
  });
});

describe('an end', () => {
  test.each([
    ['weekly until 20 March', 'FREQ=WEEKLY;UNTIL=20270320'],
    ['weekly, until the 20th of March 2028', 'FREQ=WEEKLY;UNTIL=20280320'],
    ['weekly until Mar 20th, 2027', 'FREQ=WEEKLY;UNTIL=20270320'],
    ['weekly until 20.3.', 'FREQ=WEEKLY;UNTIL=20270320'],
    ['weekly till 2027-03-20', 'FREQ=WEEKLY;UNTIL=20270320'],
    ['weekly until 3/20', 'FREQ=WEEKLY;UNTIL=20270320'],
    ['every Tuesday, 10 times', 'FREQ=WEEKLY;BYDAY=TU;COUNT=10'],
    ['every Thursday for six sessions', 'FREQ=WEEKLY;COUNT=6'],
    // Six Thursdays, the first of them included.
    ['weekly for 6 weeks', 'FREQ=WEEKLY;UNTIL=20261125'],
    ['monthly for a year', 'FREQ=MONTHLY;UNTIL=20271014'],
  ])('%s', (typed, rule) => {
    expect(read(typed)).toBe(rule);
  });

  test('of six weeks has six sessions', () => {
    const timing = { starts: THURSDAY, rule: read('weekly for 6 weeks'), leftOut: [] };
    expect(firstTimes(timing, 20)).toHaveLength(6);
  });

  test('that is a time of day is the last day on which the session can be', () => {
    expect(read('FREQ=WEEKLY;UNTIL=20270320T190000')).toBe('FREQ=WEEKLY;UNTIL=20270320');
    expect(read('FREQ=WEEKLY;UNTIL=20270320T185900')).toBe('FREQ=WEEKLY;UNTIL=20270319');
  });

  test.each([
    ['weekly until 2020-01-01', 'ends before the first session'],
    ['weekly until 3/4', 'Please say “3 April 2027” or “4 March 2027”'],
    ['FREQ=WEEKLY;UNTIL=20270320T190000Z', 'UNTIL as a day on your own clock'],
    ['every day, 2000 times', 'from 1 to 1000'],
    ['weekly until soon', 'could not read'],
    ['weekly until Friday', 'could not read'],
    ['weekly until 30 February', 'could not read'],
  ])('is not %s, and why is said', (typed, words) => {
    expect(refusal(typed)).toContain(words);
  });
});

describe('what can be understood in two ways is asked back', () => {
  test.each([
    ['every second Thursday', '“every 2 weeks on Thursday” or “every month on the second Thursday”'],
    ['every 3rd fri', '“every 3 weeks on Friday” or “every month on the 3rd Friday”'],
    ['biweekly', '“every 2 weeks”'],
    ['bi-monthly', '“every 2 months”'],
  ])('%s', (typed, ways) => {
    expect(refusal(typed)).toContain(ways);
    for (const [, way = ''] of ways.matchAll(/“(.*?)”/g)) expect(() => read(way)).not.toThrow();
  });

  test('the day that not every month has', () => {
    const starts = wall('2026-10-31T19:00');
    expect(refusal('monthly', starts)).toContain(
      'Not every month has a 31st. Please say “every month on the last day”, or “every month on the 31st”',
    );
    expect(read('every month on the last day', starts)).toBe('FREQ=MONTHLY;BYMONTHDAY=-1');
    expect(read('every month on the 31st', starts)).toBe('FREQ=MONTHLY;BYMONTHDAY=31');
  });

  test('the day that not every year has', () => {
    const starts = wall('2028-02-29T19:00');
    expect(refusal('yearly', starts)).toContain('Not every year has a 29 February');
    expect(read('every year on 29 February, in years that have one', starts)).toBe('FREQ=YEARLY');
  });
});

test.each([
  ...[
    '',
    'soon',
    'every',
    'every Thursday and every other Sunday',
    'every month on Thursday',
    'twice a week',
  ],
  ...['15th', 'Thursday in a month', 'until 20 March', '10 times', 'every second weekday', 'MWF'],
  ...['cada semana', 'jeden Donnerstag', 'tous les jeudis', 'every hour', 'every Thursday at 8pm'],
])('“%s” is answered with ways to say it', (typed) => {
  expect(refusal(typed)).toMatch(/could not read .* Try “every week”.* or “once”/);
});

test('each way of the answer is understood', () => {
  const ways = [...refusal('soon').matchAll(/“(.*?)”/g)].map(([, way = '']) => way).slice(1);
  expect(ways).toHaveLength(6);
  for (const way of ways) expect(() => read(way)).not.toThrow();
});

describe('a rule is written in one way', () => {
  test.each([
    ['RRULE:FREQ=WEEKLY;BYDAY=TH', 'FREQ=WEEKLY'],
    ['freq=weekly;interval=1;wkst=su;byday=th,tu', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['FREQ=WEEKLY;BYDAY=SU,MO,TU,WE,TH,FR,SA', 'FREQ=DAILY'],
    ['FREQ=MONTHLY;BYDAY=+2TH', 'FREQ=MONTHLY;BYDAY=2TH'],
    ['FREQ=MONTHLY;BYMONTHDAY=15', 'FREQ=MONTHLY'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=1MO', 'FREQ=YEARLY;BYMONTH=3;BYDAY=1MO'],
  ])('%s', (typed, rule) => {
    expect(read(typed)).toBe(rule);
  });

  test('so that one without days follows a start that is moved to another day of the week', () => {
    expect(repeatInWords(read('every Thursday'), THURSDAY.add({ days: 1 }))).toBe('every week on Friday');
  });

  test('what no rule may say is refused as rules are', () => {
    expect(refusal('FREQ=HOURLY')).toContain('not more often than daily');
    expect(refusal('FREQ=WEEKLY;BYHOUR=9')).toContain('time of day is given separately');
  });
});

describe('a rule in words', () => {
  test.each([
    [undefined, 'once'],
    ['FREQ=WEEKLY', 'every week on Thursday'],
    ['FREQ=WEEKLY;INTERVAL=2;UNTIL=20270320', 'every 2 weeks on Thursday, until 20 March 2027'],
    ['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'every week from Monday to Friday'],
    ['FREQ=DAILY;COUNT=5', 'every day, 5 times'],
    ['FREQ=MONTHLY', 'every month on the 15th'],
    ['FREQ=MONTHLY;BYDAY=1TU,3TU', 'every month on the first and third Tuesday'],
    ['FREQ=MONTHLY;BYMONTHDAY=1,31,-1', 'every month on the 1st, 31st and last day, in months that have one'],
    ['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'every month on the last weekday'],
    ['FREQ=YEARLY', 'every year on 15 October'],
    ['FREQ=YEARLY;BYMONTH=3;BYDAY=1MO', 'FREQ=YEARLY;BYMONTH=3;BYDAY=1MO'],
  ])('%s: %s', (rule, words) => {
    expect(repeatInWords(rule, THURSDAY)).toBe(words);
  });

  const days = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
  const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 });
  const part = (name: string, values: fc.Arbitrary<unknown>) =>
    fc.option(
      values.map((value) => `${name}=${value}`),
      { freq: 1 },
    );
  const anyRule = fc
    .tuple(
      fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'MONTHLY', 'YEARLY').map((often) => `FREQ=${often}`),
      part('INTERVAL', fc.integer({ min: 1, max: 14 })),
      part('BYDAY', fc.oneof(some(days), fc.constant('MO,TU,WE,TH,FR'))),
      part(
        'BYDAY',
        fc
          .tuple(fc.constantFrom('', '+', '-'), fc.integer({ min: 1, max: 5 }), fc.constantFrom(...days))
          .map((nth) => nth.join('')),
      ),
      part('BYMONTHDAY', some([1, 15, 28, 31, -1, -2])),
      part('BYMONTH', some([1, 2, 10])),
      part('BYSETPOS', some([1, 2, -1])),
      part('WKST', fc.constantFrom('MO', 'SU')),
      fc.option(
        fc.oneof(
          fc.integer({ min: 1, max: 12 }).map((count) => `COUNT=${count}`),
          fc.constantFrom('UNTIL=20280229', 'UNTIL=20270320T190000', 'UNTIL=20270320T080000'),
        ),
      ),
    )
    .map((parts) => parts.filter((each) => each !== null).join(';'));
  const anyStart = fc.integer({ min: 0, max: 1500 }).map((day) => THURSDAY.add({ days: day }));
  const allowed = fc.tuple(anyRule, anyStart).filter(([rule, starts]) => {
    try {
      checkRule(rule);
      return read(rule, starts) !== undefined;
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
  });

  test('is read back as the same rule, and means the same days as what was typed', () => {
    fc.assert(
      fc.property(allowed, ([typed, starts]) => {
        const rule = read(typed, starts);
        expect(read(repeatInWords(typed, starts), starts)).toBe(rule);
        expect(read(repeatInWords(rule, starts), starts)).toBe(rule);
        const times = (each: string | undefined) =>
          firstTimes({ starts, rule: each, leftOut: [] }, 6).map(String);
        expect(times(rule)).toEqual(times(typed));
      }),
      { numRuns: 120 },
    );
  });
});

test('any words at all are a rule that passes, once, or refused with words', () => {
  const word = fc.constantFrom(
    ...[
      'every',
      'second',
      'last',
      '2',
      'weeks',
      'Thursday',
      'weekday',
      'day',
      'month',
      'of the',
      'on',
      'and',
    ],
    ...[
      'until',
      '20 March',
      '3/4',
      ',',
      'times',
      'for',
      'FREQ=',
      ';',
      'other',
      'monthly',
      'to',
      '31st',
      'year',
    ],
  );
  const typed = fc.oneof(
    fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
    fc.string({ unit: anyCharacter, maxLength: 100 }),
  );
  fc.assert(
    fc.property(typed, (words) => {
      try {
        const rule = read(words);
        if (rule !== undefined) expect(() => checkRule(rule)).not.toThrow();
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }),
    { numRuns: 150 },
  );
});
