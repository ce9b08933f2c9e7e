/** Elements for which the app suggests while one types. */
import { h, type JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { text } from '../../shared/json.ts';
import type { Choice } from './props.ts';
import { attributesOf, type EntryProps, useDraft } from './slack-entry.ts';
import { keepFocus } from './slack-popup.ts';
import { choicesOf, isSeveral, nameOf } from './slack-values.ts';

/** Slack's own, where the element does not say. */
const LEAST_TYPED = 3;

interface Found {
  state: 'closed' | 'asking' | 'here';
  choices: readonly Choice[];
}

const CLOSED: Found = { state: 'closed', choices: [] };

/** What the app suggests for what is typed; of several answers under way only the last one counts. */
function useSuggestions({ element, setting }: EntryProps) {
  const [found, setFound] = useState(CLOSED);
  const asked = useRef(0);
  const least = Number(element.min_query_length ?? LEAST_TYPED);
  return {
    found,
    close(): void {
      asked.current += 1;
      setFound(CLOSED);
    },
    async ask(typed: string): Promise<void> {
      asked.current += 1;
      const mine = asked.current;
      if (typed.length < least) return setFound(CLOSED);
      setFound(({ choices }) => ({ state: 'asking', choices }));
      const choices = await setting.suggest(text(element.action_id), typed).catch(() => []);
      if (mine === asked.current) setFound({ state: 'here', choices });
    },
  };
}

interface BoxProps {
  props: EntryProps;
  /** What stands in it while nothing is typed. */
  rest: string;
  pick(choice: Choice): void;
}

/** The field and the list beneath it. */
function SuggestBox({ props, rest, pick }: BoxProps): JSX.Element {
  const { element } = props;
  const { found, ask, close } = useSuggestions(props);
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const listId = `${props.id}-list`;
  const open = found.state !== 'closed';
  const here = found.choices[Math.min(at, found.choices.length - 1)];
  const type = (value: string): void => {
    setTyped(value);
    setAt(0);
    void ask(value);
  };
  const leave = (): void => {
    setTyped(null);
    close();
  };
  const take = (choice: Choice): void => {
    leave();
    pick(choice);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && open && found.choices.length > 0)
      setAt((at + step + found.choices.length) % found.choices.length);
    else if (step !== 0) void ask(typed ?? '');
    else if (event.key === 'Enter' && open && here) take(here);
    else if (event.key === 'Escape' && (open || typed !== null)) leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const none = found.state === 'asking' ? 'Searching…' : 'Nothing found';
  return h('div', { class: 's-popup', onFocusOut: leave }, [
    h('input', {
      ...attributesOf(props),
      ...{ type: 'text', class: 's-typed s-search', autocomplete: 'off', role: 'combobox' },
      ...{ 'aria-expanded': open, 'aria-autocomplete': 'list', 'aria-controls': listId },
      ...(open && here && { 'aria-activedescendant': `${listId}-${found.choices.indexOf(here)}` }),
      placeholder: nameOf(element),
      value: typed ?? rest,
      onInput: (event: Event & { currentTarget: HTMLInputElement }) => type(event.currentTarget.value),
      onFocus: () => void ask(''),
      onClick: () => {
        if (!open) void ask(typed ?? '');
      },
      onKeyDown,
    }),
    h(
      'div',
      {
        ...{ class: 's-choices', id: listId, role: 'listbox', 'aria-label': nameOf(element) },
        ...{ hidden: !open, onMouseDown: keepFocus },
      },
      found.choices.length === 0
        ? h('div', { class: 's-none', role: 'option', 'aria-disabled': true }, none)
        : found.choices.map((choice, index) =>
            h(
              'div',
              {
                ...{ role: 'option', id: `${listId}-${index}`, class: 's-choice' },
                ...{ 'aria-selected': choice === here, onClick: () => take(choice) },
              },
              choice.label,
            ),
          ),
    ),
  ]);
}

/** One or several of what the app suggests. */
export function SuggestEntry(props: EntryProps): JSX.Element {
  const { element, setting } = props;
  const [picked, setPicked] = useState<readonly Choice[]>([]);
  const draft = useDraft(props);
  const known = [...picked, ...choicesOf(element, setting.viewer).flatMap(({ choices }) => choices)];
  const labelOf = (value: string): string => known.find((each) => each.value === value)?.label ?? value;
  if (!isSeveral(element)) {
    const [value] = props.values;
    const pick = (choice: Choice): void => {
      setPicked([choice]);
      props.change([choice.value]);
    };
    return h(SuggestBox, { props, rest: value === undefined ? '' : labelOf(value), pick });
  }
  const most = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const { values } = draft;
  return h('div', { class: 's-entry' }, [
    h(
      'div',
      { class: 's-chips' },
      values.map((value) =>
        h(
          'button',
          {
            ...{ key: value, type: 'button', class: 's-chip', disabled: props.disabled },
            'aria-label': `Remove ${labelOf(value)}`,
            onClick: () => draft.write(values.filter((each) => each !== value)),
          },
          [labelOf(value), h('span', { 'aria-hidden': true }, ' ×')],
        ),
      ),
    ),
    h(SuggestBox, {
      props: { ...props, disabled: props.disabled || values.length >= most },
      rest: '',
      pick: (choice) => {
        setPicked([...picked, choice]);
        draft.write([...new Set([...values, choice.value])]);
      },
    }),
    draft.pending
      ? h(
          'button',
          { type: 'button', class: 's-button', disabled: props.disabled, onClick: draft.settle },
          'Done',
        )
      : null,
  ]);
}
