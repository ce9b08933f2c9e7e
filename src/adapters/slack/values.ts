import type { PlainTextElement } from '@slack/types';
import { cleanLine, shorten } from '../../chat/clean.ts';
import type { Inline, TimeStyle } from '../../chat/text.ts';

/** Slack's object of plain text on one line; `:names:` in it stay as typed. Undefined where nothing is left. */
export function plainText(value: string, max: number): PlainTextElement | undefined {
  const text = shorten(cleanLine(value), max);
  return text === '' ? undefined : { type: 'plain_text', text, emoji: false };
}

/** An address that may be linked: http or https, and nothing that could end a link early. */
export function safeUrl(value: string, max = 2_000): string | undefined {
  if (!URL.canParse(value)) return undefined;
  const { protocol, hostname, href } = new URL(value);
  if ((protocol !== 'https:' && protocol !== 'http:') || hostname === '') return undefined;
  const url = /^[!-~]+$/.test(value) ? value : href;
  const safe = url.replace(/[<>|"`\\^{}]/g, (sign) => encodeURIComponent(sign));
  return safe.length <= max ? safe : undefined;
}

// Slack's own relative format is made for the past ("3 minutes ago"); this one says "tomorrow", else the date.
const FORMATS: Readonly<Record<TimeStyle, string>> = {
  full: '{date_long}, {time}',
  date: '{date_long}',
  time: '{time}',
  relative: '{date_short_pretty}',
};

export const dateFormat = (style: TimeStyle): string => FORMATS[style];

/** A moment in UTC for a client that cannot show the reader's own zone; undefined where there is no such moment. */
export function momentFallback(node: Extract<Inline, { kind: 'time' }>): string | undefined {
  const seconds = Math.floor(node.at);
  // 9999-12-31; Slack takes no negative timestamps.
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > 253_402_300_799) return undefined;
  const [date = '', time = ''] = new Date(seconds * 1000).toISOString().split('T');
  if (node.style === 'date') return date;
  return node.style === 'time' ? `${time.slice(0, 5)} UTC` : `${date} ${time.slice(0, 5)} UTC`;
}
