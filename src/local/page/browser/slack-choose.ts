/** Elements in which one chooses among what is offered: menus of one or several, radio buttons, checkboxes. */
import { h, type JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { allOptions } from '../../slack/shapes-text.ts';
import { attributesOf, type EntryProps, groupAttributesOf, useDraft } from './slack-entry.ts';
import { keepFocus, leaves } from './slack-popup.ts';
import { textObject } from './slack-text.ts';
import { type ChoiceGroup, choicesOf, isSeveral, nameOf, type ShownChoice } from './slack-values.ts';

const optionWords = ({ label, description }: ShownChoice): string =>
  description ? `${label} (${description})` : label;

/** Opens the list where a key would otherwise choose at once, unseen. */
function openInstead(event: KeyboardEvent & { currentTarget: HTMLSelectElement }): void {
  const chooses = /^(Arrow|Home|End|Page)/.test(event.key) || (event.key.length === 1 && event.key !== ' ');
  const select = event.currentTarget;
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!chooses || !isPlain || !CSS.supports('selector(:open)') || select.matches(':open')) return;
  event.preventDefault();
  select.showPicker();
}

/** A menu of which one is chosen. */
export function SelectEntry(props: EntryProps): JSX.Element {
  const { element, values, change, setting, eager } = props;
  const option = (choice: ShownChoice): JSX.Element =>
    h('option', { key: choice.value, value: choice.value }, optionWords(choice));
  const group = ({ label, choices }: ChoiceGroup): JSX.Element | JSX.Element[] =>
    label ? h('optgroup', { label }, choices.map(option)) : choices.map(option);
  return h(
    'select',
    {
      ...attributesOf(props),
      class: 's-select',
      value: values[0] ?? '',
      onChange: (event: Event & { currentTarget: HTMLSelectElement }) => {
        const chosen = event.currentTarget.value;
        // What the app does not take stays as it was, until it is redrawn.
        event.currentTarget.value = values[0] ?? '';
        change(chosen === '' ? [] : [chosen]);
      },
      ...(eager ? {} : { onKeyDown: openInstead }),
    },
    [
      h('option', { value: '', disabled: !eager || props.required }, nameOf(element)),
      choicesOf(element, setting.viewer).map(group),
    ],
  );
}

interface TickProps {
  props: EntryProps;
  choice: ShownChoice;
  ticked: boolean;
  disabled?: boolean;
  toggle(): void;
}

/** One checkbox or radio button with its words. */
function Tick({ props, choice, ticked, disabled, toggle }: TickProps): JSX.Element {
  const { element, setting } = props;
  const one = !isSeveral(element);
  const option = allOptions(element).find(({ value }) => value === choice.value);
  return h('label', { class: 's-tick' }, [
    h('input', {
      ...{ type: one ? 'radio' : 'checkbox', value: choice.value, checked: ticked, onChange: toggle },
      ...{ disabled: props.disabled || disabled === true },
      ...(one && { name: props.id }),
      ...(props.invalid && { 'aria-invalid': true }),
    }),
    h('span', { class: 's-tick-words' }, [
      option ? textObject(option.text, setting.viewer) : choice.label,
      option?.description !== undefined
        ? h('small', null, textObject(option.description, setting.viewer))
        : null,
    ]),
  ]);
}

const toggled = (values: readonly string[], value: string): string[] =>
  values.includes(value) ? values.filter((each) => each !== value) : [...values, value];

/** All choices beneath one another: radio buttons, or checkboxes. */
export function ListEntry(props: EntryProps): JSX.Element {
  const { element, values, change, setting } = props;
  const several = isSeveral(element);
  return h(
    'div',
    { ...groupAttributesOf(props), role: several ? 'group' : 'radiogroup', class: 's-ticks' },
    choicesOf(element, setting.viewer).flatMap(({ choices }) =>
      choices.map((choice) =>
        h(Tick, {
          ...{ key: choice.value, props, choice, ticked: values.includes(choice.value) },
          toggle: () => change(several ? toggled(values, choice.value) : [choice.value]),
        }),
      ),
    ),
  );
}

/** A menu of which several are chosen: a button says which, and opens checkboxes. */
export function SeveralEntry(props: EntryProps): JSX.Element {
  const { element, setting } = props;
  const draft = useDraft(props);
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const groups = choicesOf(element, setting.viewer);
  const all = groups.flatMap(({ choices }) => choices);
  const chosen = all.filter(({ value }) => draft.values.includes(value)).map(({ label }) => label);
  const most = Number(element.max_selected_items ?? Number.POSITIVE_INFINITY);
  const close = (settle: boolean): void => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
    if (settle) draft.settle();
    else draft.drop();
  };
  const words = chosen.join(', ') || nameOf(element);
  const group = ({ label, choices }: ChoiceGroup): JSX.Element[] => [
    ...(label ? [h('div', { class: 's-group' }, label)] : []),
    ...choices.map((choice) => {
      const ticked = draft.values.includes(choice.value);
      return h(Tick, {
        ...{ key: choice.value, props, choice, ticked },
        disabled: !ticked && draft.values.length >= most,
        toggle: () => draft.write(toggled(draft.values, choice.value)),
      });
    }),
  ];
  return h(
    'div',
    {
      class: 's-popup',
      ref: root,
      onKeyDown: (event: KeyboardEvent) => {
        if (!open || event.key !== 'Escape') return;
        event.stopPropagation();
        close(false);
      },
      onFocusOut: (event: FocusEvent & { currentTarget: HTMLElement }) => {
        if (!open || !leaves(event)) return;
        setOpen(false);
        draft.drop();
      },
    },
    [
      h(
        'button',
        {
          ...{ type: 'button', class: 's-select s-several', id: props.id, disabled: props.disabled },
          ...{ 'aria-expanded': open, ...(props.describedBy && { 'aria-describedby': props.describedBy }) },
          ...(props.label
            ? { 'aria-label': `${props.label}: ${chosen.join(', ') || 'nothing chosen'}` }
            : { 'aria-labelledby': `${props.id}-label ${props.id}` }),
          onClick: () => (open ? close(false) : setOpen(true)),
        },
        words,
      ),
      open
        ? h(
            'div',
            { class: 's-choices', role: 'group', 'aria-label': nameOf(element), onMouseDown: keepFocus },
            [
              ...groups.flatMap(group),
              h(
                'button',
                {
                  type: 'button',
                  class: 's-button s-primary',
                  disabled: props.disabled,
                  onClick: () => close(true),
                },
                'Done',
              ),
            ],
          )
        : null,
    ],
  );
}
