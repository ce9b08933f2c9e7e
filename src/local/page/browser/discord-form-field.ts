import { type ComponentChildren, h } from 'preact';
import { text } from '../../shared/json.ts';
import { OneOf, SeveralOf, Tick } from './discord-choices.ts';
import type { Drawn } from './discord-drawn.ts';
import type { FormField } from './discord-form-fields.ts';
import { offerGroups } from './discord-offers.ts';
import { withoutSeams } from './discord-scene.ts';
import { rangeText } from './discord-select.ts';
import type { Viewer } from './props.ts';

type Attributes = Readonly<Record<string, unknown>>;

export interface FieldProps {
  field: FormField;
  /** The start of every id in this field. */
  id: string;
  given: readonly string[];
  /** What is wrong with it; '' for nothing. */
  error: string;
  viewer: Viewer;
  change(values: readonly string[]): void;
}

/** One field with its label, what is said about it, and what is wrong with it. */
export function Field(props: FieldProps): Drawn {
  const { field, id, error } = props;
  const hint = field.description === '' ? null : hintOf(field, id);
  const wrong = error === '' ? null : h('div', { class: 'd-error', id: `${id}-error` }, error);
  const attributes = { class: 'd-field-box', 'data-wrong': wrong === null ? undefined : '' };
  if (field.kind === 'tick') return h('div', attributes, [drawInput(props), hint, wrong]);
  if (isGroup(field)) {
    const legend = h('legend', { class: 'd-label' }, labelWords(field));
    const described = { ...attributes, 'aria-describedby': describedBy(props) };
    return h('fieldset', described, [legend, hint, drawInput(props), wrong]);
  }
  const label = h('label', { class: 'd-label', for: id }, labelWords(field));
  const counter = field.kind === 'text' ? drawCounter(props) : null;
  return h('div', attributes, [label, hint, drawInput(props), counter, wrong]);
}

const hintOf = ({ description }: FormField, id: string): Drawn =>
  h('div', { class: 'd-hint', id: `${id}-hint` }, withoutSeams(description));

/** Several inputs that are one field. */
const isGroup = ({ kind, most }: FormField): boolean =>
  kind === 'radio' || kind === 'ticks' || (kind === 'menu' && most > 1);

const labelWords = ({ label, required }: FormField): ComponentChildren => [
  withoutSeams(label),
  required ? h('span', { class: 'd-required' }, ' (required)') : null,
];

/** Ids of what is said about a field. */
function describedBy({ field, id, error }: FieldProps): string | undefined {
  const ids = [field.description === '' ? '' : `${id}-hint`, error === '' ? '' : `${id}-error`];
  return ids.filter((each) => each !== '').join(' ') || undefined;
}

function drawInput(props: FieldProps): Drawn {
  const { field, id, given, viewer, change } = props;
  const { part, least, most, required } = field;
  const described = {
    'aria-describedby': describedBy(props),
    'aria-invalid': props.error === '' ? undefined : ('true' as const),
  };
  const groups = offerGroups(part, viewer);
  const pick = (value: string): void => change(value === '' ? [] : [value]);
  switch (field.kind) {
    case 'text':
      return drawText(props, { ...described, id, required });
    case 'tick': {
      const offered = { value: 'true', label: withoutSeams(field.label), description: '' };
      const onChange = (): void => change(given[0] === 'true' ? [] : ['true']);
      const checked = given[0] === 'true';
      return h(Tick, {
        offered,
        attributes: { ...described, id, type: 'checkbox', checked, onChange },
      });
    }
    case 'radio':
      return h('div', { class: 'd-ticks' }, [
        ...groups[0]!.offered.map((offered) => {
          const checked = given[0] === offered.value;
          const onChange = (): void => pick(offered.value);
          return h(Tick, { offered, attributes: { type: 'radio', name: id, checked, onChange } });
        }),
        required || given.length === 0
          ? null
          : h('button', { type: 'button', class: 'd-clear', onClick: () => change([]) }, 'Clear'),
      ]);
    case 'menu':
    case 'ticks':
      return isGroup(field)
        ? h('div', null, [
            h('small', { class: 'd-small' }, rangeText(required ? least : 0, most)),
            h(SeveralOf, { groups, picked: given, most, disabled: false, attributes: {}, pick: change }),
          ])
        : h(OneOf, {
            groups,
            picked: given[0] ?? '',
            placeholder: withoutSeams(text(part.placeholder)) || 'Make a selection',
            optional: !required || least === 0,
            disabled: false,
            attributes: { ...described, id, required },
            pick,
          });
  }
}

function drawText({ field, given, change }: FieldProps, attributes: Attributes): Drawn {
  const { part, most } = field;
  const shared = {
    ...attributes,
    class: 'd-input',
    value: given[0] ?? '',
    placeholder: text(part.placeholder) || undefined,
    maxLength: most,
    autoComplete: 'off',
    onInput: (event: Event) => change([(event.currentTarget as HTMLInputElement).value]),
  };
  return Number(part.style) === 2
    ? h('textarea', { ...shared, rows: 5 })
    : h('input', { ...shared, type: 'text' });
}

/** Told from when a tenth is left. */
function drawCounter({ field, given }: FieldProps): Drawn {
  const left = field.most - (given[0]?.length ?? 0);
  const near = left <= Math.max(10, field.most / 10);
  const says = near ? `${left} ${left === 1 ? 'character' : 'characters'} left` : '';
  return h('small', { class: 'd-counter', role: 'status' }, says);
}
