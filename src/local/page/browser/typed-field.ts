import { h, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import {
  activeIndex,
  CLOSED,
  countSaid,
  type ListMove,
  type ListState,
  moveOf,
  type Suggestion,
  Suggestions,
  suggestionId,
} from './suggestions.ts';

export interface TypedFieldProps {
  id: string;
  text: string;
  items: readonly Suggestion[];
  /** What the list holds: `Commands`; '' for an input that has none. */
  listLabel: string;
  /** While one types the first suggestion stands out, and Enter takes it. */
  eager: boolean;
  /** Tab picks and stays; otherwise it picks and goes on to what comes next. */
  tabStays: boolean;
  /** The list opens as soon as one comes to the empty input. */
  inviting: boolean;
  /** Said where the open list is empty; '' for nothing. */
  emptySays: string;
  placeholder?: string;
  describedBy?: string;
  required?: boolean;
  invalid?: boolean;
  readOnly?: boolean;
  onText(text: string): void;
  onPick(index: number): void;
  /** What was typed is this suggestion already: there is nothing to pick, and Enter goes on. */
  isWhole?(index: number): boolean;
  /** A key that the list has no use for. */
  onKey(event: KeyboardEvent): void;
  onFocus?(): void;
  onBlur?(): void;
}

/** An input with suggestions: a combobox whose focus never leaves the input. Its label is its owner's. */
export function TypedField(props: TypedFieldProps): JSX.Element {
  const { id, text, items, listLabel, emptySays } = props;
  const [list, setList] = useState<ListState>(CLOSED);
  const listId = `${id}-list`;
  const active = activeIndex(list, items);
  const shown = list.open && items.length > 0;
  const silent = list.open && items.length === 0 && emptySays !== '';

  const pick = (index: number): void => {
    setList(CLOSED);
    props.onPick(index);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // An input method or a shortcut of the browser has it.
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const unsaid: ListMove | null = silent && event.key === 'Escape' ? { state: CLOSED } : null;
    const move = unsaid ?? (listLabel === '' ? null : moveOf(event.key, list, items));
    const whole = event.key === 'Enter' && move?.pick !== undefined && props.isWhole?.(move.pick);
    if (!move || whole) {
      if (move) setList(move.state);
      props.onKey(event);
      return;
    }
    event.stopPropagation();
    if (event.key !== 'Tab' || props.tabStays) event.preventDefault();
    if (move.pick === undefined) setList(move.state);
    else pick(move.pick);
  };

  const combobox = {
    role: 'combobox' as const,
    'aria-expanded': shown,
    'aria-controls': listId,
    'aria-autocomplete': 'list' as const,
    'aria-haspopup': 'listbox' as const,
    ...(active >= 0 ? { 'aria-activedescendant': suggestionId(listId, active) } : {}),
  };
  return h(
    'span',
    { class: 'c-field' },
    h('input', {
      id,
      class: 'c-input',
      type: 'text',
      value: text,
      autocomplete: 'off',
      enterKeyHint: 'send',
      spellcheck: false,
      ...(listLabel === '' ? {} : combobox),
      ...(props.placeholder ? { placeholder: props.placeholder } : {}),
      ...(props.describedBy ? { 'aria-describedby': props.describedBy } : {}),
      ...(props.required ? { 'aria-required': true } : {}),
      ...(props.invalid ? { 'aria-invalid': true } : {}),
      ...(props.readOnly ? { readOnly: true } : {}),
      onInput: (event: Event) => {
        setList({ open: true, chosen: null, eager: props.eager });
        props.onText((event.currentTarget as HTMLInputElement).value);
      },
      onKeyDown,
      onFocus: () => {
        if (props.inviting && text === '') setList({ open: true, chosen: null, eager: false });
        props.onFocus?.();
      },
      onBlur: () => {
        setList(CLOSED);
        props.onBlur?.();
      },
    }),
    listLabel === ''
      ? null
      : h(Suggestions, { id: listId, label: listLabel, items, active, open: shown, onPick: pick }),
    silent ? h('span', { class: 'c-list c-list-empty', 'aria-hidden': true }, emptySays) : null,
    h(
      'span',
      { class: 'c-quiet', role: 'status' },
      shown ? countSaid(items.length) : silent ? emptySays : '',
    ),
  );
}
