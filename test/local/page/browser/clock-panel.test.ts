import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import {
  ClockPanel,
  type ClockPanelProps,
  changeText,
  cityOf,
  instantAfter,
  nextChange,
  wallTime,
} from '../../../../src/local/page/browser/clock-panel.ts';

const at = (iso: string): number => Date.parse(iso);
const iso = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(ms).toISOString();
const MINUTE = 60_000;

describe('the next change of the clocks', () => {
  test.each([
    ['Europe/Berlin', '2026-10-15T12:00:00Z', '2026-10-25T01:00:00.000Z'],
    ['Europe/Berlin', '2026-11-15T12:00:00Z', '2027-03-28T01:00:00.000Z'],
    ['America/New_York', '2026-10-15T12:00:00Z', '2026-11-01T06:00:00.000Z'],
    ['America/New_York', '2026-11-15T12:00:00Z', '2027-03-14T07:00:00.000Z'],
    ['Australia/Sydney', '2026-07-01T12:00:00Z', '2026-10-03T16:00:00.000Z'],
    ['Australia/Sydney', '2026-12-01T12:00:00Z', '2027-04-03T16:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-12-01T12:00:00Z', '2027-04-03T15:00:00.000Z'],
  ])('in %s after %s is at %s', (zone, now, change) => {
    expect(iso(nextChange(zone, at(now)))).toBe(change);
  });

  test.each(['Asia/Kolkata', 'UTC'])('in %s there is none', (zone) => {
    expect(nextChange(zone, at('2026-10-15T12:00:00Z'))).toBeUndefined();
  });

  test('is still to come until the instant at which it happens', () => {
    const change = at('2026-10-25T01:00:00Z');
    expect(nextChange('Europe/Berlin', change - 1)).toBe(change);
  });

  test('is the one after it at the instant at which it happens', () => {
    expect(iso(nextChange('Europe/Berlin', at('2026-10-25T01:00:00Z')))).toBe('2027-03-28T01:00:00.000Z');
  });

  test.each([
    ['Europe/Berlin', '2026-10-25T01:00:00Z', 'Sun 25 Oct 2026, 03:00 becomes 02:00'],
    ['Europe/Berlin', '2027-03-28T01:00:00Z', 'Sun 28 Mar 2027, 02:00 becomes 03:00'],
    ['America/New_York', '2026-11-01T06:00:00Z', 'Sun 1 Nov 2026, 02:00 becomes 01:00'],
  ])('in %s at %s reads: %s', (zone, change, says) => {
    expect(changeText(zone, at(change))).toBe(says);
  });
});

describe('a time to go to', () => {
  const now = at('2026-10-15T12:00:00Z');

  test('is read in the zone', () => {
    expect(iso(instantAfter(now, '2026-11-26T19:00', 'America/Toronto'))).toBe('2026-11-27T00:00:00.000Z');
  });

  test('is what the zone’s wall showed', () => {
    expect(wallTime('Asia/Kolkata', now)).toBe('2026-10-15T17:30');
  });

  test.each(['2026-10-15T14:00', '2025-11-26T19:00', ''])('that is past or no time is none: "%s"', (wall) => {
    expect(instantAfter(now, wall, 'Europe/Berlin')).toBeUndefined();
  });

  test('that comes twice is the first of the two', () => {
    expect(iso(instantAfter(now, '2026-10-25T02:30', 'Europe/Berlin'))).toBe('2026-10-25T00:30:00.000Z');
  });

  test('that comes twice is the second once the first is past', () => {
    const between = at('2026-10-25T00:40:00Z');
    expect(iso(instantAfter(between, '2026-10-25T02:30', 'Europe/Berlin'))).toBe('2026-10-25T01:30:00.000Z');
  });

  test('that is left out is as much later as the clocks were put forward', () => {
    expect(iso(instantAfter(now, '2027-03-28T02:30', 'Europe/Berlin'))).toBe('2027-03-28T01:30:00.000Z');
  });
});

test.each([
  ['America/New_York', 'New York'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
])('the city of %s is %s', (zone, city) => {
  expect(cityOf(zone)).toBe(city);
});

describe('the panel', () => {
  const now = at('2026-10-15T17:30:00Z');
  const agenda = Array.from({ length: 7 }, (_, index) => ({
    at: now + (index + 1) * 60 * MINUTE,
    says: `Reminder ${index + 1}`,
  }));
  const draw = ({ clock, ...more }: Partial<Omit<ClockPanelProps, 'clock'>> & { clock?: object } = {}) =>
    renderToString(
      h(ClockPanel, {
        clock: { now, moving: false, agenda, ...clock },
        zones: ['America/Toronto', 'Europe/Berlin'],
        move: () => {},
        failure: '',
        ...more,
      }),
    );
  const buttons = (html: string): string[] => html.match(/<button[^>]*>/g) ?? [];

  test('shows the time of each zone, as messages show it', () => {
    const words = draw().replace(/<[^>]*>/g, ' ');
    expect(words).toMatch(/Toronto\s+13:30\s+Thu 15 Oct 2026.*Berlin\s+19:30\s+Thu 15 Oct 2026/s);
  });

  test('tells each zone’s next change of the clocks', () => {
    expect(draw()).toContain('in 9 days: Sun 25 Oct 2026, 03:00 becomes 02:00.');
  });

  test('says where the clocks do not change', () => {
    expect(draw({ zones: ['Asia/Kolkata'] })).toContain('The clocks do not change here in the coming year.');
  });

  test('lists what falls due next, in the first zone', () => {
    expect(draw()).toMatch(/Reminder 1<.*Thu 15 Oct 2026, 14:30, in 1 hour/s);
  });

  test('lists five at most', () => {
    expect(draw().match(/aria-label="Go there: Reminder \d"/g)).toHaveLength(5);
  });

  test('says why there is no next reminder to go to', () => {
    const html = draw({ clock: { agenda: [] } });
    const [, reason] =
      /aria-disabled="true" [^>]*aria-describedby="([^"]+)"[^>]*>Next reminder/.exec(html) ?? [];
    expect(html).toContain(`<p id="${reason}">Nothing is due.`);
  });

  test('asks for the zone whose clocks change only where there are several', () => {
    expect(draw({ zones: ['Europe/Berlin', 'Asia/Kolkata'] })).not.toContain('<select');
  });

  test('asks for none of the zones whose clocks do not change', () => {
    expect(draw({ zones: ['Europe/Berlin', 'Asia/Kolkata', 'Europe/London'] })).not.toContain(
      '<option value="Asia/Kolkata"',
    );
  });

  test('names the zone of the time to go to', () => {
    expect(draw()).toContain('>Go to (time in Toronto)</label>');
  });

  test('offers no button on the way', () => {
    const all = buttons(draw({ clock: { moving: true } }));
    expect(all.filter((button) => !button.includes('aria-disabled="true"'))).toEqual([]);
  });

  test('offers every button when it stands', () => {
    const all = buttons(draw());
    expect(all.filter((button) => button.includes('aria-disabled="true"'))).toEqual([]);
  });

  test('says politely that it is on the way', () => {
    expect(draw({ clock: { moving: true } })).toMatch(/role="status">On the way…</);
  });

  test('says why the clock was not moved', () => {
    expect(draw({ failure: 'That is too far.' })).toMatch(/role="alert">That is too far\.</);
  });

  test('goes by UTC where nobody looks', () => {
    expect(draw({ zones: [] })).toContain('17:30');
  });
});
