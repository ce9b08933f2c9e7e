import { h, type JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { OptionValue } from '../../discord/human.ts';
import type { Viewer } from './props.ts';
import { slashed } from './typed-command.ts';
import type { Complete } from './typed-completion.ts';
import { add, addable, type CommandDraft, choose, given, typeInto } from './typed-draft.ts';
import { TypedField } from './typed-field.ts';
import { TypedOption } from './typed-option.ts';

export interface CommandLineProps {
  /** Of the composer; its other ids begin with it. */
  id: string;
  draft: CommandDraft;
  viewer: Viewer;
  /** The option that cannot be sent as it is; null for none. */
  wrong: string | null;
  /** Where it is said why. */
  noteId: string;
  complete(
    command: string,
    options: Readonly<Record<string, OptionValue>>,
    focused: string,
  ): ReturnType<Complete>;
  /** The draft is another now; the focus goes to the option that is named. */
  onChange(draft: CommandDraft, focus: string): void;
  /** A key that is none of the list's, and the option at which it was pressed; '' where there is none. */
  onKey(event: KeyboardEvent, option: string): void;
}

/** The id of an option's input; without an option, of the place where there is nothing to type. */
export const fieldId = (id: string, option: string): string => `${id}-option-${option}`;

/** A command in the composer: its name, an input for each option that is wanted, a button for each other one. */
export function CommandLine(props: CommandLineProps): JSX.Element {
  const { id, draft, viewer, noteId, onChange } = props;
  const { command, fields } = draft;
  const [at, setAt] = useState('');
  const hintId = `${id}-hint`;
  const option = fields.find((field) => field.option.name === at)?.option;
  return h(
    'div',
    { class: 'c-command', role: 'group', 'aria-label': slashed(command.name) },
    h(
      'p',
      { id: hintId, class: 'c-hint' },
      option ? h('strong', null, option.name, option.required ? ' (required)' : '') : null,
      option ? ' ' : null,
      option ? option.description : command.description,
    ),
    h('span', { class: 'c-chip' }, slashed(command.name)),
    fields.map((field) => {
      const { name } = field.option;
      return h(TypedOption, {
        key: name,
        id: fieldId(id, name),
        field,
        viewer,
        problemId: props.wrong === name ? noteId : '',
        hintId,
        // What is typed counts here as it is, even where it could not be sent.
        complete: () =>
          props.complete(command.name, { ...given(draft, viewer), [name]: field.text.trim() }, name),
        onText: (text) => {
          const typed = typeInto(draft, name, text);
          onChange(typed.draft, typed.focus);
        },
        onPick: (pick) => onChange(choose(draft, name, pick), name),
        onKey: (event) => props.onKey(event, name),
        onFocus: () => setAt(name),
      });
    }),
    fields.length === 0 ? h(Nothing, props) : null,
    addable(draft).map(({ name, description }) =>
      h(
        'button',
        {
          key: `+${name}`,
          class: 'c-add',
          type: 'button',
          title: description,
          onClick: () => onChange(add(draft, name), name),
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key === 'Escape') props.onKey(event, name);
          },
        },
        `+ ${name}`,
      ),
    ),
  );
}

/** Holds the focus of a command without options. */
const Nothing = ({ id, draft, onKey }: CommandLineProps): JSX.Element => {
  const own = fieldId(id, '');
  return h(
    'span',
    { class: 'c-text' },
    h('label', { class: 'c-quiet', for: own }, `${slashed(draft.command.name)} takes no options`),
    h(TypedField, {
      id: own,
      text: '',
      items: [],
      listLabel: '',
      eager: false,
      tabStays: false,
      inviting: false,
      emptySays: '',
      placeholder: 'Press Enter to run it',
      readOnly: true,
      onText: () => {},
      onPick: () => {},
      onKey: (event) => onKey(event, ''),
    }),
  );
};
