import { h, type JSX } from 'preact';
import { useEffect } from 'preact/hooks';

/** One line of a list of suggestions. */
export interface Suggestion {
  /** Tells it from the others of its list. */
  id: string;
  label: string;
  /** Stands behind the label, such as Slack's usage hint. */
  hint?: string;
  /** Stands below the label; '' for nothing. */
  detail: string;
}

/** How a list of suggestions stands. */
export interface ListState {
  open: boolean;
  /** Which one was gone to with the arrow keys, by id: the list may change under one's hands. */
  chosen: string | null;
  /** The first stands out as long as none was gone to. */
  eager: boolean;
}

export const CLOSED: ListState = { open: false, chosen: null, eager: false };

/** The place of the suggestion that stands out; -1 for none. */
export function activeIndex(state: ListState, items: readonly Suggestion[]): number {
  if (!state.open) return -1;
  if (state.chosen !== null) return items.findIndex(({ id }) => id === state.chosen);
  return state.eager && items.length > 0 ? 0 : -1;
}

/** What a key does to the list: it stands otherwise, one of it is picked, or (null) the key is not the list's. */
export type ListMove = { state: ListState; pick?: number };

export function moveOf(key: string, state: ListState, items: readonly Suggestion[]): ListMove | null {
  const active = activeIndex(state, items);
  switch (key) {
    case 'ArrowDown':
      return items.length === 0 ? null : gone(state, items, (active + 1) % items.length);
    case 'ArrowUp':
      // In a closed list this key belongs to the line before.
      if (!state.open || items.length === 0) return null;
      return gone(state, items, active <= 0 ? items.length - 1 : active - 1);
    case 'Enter':
    case 'Tab':
      return active < 0 ? null : { state: CLOSED, pick: active };
    case 'Escape':
      return state.open && items.length > 0 ? { state: CLOSED } : null;
    default:
      return null;
  }
}

const gone = (state: ListState, items: readonly Suggestion[], index: number): ListMove => ({
  state: { ...state, open: true, chosen: items[index]!.id },
});

/** Those that begin with what was typed, then those that contain it, each in their order. */
export function matching<T>(items: readonly T[], typed: string, names: (item: T) => readonly string[]): T[] {
  const sought = typed.toLowerCase();
  const rank = (item: T): number =>
    Math.min(
      ...names(item).map((name) => {
        const at = name.toLowerCase().indexOf(sought);
        return at > 0 ? 1 : at === 0 ? 0 : 2;
      }),
    );
  const ranked = items.map((item) => ({ item, rank: rank(item) })).filter((each) => each.rank < 2);
  return ranked.sort((one, other) => one.rank - other.rank).map(({ item }) => item);
}

/** What a screen reader is told when the list changes. */
export function countSaid(count: number): string {
  if (count === 0) return 'No suggestions';
  return count === 1 ? '1 suggestion' : `${count} suggestions`;
}

export const suggestionId = (list: string, index: number): string => `${list}-${index}`;

export interface SuggestionsProps {
  id: string;
  /** What the list holds: `Commands`. */
  label: string;
  items: readonly Suggestion[];
  active: number;
  open: boolean;
  onPick(index: number): void;
}

/** The list above a composer; it stays in the document while closed, so that an input can always refer to it. */
export function Suggestions({ id, label, items, active, open, onPick }: SuggestionsProps): JSX.Element {
  useEffect(() => {
    if (open && active >= 0)
      document.getElementById(suggestionId(id, active))?.scrollIntoView({ block: 'nearest' });
  }, [id, open, active]);
  const lines = open ? items : [];
  return h(
    'ul',
    {
      id,
      class: 'c-list',
      role: 'listbox',
      'aria-label': label,
      hidden: lines.length === 0,
      // The input keeps the focus while one clicks, taps or scrolls here.
      onMouseDown: (event: Event) => event.preventDefault(),
    },
    lines.map((item, index) =>
      h(
        'li',
        {
          key: item.id,
          id: suggestionId(id, index),
          class: 'c-suggestion',
          role: 'option',
          'aria-selected': index === active,
          onClick: () => onPick(index),
        },
        h(
          'span',
          { class: 'c-suggestion-head' },
          h('span', { class: 'c-suggestion-label' }, item.label),
          item.hint ? h('span', { class: 'c-suggestion-hint' }, ' ', item.hint) : null,
        ),
        item.detail === '' ? null : h('span', { class: 'c-suggestion-detail' }, item.detail),
      ),
    ),
  );
}
