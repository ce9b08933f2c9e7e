import type { APIComponentInContainer } from 'discord.js';

/** Components of a message, the container and those within others counted. */
const MAX_COMPONENTS = 40;
/** Characters of all text displays of a message together. */
const MAX_TEXT = 4_000;
/** Bytes of the same (UTF-8), each display counting 12 more; github.com/discord/discord-api-docs/issues/8554 */
const MAX_BYTES = 10_170;
const DISPLAY_BYTES = 12;

/** A text display before it is sent; it can be had shorter. */
export interface Words {
  readonly kind: 'words';
  readonly text: string;
  /** How many characters there are to cut from, without markup. */
  size(): number;
  /** As much as `room` characters, without markup, say. */
  cut(room: number): string;
}

export type Section =
  | Words
  | { readonly kind: 'divider' | 'picture' | 'file'; readonly component: APIComponentInContainer }
  | { readonly kind: 'controls'; readonly component: APIComponentInContainer; readonly count: number };

/** As much of a card as one message can hold: the title, the first text, the controls and files go before all else. */
export function fit(given: readonly Section[]): Section[] {
  const sections = withoutLooseDividers(given);
  return fitText(count(sections) < MAX_COMPONENTS ? sections : fitCount(sections));
}

/** Dividers part something: none stands first, last or twice. */
const withoutLooseDividers = (sections: readonly Section[]): Section[] =>
  sections.filter((section, index) => {
    if (section.kind !== 'divider') return true;
    const later = sections.slice(index + 1).some(({ kind }) => kind !== 'divider');
    return index > 0 && later && sections[index - 1]?.kind !== 'divider';
  });

const count = (sections: readonly Section[]): number =>
  sections.reduce((sum, section) => sum + (section.kind === 'controls' ? 1 + section.count : 1), 0);

function fitCount(sections: readonly Section[]): Section[] {
  const kept: Section[] = [];
  for (const section of sections) {
    const last = kept.at(-1);
    if (section.kind === 'divider') continue;
    if (section.kind === 'words' && last?.kind === 'words') kept[kept.length - 1] = merged(last, section);
    else kept.push(section);
  }
  const before = kept.length;
  while (count(kept) >= MAX_COMPONENTS) {
    const last = kept.findLastIndex(({ kind }, index) => kind !== 'controls' && kind !== 'file' && index > 0);
    kept.splice(last < 0 ? kept.length - 1 : last, 1);
  }
  const words = kept.findLastIndex(({ kind }) => kind === 'words');
  const last = kept[words];
  if (kept.length < before && last?.kind === 'words') kept[words] = merged(last, ELLIPSIS);
  return kept;
}

const ELLIPSIS: Words = { kind: 'words', text: '…', size: () => 1, cut: () => '…' };

const merged = (first: Words, second: Words): Words => ({
  kind: 'words',
  text: `${first.text}\n${second.text}`,
  size: () => first.size() + second.size(),
  cut(room) {
    const left = room - first.size();
    return left <= 0 ? first.cut(room) : `${first.text}\n${second.cut(left)}`.trim();
  },
});

/** What a text takes of the 4,000: its characters, or its share of the bytes where that is more. */
const cost = (text: string): number =>
  Math.max(text.length, Math.ceil(((Buffer.byteLength(text) + DISPLAY_BYTES) * MAX_TEXT) / MAX_BYTES));

/** Where the texts are too long together, the longest are cut to one length. */
function fitText(sections: Section[]): Section[] {
  if (surelyFits(sections)) return sections;
  const costs = sections.map((section) => (section.kind === 'words' ? cost(section.text) : 0));
  if (costs.reduce((sum, each) => sum + each, 0) <= MAX_TEXT) return sections;
  const most = longestAllowed(costs.filter((each) => each > 0));
  return sections.flatMap((section, index): Section[] => {
    if (section.kind !== 'words' || (costs[index] ?? 0) <= most) return [section];
    const text = longestWithin(section, most);
    return text === '' ? [] : [{ ...section, text }];
  });
}

/** Few messages come near the limits: even if each character took three bytes, most fit. */
function surelyFits(sections: readonly Section[]): boolean {
  let bytes = 0;
  for (const section of sections)
    if (section.kind === 'words') bytes += section.text.length * 3 + DISPLAY_BYTES;
  return bytes <= MAX_BYTES;
}

function longestAllowed(costs: number[]): number {
  let left = MAX_TEXT;
  for (const [index, each] of costs.sort((a, b) => a - b).entries()) {
    const share = Math.floor(left / (costs.length - index));
    if (each > share) return share;
    left -= each;
  }
  return MAX_TEXT;
}

/** The longest cut whose markup still fits, found by halving. */
function longestWithin(words: Words, most: number): string {
  let [low, high, best] = [1, words.size(), ''];
  while (low <= high) {
    const room = (low + high) >> 1;
    const text = words.cut(room);
    if (cost(text) <= most) {
      best = text;
      low = room + 1;
    } else high = room - 1;
  }
  return best;
}
