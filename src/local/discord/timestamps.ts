import { clockText, dateText, fullText, relativeText } from '../shared/times.ts';

/** A `<t:…>` in one of Discord's styles, for a reader in this zone at this time. */
export function timestampText(ms: number, style: string, zone: string, now: number): string {
  if (style === 'R') return relativeText(ms, now);
  if (style === 't' || style === 'T') return clockText(ms, zone);
  return style === 'd' || style === 'D' ? dateText(ms, zone) : fullText(ms, zone);
}
