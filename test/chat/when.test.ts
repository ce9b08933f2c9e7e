import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import { readWhen } from '../../src/chat/when.ts';
import { anyCharacter } from '../arbitrary.ts';

/** Wednesday 28 October 2026, 15:00 on the wall in Toronto; summer time there ends on 1 November. */
const zone = 'America/Toronto';
const now = Temporal.PlainDateTime.from('2026-10-28T15:00').toZonedDateTime(zone).toInstant();
const read = (typed: string, from = now) => readWhen(typed, { now: from, zone });
const wall = (typed: string, from = now): string =>
  read(typed, from).toPlainDateTime().toString({ smallestUnit: 'minute' });
const refusal = (typed: string): string => {
  try {
    return `taken as ${read(typed)}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
};

describe('a date as people say it is the wall time that they mean', () => {
  test.each([
    ['Thursday 7pm', '2026-10-29T19:00'],
    ['next Thursday 19:00', '2026-11-05T19:00'],
    ['Thursday next week 7pm', '2026-11-05T19:00'],
    ['Wednesday 2pm', '2026-11-04T14:00'],
    ['Sunday 2pm', '2026-11-01T14:00'],
    ['tomorrow noon', '2026-10-29T12:00'],
    ['midnight', '2026-10-29T00:00'],
    ['tonight at 8', '2026-10-28T20:00'],
    ['today 7pm', '2026-10-28T19:00'],
    ['at 19:00', '2026-10-28T19:00'],
    ['at 14:00', '2026-10-29T14:00'],
    ['7.30pm tomorrow', '2026-10-29T19:30'],
    ['tomorrow 07:15', '2026-10-29T07:15'],
    ['the day after tomorrow at 6pm', '2026-10-30T18:00'],
    ['Nov 28 7pm', '2026-11-28T19:00'],
    ['Nov 28, 7pm', '2026-11-28T19:00'],
    ['Nov 28th at 7pm', '2026-11-28T19:00'],
    ['28 November 19:00', '2026-11-28T19:00'],
    ['5 Nov 2026, 19:00', '2026-11-05T19:00'],
    ['28/11 19:00', '2026-11-28T19:00'],
    ['day after tomorrow 6pm', '2026-10-30T18:00'],
    ['28.11. 19:00', '2026-11-28T19:00'],
    ['10/11/26 19:00', '2026-11-10T19:00'],
    ['5.11.2026 19:00', '2026-11-05T19:00'],
    ['2026-11-28 19:00', '2026-11-28T19:00'],
    ['in 1 month 7pm', '2026-11-28T19:00'],
  ])('%s: %s', (typed, expected) => {
    expect(wall(typed)).toBe(expected);
  });

  test.each([
    ['Nov 28 7pm EST', '2026-11-28T19:00'],
    ['2026-11-05T19:00Z', '2026-11-05T14:00'],
    ['Thu 29 Oct 19:00 PT', '2026-10-29T22:00'],
    ['Thursday 7pm UTC+2', '2026-10-29T13:00'],
  ])('%s, which names another zone, is %s here', (typed, expected) => {
    expect(wall(typed)).toBe(expected);
  });

  test('keeps the member’s zone, whatever zone was named', () => {
    expect(read('2026-11-05T19:00Z').timeZoneId).toBe(zone);
  });
});

describe('a span from now is time that passes', () => {
  test.each([
    ['in 3 hours', '2026-10-28T18:00'],
    ['in half an hour', '2026-10-28T15:30'],
    // An hour less on the wall: summer time ends in between.
    ['in 100 hours', '2026-11-01T18:00'],
  ])('%s: %s', (typed, expected) => {
    expect(wall(typed)).toBe(expected);
  });
});

describe('what cannot be read whole is not guessed at', () => {
  test.each([
    ...['every second Thursday 7pm'],
    ...['sixth Thursday of November 19:00', 'next week at 7pm', '25 o’clock'],
    ...['Thursday 7pm or Friday 8pm', 'last Thursday 7pm'],
    ...[
      '7',
      'Thursday',
      'tomorrow',
      'in 2 weeks',
      'this evening',
      'tomorrow morning',
      'soon',
      '',
      ' ',
      '2 hours ago',
    ],
    ...[
      '2026-13-45 19:00',
      '30 February 19:00',
      '31/02/2027 19:00',
      '25:00 tomorrow',
      'in 99999999999999 years',
    ],
    ...[
      'jeudi 19h',
      'demain midi',
      'Donnerstag halb acht',

      'esta noche a las 8',
      'mañana al mediodía',
    ],
  ])('“%s” is answered with how to write it', (typed) => {
    expect(refusal(typed)).toMatch(
      /could not read .* Try “Thursday 7pm”, “28 November 19:00” or “2026-11-28 19:00”/,
    );
  });

  test('and a long text is shown shortened', () => {
    expect(refusal('soon '.repeat(800)).length).toBeLessThan(250);
  });
});

describe('an hour that may be of the morning or the evening is asked back', () => {
  test.each(['in 2 weeks at 7', 'Thursday at 7', '5 November at 7 o’clock', '5.11.2026 at 7'])(
    '%s',
    (typed) => {
      expect(refusal(typed)).toContain('Please say 7am, 7pm or 19:00.');
    },
  );

  test('twelve is noon or midnight', () => {
    expect(refusal('Thursday at 12')).toContain('Please say noon or midnight.');
  });
});

describe('a moment that has passed', () => {
  test.each(['yesterday 7pm', 'today 2pm', '2020-01-01 19:00', '28 October 2026 14:00'])(
    'is refused: %s',
    (typed) => {
      expect(refusal(typed)).toContain('has already passed');
    },
  );

  test('is not now itself', () => {
    expect(wall('3pm')).toBe('2026-10-28T15:00');
  });
});

describe('where the clocks change', () => {
  const march = Temporal.Instant.from('2027-03-01T12:00:00Z');

  test('a time that the clocks leave out is the one an hour later', () => {
    expect(read('2027-03-14 02:30', march).toString()).toBe(`2027-03-14T03:30:00-04:00[${zone}]`);
  });

  test('a time that comes twice is the first of the two', () => {
    expect(read('2026-11-01 01:30').toString()).toBe(`2026-11-01T01:30:00-04:00[${zone}]`);
  });

  test('the same wall time holds on both sides of the change', () => {
    expect([wall('31 October 19:00'), wall('1 November 19:00')]).toEqual([
      '2026-10-31T19:00',
      '2026-11-01T19:00',
    ]);
  });
});

describe('any text at all', () => {
  const anyText = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 200 }),
    fc
      .array(
        fc.constantFrom(
          ...[
            'next',
            'Thursday',
            'tomorrow',
            'noon',
            'at',
            '7',
            '7pm',
            '19:00',
            '12',
            'Nov',
            '28',
            'in',
            'weeks',
            'ago',
          ],
          ...[
            '2026-11-28',
            '5/11',
            '-',
            'EST',
            'Z',
            'last',
            'half',
            'midnight',
            '999999',
            'years',
            'hours',
            '.',
            ',',
          ],
          ...[
            'week',
            'from',
            'half past',
            'evening',
            'tonight',
            'first',
            'of',
            'November',
            'time',
            'Berlin',
            '@',
          ],
          ...['5.11.', '3/4', '+02:00', 'UTC', 'to', 'am', 'noon', 'this', 'month', 'a', 'the 5th', 'GMT-3'],
        ),
      )
      .map((words) => words.join(' ')),
  );

  test('is a moment still to come in the member’s zone, or is refused with words', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        try {
          const moment = read(typed);
          expect(moment.timeZoneId).toBe(zone);
          expect(Temporal.Instant.compare(moment.toInstant(), now)).toBeGreaterThanOrEqual(0);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

test('any moment to come is read back from each way to write it, in any zone', () => {
  const zones = [
    'America/Toronto',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'Pacific/Apia',
    'UTC',
  ];
  const moment = fc.record({
    zone: fc.constantFrom(...zones),
    minutes: fc.integer({ min: 1, max: 60 * 24 * 290 }),
    from: fc.integer({ min: 0, max: 24 * 700 }),
  });
  const words = (wall: Temporal.PlainDateTime, options: Intl.DateTimeFormatOptions, locale = 'en-US') =>
    wall.toLocaleString(locale, options);
  fc.assert(
    fc.property(moment, ({ zone: there, minutes, from }) => {
      const start = now.add({ hours: from });
      const said = start.add({ minutes }).toZonedDateTimeISO(there).with({ second: 0, millisecond: 0 });
      if (Temporal.Instant.compare(said.toInstant(), start) < 0) return;
      const plain = said.toPlainDateTime();
      const iso = plain.toString({ smallestUnit: 'minute' });
      const [day, month] = [words(plain, { day: 'numeric' }), words(plain, { month: 'long' })];
      const hours = iso.slice(11);
      const ways = [iso, `${day} ${month} ${hours}`, `${month} ${day}, ${plain.year} at ${hours}`];
      const weekday = words(plain, { weekday: 'short' });
      ways.push(`${weekday} ${day} ${month} ${hours}`, `${day}.${plain.month}.${plain.year} ${hours}`);
      if (plain.hour > 0)
        ways.push(`${words(plain, { dateStyle: 'full' })}, ${words(plain, { timeStyle: 'short' })}`);
      if (minutes < 60 * 24 * 6) ways.push(`${words(plain, { weekday: 'long' })} ${hours}`);
      // Of the two that a wall time can be, the first is meant.
      const meant = plain.toZonedDateTime(there);
      if (Temporal.Instant.compare(meant.toInstant(), start) < 0) return;
      for (const way of ways) {
        expect([way, readWhen(way, { now: start, zone: there }).toString()]).toEqual([way, meant.toString()]);
      }
    }),
    { numRuns: 200 },
  );
});

describe('where nobody knows the member’s zone', () => {
  const unknown = (typed: string) => readWhen(typed, { now, zone: undefined }).toInstant().toString();

  test.each([
    ['28 November 19:00 UTC+1', '2026-11-28T18:00:00Z'],
    ['2026-12-01T19:30Z', '2026-12-01T19:30:00Z'],
    ['in 3 hours', '2026-10-28T22:00:00Z'],
  ])('a moment that needs none is taken: %s', (typed, instant) => {
    expect(unknown(typed)).toBe(instant);
  });

  test('a wall time is refused with the way to write it', () => {
    expect(() => unknown('28 November 19:00')).toThrow('I do not know your time zone');
  });
});
