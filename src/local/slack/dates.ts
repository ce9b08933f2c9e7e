/** Slack's date formats, shown in the viewer's zone. */
import { clockText, dateText, fullText, relativeText } from '../shared/times.ts';

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

/** A format with its tokens replaced; `seconds` is a Unix time. One notation stands for all of Slack's. */
export function showDate(seconds: number, format: string, zone: string, now: number): string {
  const ms = seconds * 1000;
  return format
    .replace(FULL, () => fullText(ms, zone))
    .replace(DATE, () => dateText(ms, zone))
    .replace(TIME, () => clockText(ms, zone))
    .replaceAll('{ago}', () => relativeText(ms, now));
}
