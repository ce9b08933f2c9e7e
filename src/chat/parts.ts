import { pack } from './pages.ts';
import type { Button, Part } from './reply.ts';
import { type Inline, inlines, paragraph, text } from './text.ts';

/** Short forms of the parts that nearly every card has. */

/** A paragraph of strings (taken literally) and nodes. */
export const words = (...children: readonly (string | Inline)[]): Part => ({
  kind: 'text',
  text: [paragraph(...children)],
});

/** A line of small print. */
export const note = (...children: readonly (string | Inline)[]): Part => ({
  kind: 'note',
  text: inlines(children),
});

/** Buttons, five to a row; no part at all where there is no button. */
export const rows = (buttons: readonly Button[]): Part[] =>
  pack(buttons, () => 1, 5).map((row) => ({ kind: 'buttons', buttons: row }));

/** The buttons that turn to the page before and after, where there is one. Pages count from 0. */
export function turning(
  page: number,
  pages: number,
  turn: (to: number, label: string) => Button,
  labels: { readonly back: string; readonly on: string } = { back: 'Back', on: 'Next' },
): Button[] {
  return [
    ...(page > 0 ? [turn(page - 1, labels.back)] : []),
    ...(page + 1 < pages ? [turn(page + 1, labels.on)] : []),
  ];
}

/** A work as it is named to members. */
export interface Cited {
  readonly title: string;
  readonly from: string;
  readonly url?: string;
}

/** `Sources: “title” (from); …`, each title a link where the source has an address. */
export function sourceNote(sources: readonly Cited[], marks?: 'numbered'): Inline[] {
  const items = sources.flatMap(({ title, from, url }, index): Inline[] => {
    const name: Inline = text(`“${title}”`);
    const linked: Inline = url === undefined ? name : { kind: 'link', url, children: [name] };
    const mark = `${index > 0 ? '; ' : ''}${marks ? `[${index + 1}] ` : ''}`;
    return [...(mark === '' ? [] : [text(mark)]), linked, text(` (${from})`)];
  });
  return [text(sources.length > 1 ? 'Sources: ' : 'Source: '), ...items];
}
