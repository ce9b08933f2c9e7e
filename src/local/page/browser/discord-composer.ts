import { h, type JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { OptionValue } from '../../discord/human.ts';
import { commandsFor, slashed } from './typed-command.ts';
import { CommandLine, fieldId } from './typed-command-line.ts';
import {
  begin,
  type Draft,
  draftOf,
  EMPTY,
  entered,
  given,
  lastTyped,
  missing,
  nextToType,
  stepBack,
} from './typed-draft.ts';
import { TypedField } from './typed-field.ts';
import { type History, NO_HISTORY, recalled, remember, step } from './typed-history.ts';
import { Closed, type ComposerProps, Note, SendButton, useFocus, WAITING } from './typed-parts.ts';

export interface DiscordComposerProps extends ComposerProps {
  /** Runs a command: its path without slash, options by name (people, channels, roles by id). */
  run(command: string, options: Readonly<Record<string, OptionValue>>): void;
  /** What the app suggests for one option while it is typed. */
  complete(
    command: string,
    options: Readonly<Record<string, OptionValue>>,
    focused: string,
  ): Promise<{ choices: readonly { name: string; value: string | number }[]; failure?: string }>;
}

/** What is said below the input, and of which option. */
interface Trouble {
  says: string;
  option: string | null;
}

const NO_TROUBLE: Trouble = { says: '', option: null };

/** Discord's composer: text, or a command with an input for each option. */
export function DiscordComposer(props: DiscordComposerProps): JSX.Element {
  return h(
    'div',
    { class: 'c-composer c-discord' },
    props.writable ? h(Writing, props) : h(Closed, { placeName: props.placeName }),
  );
}

function Writing(props: DiscordComposerProps): JSX.Element {
  const { offers, viewer, busy, placeName } = props;
  const id = `discord-${useId()}`;
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [trouble, setTrouble] = useState(NO_TROUBLE);
  const [history, setHistory] = useState<History<Draft>>(NO_HISTORY);
  const focus = useFocus();
  const textId = `${id}-text`;
  const noteId = `${id}-note`;

  /** Another draft stands there, and the focus goes to an option of it, or to the text. */
  const become = (next: Draft, option: string, says: Trouble = NO_TROUBLE): void => {
    setDraft(next);
    setTrouble(says);
    focus(next.kind === 'text' ? textId : fieldId(id, option));
  };

  /** Why a line cannot be sent, and where; null where it can. */
  const obstacle = (line: Draft): Trouble | null => {
    if (line.kind === 'command')
      return missing(line, viewer) ?? (busy ? { says: WAITING, option: null } : null);
    if (line.text.trim() === '') return NO_TROUBLE;
    if (!line.text.startsWith('/')) return busy ? { says: WAITING, option: null } : null;
    const [name] = line.text.split(/\s/);
    return {
      says: `There is no command ${name} here. With a space before the slash it is a message.`,
      option: null,
    };
  };

  const send = (): void => {
    const line = entered(offers, draft);
    const trouble = obstacle(line);
    if (trouble) {
      become(line, trouble.option ?? nextToType(line), trouble);
      return;
    }
    setHistory(remember(history, line));
    become(EMPTY, '');
    if (line.kind === 'command') props.run(line.command.name, given(line, viewer));
    else props.say(line.text.trim());
  };

  /** Goes through the lines that were sent, as long as none of them was changed. */
  const recall = (event: KeyboardEvent, by: -1 | 1): void => {
    const untouched = draft === recalled(history) || (draft.kind === 'text' && draft.text === '');
    if (!untouched || history.lines.length === 0) return;
    event.preventDefault();
    const moved = step(history, by);
    const line = recalled(moved) ?? EMPTY;
    setHistory(moved);
    become(line, lastTyped(line));
  };

  /** `option`: at which it was pressed; '' for none. */
  const onKey = (event: KeyboardEvent, option: string): void => {
    const commanding = draft.kind === 'command' ? draft : null;
    const empty = (event.currentTarget as HTMLInputElement).value === '';
    if (event.key === 'ArrowUp') recall(event, -1);
    else if (event.key === 'ArrowDown') recall(event, 1);
    else if (event.key === 'Enter') {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape' && commanding) {
      // It shall close nothing around the composer as well.
      event.stopPropagation();
      become(EMPTY, '');
    } else if (event.key === 'Backspace' && commanding && empty) {
      event.preventDefault();
      const before = stepBack(commanding, option);
      become(before.draft, before.focus);
    }
  };

  const onText = (typed: string): void => {
    const { draft: next, over } = draftOf(offers, typed);
    if (next.kind === 'text') {
      setDraft(next);
      setTrouble(NO_TROUBLE);
    } else {
      const says = over === '' ? '' : `No option takes “${over}”, so it was left out.`;
      become(next, nextToType(next), { says, option: null });
    }
  };

  const text = draft.kind === 'text' ? draft.text : '';
  const commands = commandsFor(offers, text);
  return h(
    'div',
    { class: 'c-frame', 'aria-busy': busy },
    h(
      'div',
      { class: 'c-row' },
      draft.kind === 'command'
        ? h(CommandLine, {
            id,
            draft,
            viewer,
            wrong: trouble.option,
            noteId,
            complete: props.complete,
            onChange: become,
            onKey,
          })
        : h(
            'span',
            { class: 'c-text' },
            h('label', { class: 'c-quiet', for: textId }, `Message ${placeName} or type a command`),
            h(TypedField, {
              id: textId,
              text,
              items: commands.map(({ name, description }) => ({
                id: name,
                label: slashed(name),
                detail: description,
              })),
              listLabel: 'Commands',
              eager: true,
              tabStays: true,
              inviting: false,
              emptySays: text.startsWith('/') ? 'No command fits' : '',
              placeholder: `Message ${placeName}`,
              describedBy: noteId,
              onText,
              onPick: (index) => {
                const picked = commands[index];
                if (picked) become(begin(picked), nextToType(begin(picked)));
              },
              onKey: (event) => onKey(event, ''),
            }),
          ),
      h(SendButton, { label: draft.kind === 'command' ? 'Run the command' : 'Send', onSend: send }),
    ),
    h(Note, { id: noteId, says: trouble.says }),
  );
}
