import { h } from 'preact';
import type { Drawn } from './discord-drawn.ts';
import type { Offered, OfferGroup } from './discord-offers.ts';

/** Attributes that tie a control to its words: ids, labels, what is wrong. */
type Attributes = Readonly<Record<string, unknown>>;

interface OneOfProps {
  groups: readonly OfferGroup[];
  /** '' for nothing. */
  picked: string;
  placeholder: string;
  /** It may be left or made empty. */
  optional: boolean;
  disabled: boolean;
  attributes: Attributes;
  pick(value: string): void;
}

const words = ({ label, description }: Offered): string =>
  description === '' ? label : `${label} — ${description}`;

/** Keys that would pick at once in a closed select, one value after the other. */
const picksAtOnce = ({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  !altKey &&
  !ctrlKey &&
  !metaKey &&
  (/^(Arrow|Page|Home|End)/.test(key) || (key.length === 1 && key !== ' '));

/** A closed select opens before anything is picked by key, since picking may act. */
function openFirst(event: KeyboardEvent): void {
  const select = event.currentTarget as HTMLSelectElement;
  if (!picksAtOnce(event) || typeof select.showPicker !== 'function' || isOpen(select)) return;
  event.preventDefault();
  select.showPicker();
}

function isOpen(select: HTMLSelectElement): boolean {
  try {
    return select.matches(':open');
  } catch {
    return false;
  }
}

/** A menu of which one value is picked. */
export function OneOf({
  groups,
  picked,
  placeholder,
  optional,
  disabled,
  attributes,
  pick,
}: OneOfProps): Drawn {
  const known = groups.some(({ offered }) => offered.some(({ value }) => value === picked));
  const shown = known ? picked : '';
  const options = (offered: readonly Offered[]): Drawn[] =>
    offered.map((each) =>
      h('option', { key: each.value, value: each.value, selected: each.value === shown }, words(each)),
    );
  return h(
    'select',
    {
      ...attributes,
      class: shown === '' ? 'd-select d-select-empty' : 'd-select',
      value: shown,
      disabled,
      onKeyDown: openFirst,
      onChange: (event: Event) => pick((event.currentTarget as HTMLSelectElement).value),
    },
    [
      h('option', { key: '', value: '', disabled: !optional, selected: shown === '' }, placeholder),
      ...(groups.length === 1
        ? options(groups[0]!.offered)
        : groups.map(({ says, offered }) => h('optgroup', { key: says, label: says }, options(offered)))),
    ],
  );
}

interface SeveralOfProps {
  groups: readonly OfferGroup[];
  picked: readonly string[];
  most: number;
  disabled: boolean;
  attributes: Attributes;
  pick(values: string[]): void;
}

/** Boxes to tick; when as many as may be are ticked, the others wait. */
export function SeveralOf({ groups, picked, most, disabled, attributes, pick }: SeveralOfProps): Drawn {
  const box = (each: Offered): Drawn => {
    const checked = picked.includes(each.value);
    return h(Tick, {
      key: each.value,
      offered: each,
      attributes: {
        ...attributes,
        type: 'checkbox',
        checked,
        disabled: disabled || (!checked && picked.length >= most),
        onChange: () =>
          pick(checked ? picked.filter((value) => value !== each.value) : [...picked, each.value]),
      },
    });
  };
  return h(
    'div',
    { class: 'd-ticks' },
    groups.map(({ says, offered }) => [
      groups.length > 1 ? h('div', { class: 'd-ticks-head' }, says) : null,
      offered.map(box),
    ]),
  );
}

/** One box or round button to tick, with its words. */
export const Tick = ({ offered, attributes }: { offered: Offered; attributes: Attributes }): Drawn =>
  h('label', { class: 'd-tick' }, [
    h('input', attributes),
    h('span', { class: 'd-tick-words' }, [
      h('span', null, offered.label),
      offered.description === '' ? null : h('small', { class: 'd-small' }, offered.description),
    ]),
  ]);
