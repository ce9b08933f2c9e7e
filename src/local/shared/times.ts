/** Times as a reader sees them: English words, the reader's own zone. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format in a zone; '' for the machine's own. Kept, since to make one takes some fifty times as long as to use it. */
export function formatIn(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', { ...(zone && { timeZone: zone }), ...options });
  formats.set(key, format);
  return format;
}

const part = (ms: number, zone: string, options: Intl.DateTimeFormatOptions): string =>
  formatIn(zone, options).format(ms);

/** `Thu 26 Nov 2026` */
export const dateText = (ms: number, zone: string): string =>
  `${part(ms, zone, { weekday: 'short' })} ${part(ms, zone, { day: 'numeric' })} ${part(ms, zone, { month: 'short' }).slice(0, 3)} ${part(ms, zone, { year: 'numeric' })}`;

/** `19:00` */
export const clockText = (ms: number, zone: string): string =>
  part(ms, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** `Thu 26 Nov 2026, 19:00` */
export const fullText = (ms: number, zone: string): string => `${dateText(ms, zone)}, ${clockText(ms, zone)}`;

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `in 3 days`, `2 hours ago` */
export function relativeText(ms: number, now: number): string {
  const seconds = Math.round((ms - now) / 1000);
  const [unit, size] = UNITS.find(([, each]) => Math.abs(seconds) >= each) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat('en-GB').format(Math.round(seconds / size), unit);
}
