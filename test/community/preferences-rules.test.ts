import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateInWords, readLocale } from '../../src/community/locales.ts';
import { type QuietHours, quietUntil, readQuiet } from '../../src/community/quiet.ts';
import { NOW } from '../asking.ts';

describe('quiet hours are read', () => {
  test.each<[string, QuietHours | null]>([
    ['22-7', { from: '22:00', to: '07:00' }],
    ['22:00 to 07:30', { from: '22:00', to: '07:30' }],
    ['from 22.30 until 7', { from: '22:30', to: '07:00' }],
    ['10pm to 7:30am', { from: '22:00', to: '07:30' }],
    ['12am – 6am', { from: '00:00', to: '06:00' }],
    ['22-24', { from: '22:00', to: '00:00' }],
    ['00:00-07:00', { from: '00:00', to: '07:00' }],
    ['10:00-12:00', { from: '10:00', to: '12:00' }],
    ['12:00-14:00', { from: '12:00', to: '14:00' }],
    ['none', null],
    ['Off', null],
  ])('%s', (typed, read) => {
    expect(readQuiet(typed)).toEqual(read);
  });

  test.each(['10-7', '9 to 5', '10pm-7', '11:30-6:30'])(
    'but asked about where they could be two: %s',
    (typed) => {
      expect(() => readQuiet(typed)).toThrow('could be morning or evening');
    },
  );

  test.each(['', 'night', '25-7', '22:60-7:00', '13pm-7am', '24:30-7:00', '22', '22-7-9'])(
    'and refused where they are none: “%s”',
    (typed) => {
      expect(() => readQuiet(typed)).toThrow('Try “22:00-07:00”');
    },
  );

  test('and refused where they would never end', () => {
    expect(() => readQuiet('22:00-22:00')).toThrow('never end');
  });

  test('as they are shown', () => {
    const time = fc.integer({ min: 0, max: 24 * 60 - 1 }).map(wallOf);
    fc.assert(
      fc.property(time, time, (from, to) => {
        fc.pre(from !== to);
        const typed = `${from}-${to}`;
        expect(readQuiet(typed)).toEqual({ from, to });
      }),
      { numRuns: 1_000 },
    );
  });
});

const wallOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

describe('quiet', () => {
  const night = { from: '22:00', to: '07:00' };
  const until = (quiet: QuietHours, zone: string, at: string) =>
    quietUntil({ quiet, zone }, Temporal.ZonedDateTime.from(`${at}[${zone}]`).toInstant())
      ?.toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' });

  test.each([
    ['at night until the morning', night, '2026-11-25T23:00', '2026-11-26T07:00'],
    ['after midnight until the same morning', night, '2026-11-26T03:00', '2026-11-26T07:00'],
    ['at its first minute', night, '2026-11-25T22:00', '2026-11-26T07:00'],
    ['by day too', { from: '12:00', to: '14:00' }, '2026-11-25T13:59', '2026-11-25T14:00'],
  ])('%s', (_, quiet, at, end) => {
    expect(until(quiet, 'Europe/Berlin', at)).toBe(end);
  });

  test.each(['2026-11-25T07:00', '2026-11-25T21:59'])('not outside of it: %s', (at) => {
    expect(until(night, 'Europe/Berlin', at)).toBeUndefined();
  });

  test('not where no hours or no zone are known', () => {
    expect(quietUntil({ quiet: night }, NOW)).toBeUndefined();
    expect(quietUntil({ zone: 'Europe/Berlin' }, NOW)).toBeUndefined();
  });

  test('ends at the first minute that is not quiet, through every change of the clock', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'America/Havana',
      'Africa/Cairo',
    ];
    const quietAt = ({ from, to }: QuietHours, wall: string): boolean =>
      from < to ? wall >= from && wall < to : wall >= from || wall < to;
    const case_ = fc.record({
      zone: fc.constantFrom(...zones),
      // A day around one of the two changes of 2026.
      change: fc.constantFrom(0, 1),
      before: fc.integer({ min: -180, max: 30 * 60 }),
      from: fc.integer({ min: 0, max: 24 * 60 - 1 }).map(wallOf),
      length: fc.integer({ min: 1, max: 12 * 60 }),
    });
    let quietOnes = 0;
    fc.assert(
      fc.property(case_, ({ zone, change, before, from, length }) => {
        const [hours = 0, minutes = 0] = from.split(':').map(Number);
        const quiet = { from, to: wallOf((hours * 60 + minutes + length) % (24 * 60)) };
        let turn = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`).getTimeZoneTransition('next');
        if (change === 1) turn = turn?.getTimeZoneTransition('next') ?? null;
        if (!turn) throw new Error(`no change of the clock in ${zone}`);
        const at = turn.toInstant().subtract({ minutes: before });
        const found = quietUntil({ quiet, zone }, at);
        let oracle = at;
        const wall = () => oracle.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
        while (quietAt(quiet, wall())) oracle = oracle.add({ minutes: 1 });
        if (found) quietOnes += 1;
        expect(found?.toString() ?? at.toString()).toBe(oracle.toString());
      }),
      { numRuns: 400 },
    );
    expect(quietOnes).toBeGreaterThan(50);
  });
});

describe('a locale is read', () => {
  test.each([
    ['en-GB', 'en-GB'],
    ['en_us', 'en-US'],
    ['DE', 'de'],
    ['fr-ca', 'fr-CA'],
    ['de-u-ca-buddhist', 'de'],
  ])('%s as %s', (typed, locale) => {
    expect(readLocale(typed)).toBe(locale);
  });

  test.each(['', 'qq', 'German', '12', 'en--GB', '../x'])(
    'and refused where no dates are written so: “%s”',
    (typed) => {
      expect(() => readLocale(typed)).toThrow('en-GB, en-US, de, fr-CA');
    },
  );

  test('and shown by a date in it, Gregorian everywhere', () => {
    expect(dateInWords('en-GB', 'Europe/Berlin', NOW)).toContain('Wednesday');
    expect(dateInWords('de', 'Europe/Berlin', NOW)).toContain('Mittwoch, 25. November 2026');
    expect(dateInWords('th', 'Europe/Berlin', NOW)).toContain('2026');
  });
});
