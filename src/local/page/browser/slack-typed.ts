/** Elements into which one types: texts, numbers, addresses, dates and times. */
import { h, type JSX } from 'preact';
import { attributesOf, type EntryProps, useDraft } from './slack-entry.ts';
import { plainWords } from './slack-text.ts';
import { kindOf } from './slack-values.ts';
import { unixTime, wallTime } from './slack-zone.ts';

/** From how many characters before the limit on they are counted. */
const NEAR = 50;

const INPUTS: Readonly<Record<string, object>> = {
  plain_text_input: { type: 'text' },
  // A browser's field for numbers keeps what is no number to itself, so nobody could say what is wrong with it.
  number_input: { type: 'text', inputmode: 'decimal' },
  email_text_input: { type: 'email' },
  url_text_input: { type: 'url' },
  datepicker: { type: 'date' },
  timepicker: { type: 'time' },
  datetimepicker: { type: 'datetime-local' },
};

type Typing = Event & { currentTarget: HTMLInputElement | HTMLTextAreaElement };

const Done = ({ settle, disabled }: { settle(): void; disabled: boolean }): JSX.Element =>
  h('button', { type: 'button', class: 's-button', disabled, onClick: settle }, 'Done');

/** One line, or several. */
export function TextEntry(props: EntryProps): JSX.Element {
  const { element, eager } = props;
  const draft = useDraft(props);
  const value = draft.values[0] ?? '';
  const most = Number(element.max_length ?? (element.type === 'plain_text_input' ? 3000 : Number.NaN));
  const left = most - value.length;
  const isNear = left <= NEAR && left < most;
  const countId = `${props.id}-count`;
  const describedBy = [props.describedBy, isNear ? countId : ''].filter((id) => id).join(' ');
  const shared = {
    ...attributesOf({ ...props, describedBy }),
    value,
    class: 's-typed',
    placeholder: plainWords(element.placeholder),
    onInput: (event: Typing) => draft.write([event.currentTarget.value]),
    ...(Number.isNaN(most) ? {} : { maxLength: most }),
  };
  return h('div', { class: 's-entry' }, [
    element.multiline === true
      ? h('textarea', { ...shared, rows: 4 })
      : h('input', {
          ...INPUTS[kindOf(element)],
          ...shared,
          autocomplete: 'off',
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key === 'Enter' && !eager) draft.settle();
          },
        }),
    isNear ? h('span', { class: 's-count', id: countId }, `${left} characters left`) : null,
    draft.pending ? h(Done, { settle: draft.settle, disabled: props.disabled }) : null,
  ]);
}

/** A date, a time, or both: the browser's own field; a moment stands in the viewer's zone, and is a Unix time. */
export function DateEntry(props: EntryProps): JSX.Element {
  const { element, setting, eager } = props;
  const { zone } = setting.viewer;
  const draft = useDraft(props);
  const isMoment = element.type === 'datetimepicker';
  const value = draft.values[0] ?? '';
  const shown = isMoment && value !== '' ? wallTime(Number(value), zone) : value;
  const write = (given: string): void => {
    if (given === '') draft.write([]);
    else draft.write([isMoment ? String(unixTime(given, zone)) : given]);
  };
  const zoneId = `${props.id}-zone`;
  const describedBy = [props.describedBy, isMoment ? zoneId : ''].filter((id) => id).join(' ');
  return h('div', { class: 's-entry s-entry-date' }, [
    h('input', {
      ...INPUTS[kindOf(element)],
      ...attributesOf({ ...props, describedBy }),
      class: 's-typed',
      value: shown,
      onChange: (event: Typing) => write(event.currentTarget.value),
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter' && !eager) draft.settle();
      },
    }),
    isMoment ? h('span', { class: 's-zone', id: zoneId }, zone) : null,
    draft.pending ? h(Done, { settle: draft.settle, disabled: props.disabled }) : null,
  ]);
}
