import { h, type JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { commandsFor, slashCommands, slashed } from './typed-command.ts';
import { TypedField } from './typed-field.ts';
import { type History, NO_HISTORY, recalled, remember, step } from './typed-history.ts';
import { Closed, type ComposerProps, Note, SendButton, useFocus, WAITING } from './typed-parts.ts';

export interface SlackComposerProps extends ComposerProps {
  /** Runs what was typed, such as `/glossary batna`. */
  run(typed: string): void;
}

/** Slack's composer: one line, which is a command when it begins with a slash. */
export function SlackComposer(props: SlackComposerProps): JSX.Element {
  return h(
    'div',
    { class: 'c-composer c-slack' },
    props.writable ? h(Writing, props) : h(Closed, { placeName: props.placeName }),
  );
}

function Writing({ offers, busy, placeName, say, run }: SlackComposerProps): JSX.Element {
  const id = `slack-${useId()}`;
  const [text, setText] = useState('');
  const [note, setNote] = useState('');
  const [history, setHistory] = useState<History<string>>(NO_HISTORY);
  const focus = useFocus();
  const textId = `${id}-text`;
  const hintId = `${id}-hint`;
  const noteId = `${id}-note`;

  const become = (next: string, says = ''): void => {
    setText(next);
    setNote(says);
    focus(textId);
  };

  const send = (): void => {
    const line = text.trim();
    if (line === '' || busy) become(text, line === '' ? '' : WAITING);
    else {
      setHistory(remember(history, text));
      become('');
      // With a space before the slash it is a message.
      (text.startsWith('/') ? run : say)(line);
    }
  };

  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      send();
      return;
    }
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (by === null || history.lines.length === 0 || (text !== '' && text !== recalled(history))) return;
    event.preventDefault();
    const moved = step(history, by);
    setHistory(moved);
    become(recalled(moved) ?? '');
  };

  // Behind the name everything is free text.
  const naming = /^\/\S*$/.test(text);
  const commands = naming ? commandsFor(offers, text) : [];
  const [name] = text.toLowerCase().split(/\s/);
  const named = slashCommands(offers).find((command) => slashed(command.name) === name);
  return h(
    'div',
    { class: 'c-frame', 'aria-busy': busy },
    h(
      'div',
      { class: 'c-row' },
      h('label', { class: 'c-quiet', for: textId }, `Message ${placeName} or type a command`),
      h(TypedField, {
        id: textId,
        text,
        items: commands.map((command) => ({
          id: command.name,
          label: slashed(command.name),
          ...(command.usageHint ? { hint: command.usageHint } : {}),
          detail: command.description,
        })),
        listLabel: 'Commands',
        eager: true,
        tabStays: true,
        inviting: false,
        emptySays: naming ? 'No command fits' : '',
        placeholder: `Message ${placeName}`,
        describedBy: `${hintId} ${noteId}`,
        onText: (typed) => {
          setText(typed);
          setNote('');
        },
        onPick: (index) => become(`${slashed(commands[index]?.name ?? '')} `),
        isWhole: (index) => commands[index] === named,
        onKey,
      }),
      h(SendButton, { label: 'Send', onSend: send }),
    ),
    h(
      'p',
      { id: hintId, class: 'c-hint' },
      named
        ? [
            h('strong', null, slashed(named.name)),
            ` ${named.usageHint ?? ''} `,
            h('span', { class: 'c-hint-detail' }, named.description),
          ]
        : null,
    ),
    h(Note, { id: noteId, says: note }),
  );
}
