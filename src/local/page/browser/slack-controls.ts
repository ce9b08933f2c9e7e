/** The interactive elements of a message, a Home tab or a form, which act when they are used. */
import { type ComponentChildren, type FunctionComponent, h, type JSX } from 'preact';
import { useId, useState } from 'preact/hooks';
import { type Fields, rows, text } from '../../shared/json.ts';
import { ListEntry, SelectEntry, SeveralEntry } from './slack-choose.ts';
import { useConfirm } from './slack-confirm.ts';
import type { EntryProps } from './slack-entry.ts';
import { Menu } from './slack-popup.ts';
import type { Setting } from './slack-setting.ts';
import { SuggestEntry } from './slack-suggest.ts';
import { plainWords, safeLink } from './slack-text.ts';
import { DateEntry, TextEntry } from './slack-typed.ts';
import { Undrawn } from './slack-undrawn.ts';
import { initialOf, kindOf, nameOf } from './slack-values.ts';

const ENTRIES: Readonly<Record<string, FunctionComponent<EntryProps>>> = {
  ...{ static_select: SelectEntry, multi_static_select: SeveralEntry },
  ...{ users_select: SelectEntry, multi_users_select: SeveralEntry },
  ...{ channels_select: SelectEntry, multi_channels_select: SeveralEntry },
  ...{ conversations_select: SelectEntry, multi_conversations_select: SeveralEntry },
  ...{ external_select: SuggestEntry, multi_external_select: SuggestEntry },
  ...{ checkboxes: ListEntry, radio_buttons: ListEntry },
  ...{ datepicker: DateEntry, timepicker: DateEntry, datetimepicker: DateEntry },
  ...{ plain_text_input: TextEntry, number_input: TextEntry },
  ...{ email_text_input: TextEntry, url_text_input: TextEntry },
};

/** What draws an element in which something is entered; undefined for any other. */
export const entryFor = (element: Fields): FunctionComponent<EntryProps> | undefined =>
  Object.hasOwn(ENTRIES, kindOf(element)) ? ENTRIES[kindOf(element)] : undefined;

/** Elements to whose field a label can be bound; the others are named by it. */
const GROUPS = ['checkboxes', 'radio_buttons'];
export const isGroup = (element: Fields): boolean => GROUPS.includes(kindOf(element));

interface ControlProps {
  element: Fields;
  setting: Setting;
}

interface UsedProps extends ControlProps {
  /** Changes with the block that it stands in: what was chosen is forgotten then, as in Slack. */
  place: string;
  /** Its name where a text beside it gives one; otherwise ''. */
  label: string;
  /** The id of the element in the document, where a label is bound to it. */
  id?: string;
  /** Whether using it tells the app. */
  acts: boolean;
}

const open = (url: string): unknown => window.open(url, '_blank', 'noopener,noreferrer');

function Button({ element, setting }: ControlProps): JSX.Element {
  const { act, dialog } = useConfirm(element, setting.viewer);
  const style = { primary: ' s-primary', danger: ' s-danger' }[text(element.style)] ?? '';
  const url = safeLink(text(element.url));
  const click = (): void => {
    if (!setting.busy) setting.click(text(element.action_id));
  };
  const label = text(element.accessibility_label);
  const shared = { class: `s-button${style}`, ...(label && { 'aria-label': label }) };
  const words: ComponentChildren = plainWords(element.text);
  if (url === undefined)
    return h('div', { class: 's-control' }, [
      h('button', { ...shared, type: 'button', disabled: setting.busy, onClick: () => act(click) }, words),
      dialog,
    ]);
  // Where it is asked about first, the browser must not follow the link by itself.
  const follow = (event: MouseEvent): void => {
    const asks = element.confirm !== undefined;
    if (asks) event.preventDefault();
    act(() => {
      if (asks) open(url);
      click();
    });
  };
  return h('div', { class: 's-control' }, [
    h('a', { ...shared, href: url, target: '_blank', rel: 'noopener noreferrer', onClick: follow }, [
      words,
      h('span', { class: 's-out', 'aria-hidden': true }, '↗'),
    ]),
    dialog,
  ]);
}

function Overflow({ element, setting }: ControlProps): JSX.Element {
  const { act, dialog } = useConfirm(element, setting.viewer);
  const { select } = setting;
  const entries = rows(element.options).map((option) => ({
    label: plainWords(option.text),
    description: plainWords(option.description),
    run: () =>
      act(() => {
        const url = safeLink(text(option.url));
        if (url !== undefined) open(url);
        select?.(text(element.action_id), [text(option.value)]);
      }),
  }));
  const disabled = setting.busy || select === null;
  return h('div', { class: 's-control' }, [
    h(Menu, { label: nameOf(element), entries, disabled, class: 's-button s-dots', children: '⋯' }),
    dialog,
  ]);
}

/** What was chosen, and in which state of the payload. */
interface Chosen {
  from: string;
  values: readonly string[];
}

/** An element in which something is entered, outside a form: it tells the app at once. */
function Acting({ element, setting, place, label, id, acts }: UsedProps): JSX.Element {
  const own = useId();
  const { act, dialog } = useConfirm(element, setting.viewer);
  const initial = initialOf(element);
  const from = JSON.stringify([place, initial]);
  const [chosen, setChosen] = useState<Chosen>({ from, values: initial });
  const { select } = setting;
  return h('div', { class: 's-control' }, [
    h(entryFor(element)!, {
      ...{ element, setting, eager: false, describedBy: '', invalid: false, required: false },
      id: id ?? own,
      label: id === undefined ? label || nameOf(element) : '',
      disabled: setting.busy || (acts && select === null),
      values: chosen.from === from ? chosen.values : initial,
      change: (values) =>
        act(() => {
          setChosen({ from, values });
          if (acts) select?.(text(element.action_id), values);
        }),
    }),
    dialog,
  ]);
}

/** Any interactive element, or what stands for an unknown one. */
export function Control(props: UsedProps): JSX.Element {
  const { element, setting } = props;
  if (element.type === 'button') return h(Button, { element, setting });
  if (element.type === 'overflow') return h(Overflow, { element, setting });
  return entryFor(element) ? h(Acting, props) : h(Undrawn, { kind: kindOf(element), value: element });
}
