import { formatIn } from '../../shared/times.ts';

/** Moments in a zone, as a browser's own field for date and time writes them. */

/** How far the zone's clocks are ahead of UTC at an instant; ms. */
function ahead(ms: number, zone: string): number {
  const parts = formatIn(zone, {
    hourCycle: 'h23',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
  }).formatToParts(ms);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return shown - Math.floor(ms / 1000) * 1000;
}

/** `2026-11-26T19:00` for a Unix time. */
export const wallTime = (seconds: number, zone: string): string =>
  new Date(seconds * 1000 + ahead(seconds * 1000, zone)).toISOString().slice(0, 16);

/** The Unix time of `2026-11-26T19:00`; in the hour that summer time leaves out, an hour later. */
export function unixTime(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  const before = asUtc - ahead(asUtc, zone);
  const found = asUtc - ahead(before, zone);
  return (found + ahead(found, zone) === asUtc ? found : Math.max(before, found)) / 1000;
}
