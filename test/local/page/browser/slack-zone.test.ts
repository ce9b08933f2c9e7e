import { expect, test } from 'vitest';
import { unixTime, wallTime } from '../../../../src/local/page/browser/slack-zone.ts';

const seconds = (iso: string): number => Date.parse(iso) / 1000;

test.each([
  ['2026-07-01T10:00', 'Europe/Berlin', '2026-07-01T08:00:00Z'],
  ['2026-12-01T10:00', 'Europe/Berlin', '2026-12-01T09:00:00Z'],
  ['2026-12-01T00:30', 'Asia/Kolkata', '2026-11-30T19:00:00Z'],
  ['2026-03-28T23:59', 'America/New_York', '2026-03-29T03:59:00Z'],
])('%s in %s is the same moment in both directions', (wall, zone, iso) => {
  expect([unixTime(wall, zone), wallTime(seconds(iso), zone)]).toEqual([seconds(iso), wall]);
});

test('a time that summer time leaves out is taken an hour later', () => {
  expect(wallTime(unixTime('2026-03-29T02:30', 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-03-29T03:30');
});

test('of a time that comes twice one of both is taken', () => {
  expect(wallTime(unixTime('2026-10-25T02:30', 'Europe/Berlin'), 'Europe/Berlin')).toBe('2026-10-25T02:30');
});
