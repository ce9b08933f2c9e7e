import { h, type JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Viewer } from './props.ts';
import { type Complete, Completing, type Completion } from './typed-completion.ts';
import { TypedField } from './typed-field.ts';
import { type Field, fitting, isNamed, type Pick, picksOf } from './typed-values.ts';

export interface TypedOptionProps {
  id: string;
  field: Field;
  viewer: Viewer;
  /** Where the problem stands that keeps it from being sent; '' where there is none. */
  problemId: string;
  /** What the option is for stands there. */
  hintId: string;
  complete: Complete;
  onText(text: string): void;
  onPick(pick: Pick): void;
  onKey(event: KeyboardEvent): void;
  onFocus(): void;
}

const NONE: Completion = { picks: [], says: '' };

/** One option of a command: its name, and the input for its value. */
export function TypedOption(props: TypedOptionProps): JSX.Element {
  const { id, field, viewer, problemId } = props;
  const { option, text, value } = field;
  const fixed = picksOf(option, viewer);
  const suggested = useSuggested(props, fixed === null && option.suggests);
  // What was picked does not narrow the list: one may want another.
  const items = fixed ? (value === undefined ? fitting(fixed, text) : fixed) : suggested.picks;
  return h(
    'span',
    { class: problemId === '' ? 'c-option' : 'c-option c-option-wrong' },
    h('label', { class: 'c-option-name', for: id }, option.name),
    h(TypedField, {
      id,
      text,
      items,
      listLabel: fixed || option.suggests ? `Values of ${option.name}` : '',
      eager: fixed !== null,
      tabStays: false,
      inviting: true,
      emptySays: fixed ? 'Nothing in the list fits' : suggested.says,
      describedBy: [props.hintId, problemId].join(' ').trim(),
      required: option.required,
      invalid: problemId !== '',
      onText: props.onText,
      onPick: (index) => {
        const picked = items[index];
        if (picked) props.onPick(picked);
      },
      isWhole: (index) => items[index] !== undefined && isNamed(items[index], text),
      onKey: props.onKey,
      onFocus: () => {
        props.onFocus();
        suggested.setHere(true);
      },
      onBlur: () => suggested.setHere(false),
    }),
  );
}

/** What the app suggests for the text of an option, asked while one is in its input. */
function useSuggested({ field, complete }: TypedOptionProps, asks: boolean) {
  const [{ picks, says }, show] = useState(NONE);
  const [here, setHere] = useState(false);
  const completing = useRef<Completing | null>(null);
  completing.current ??= new Completing(show);
  // The question is asked with what stands in the other options by then.
  const question = useRef(complete);
  question.current = complete;
  const { text, value } = field;
  useEffect(() => {
    if (asks && here && value === undefined) completing.current?.ask(() => question.current());
    return () => completing.current?.stop();
  }, [asks, here, text, value]);
  return { picks, says, setHere };
}
