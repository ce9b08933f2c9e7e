/** What a payload does in a real client beyond being read. */
import { type Fields, fields, rows, text } from '../shared/json.ts';
import { layout } from './layout.ts';
import { mrkdwn } from './mrkdwn.ts';
import { inlineText, type Viewer } from './reading.ts';
import type { Inline, Shown } from './shown.ts';

export interface Effects {
  /** Whom it pings: `@here`, `@channel`, `@everyone`, `<@user>`, `<!subteam^group>`. */
  pings: string[];
  /** Addresses that can be clicked: in the text, and on link buttons. */
  links: string[];
  /** The words that stand in any formatting: styles, headings, lists, quotes, code. */
  formatted: string[];
}

const NOBODY: Viewer = { timeZone: 'UTC', now: 0, names: {} };
const said = (parts: readonly Inline[]): string => parts.map((part) => inlineText(part, NOBODY)).join('');

function within(parts: readonly Inline[], found: Effects): void {
  for (const part of parts) {
    if (part.kind === 'link') found.links.push(part.url);
    if (part.kind === 'date' && part.url) found.links.push(part.url);
    if (part.kind === 'user') found.pings.push(`<@${part.id}>`);
    if (part.kind === 'group') found.pings.push(`<!subteam^${part.id}>`);
    if (part.kind === 'broadcast') found.pings.push(`@${part.range}`);
    if (part.kind !== 'styled') continue;
    found.formatted.push(said(part.parts));
    within(part.parts, found);
  }
}

function gather(shown: readonly Shown[], found: Effects): void {
  for (const each of shown) {
    if (each.kind === 'controls') {
      found.links.push(...each.elements.map(({ url }) => text(url)).filter((url) => url !== ''));
      continue;
    }
    if (each.kind !== 'line') found.formatted.push(said(each.parts));
    within(each.parts, found);
  }
}

/** What would ping, be clickable, or be formatted when a client shows a payload. */
export function effects(payload: unknown): Effects {
  const found: Effects = { pings: [], links: [], formatted: [] };
  const whole: Fields = fields(payload);
  gather(layout(whole), found);
  // Text beside blocks is not drawn, but it is what a notification says, and it pings.
  if (rows(whole.blocks).length > 0 && typeof whole.text === 'string') {
    const hidden: Effects = { pings: [], links: [], formatted: [] };
    gather(mrkdwn(text(whole.text), { urls: false, mentions: false }), hidden);
    found.pings.push(...hidden.pings);
  }
  return found;
}
