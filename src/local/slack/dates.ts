/** Slack's date formats, shown in the viewer's zone. */
import { clockText, dateText, relativeText } from '../shared/times.ts';

const DATE_TOKENS = [
  ...['date', 'date_num', 'date_slash', 'date_long', 'date_long_full', 'date_long_pretty'],
  ...['date_pretty', 'date_short', 'date_short_pretty', 'day_divider_pretty'],
];
const TIME_TOKENS = ['time', 'time_secs'];
const KNOWN = new Set([...DATE_TOKENS, ...TIME_TOKENS, 'ago']);

/** Why Slack would refuse a date's format; null where it is good. */
export function unknownTokens(format: string): string | null {
  const tokens = [...format.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]!);
  if (tokens.length === 0) return 'must contain at least one date token';
  const unknown = tokens.find((token) => !KNOWN.has(token));
  return unknown === undefined ? null : `unsupported date token: ${unknown}`;
}

const group = (tokens: readonly string[]): string => `\\{(?:${tokens.join('|')})\\}`;
const FULL = new RegExp(`${group(DATE_TOKENS)}(?:,? at |,? )${group(TIME_TOKENS)}`, 'g');
const DATE = new RegExp(group(DATE_TOKENS), 'g');
const TIME = new RegExp(group(TIME_TOKENS), 'g');

/** The pretty ones say yesterday, today or tomorrow where that is so: https://docs.slack.dev/messaging/formatting-message-text/#date-formatting */
function dayText(token: string, ms: number, zone: string, now: number): string {
  const near = [
    ['yesterday', -1],
    ['today', 0],
    ['tomorrow', 1],
  ] as const;
  const day = dateText(ms, zone);
  // Midnight of today's date, as if it were UTC's: there no day is shorter than another.
  const today = Date.parse(`${dateText(now, zone)} UTC`);
  const [word] = near.find(([, days]) => dateText(today + days * 86_400_000, 'UTC') === day) ?? [];
  return word !== undefined && token.includes('pretty') ? word : day;
}

/** A format with its tokens replaced; `seconds` is a Unix time. One notation stands for all of Slack's. */
export function showDate(seconds: number, format: string, zone: string, now: number): string {
  const ms = seconds * 1000;
  return format
    .replace(FULL, (tokens) => `${dayText(tokens, ms, zone, now)}, ${clockText(ms, zone)}`)
    .replace(DATE, (token) => dayText(token, ms, zone, now))
    .replace(TIME, () => clockText(ms, zone))
    .replaceAll('{ago}', () => relativeText(ms, now));
}
