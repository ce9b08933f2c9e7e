import { h } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { type Fields, text } from '../../shared/json.ts';
import { OneOf, SeveralOf } from './discord-choices.ts';
import type { Drawn } from './discord-drawn.ts';
import { namesOf, offerGroups, pickedAtFirst } from './discord-offers.ts';
import { type Scene, withoutSeams } from './discord-scene.ts';

interface SelectProps {
  part: Fields;
  scene: Scene;
}

/** What is picked: what the payload says until the member picks, and again after the message was edited. */
function usePicked(part: Fields, version: number): [readonly string[], (values: readonly string[]) => void] {
  const atFirst = pickedAtFirst(part);
  const mark = JSON.stringify([version, atFirst]);
  const [kept, keep] = useState({ mark: '', values: atFirst as readonly string[] });
  return [kept.mark === mark ? kept.values : atFirst, (values) => keep({ mark, values })];
}

/** A select menu of a message. */
export function Select({ part, scene }: SelectProps): Drawn {
  return Number(part.max_values ?? 1) > 1 ? h(SelectSeveral, { part, scene }) : h(SelectOne, { part, scene });
}

const placeholderOf = (part: Fields): string => withoutSeams(text(part.placeholder)) || 'Make a selection';

function SelectOne({ part, scene }: SelectProps): Drawn {
  const [picked, setPicked] = usePicked(part, scene.version);
  const id = text(part.custom_id);
  return h(OneOf, {
    groups: offerGroups(part, scene.viewer),
    picked: picked[0] ?? '',
    placeholder: placeholderOf(part),
    optional: Number(part.min_values ?? 1) === 0,
    disabled: scene.busy || part.disabled === true,
    attributes: { 'aria-label': placeholderOf(part), 'data-control': id },
    pick(value) {
      const values = value === '' ? [] : [value];
      setPicked(values);
      scene.acts.select(id, values);
    },
  });
}

function SelectSeveral({ part, scene }: SelectProps): Drawn {
  const [picked, setPicked] = usePicked(part, scene.version);
  const menu = useRef<HTMLDetailsElement>(null);
  const groups = offerGroups(part, scene.viewer);
  const [id, least, most] = [text(part.custom_id), Number(part.min_values ?? 1), Number(part.max_values)];
  const disabled = scene.busy || part.disabled === true;
  const done = (): void => {
    menu.current?.removeAttribute('open');
    menu.current?.querySelector('summary')?.focus();
    scene.acts.select(id, picked);
  };
  const names = namesOf(groups, picked);
  const off = disabled || picked.length < least || picked.length > most;
  return h('details', { class: 'd-several', ref: menu }, [
    h(
      'summary',
      { class: names.length === 0 ? 'd-select d-select-empty' : 'd-select', 'data-control': id },
      names.length === 0 ? placeholderOf(part) : names.join(', '),
    ),
    h('fieldset', { class: 'd-several-panel', disabled }, [
      h('legend', { class: 'd-unseen-words' }, placeholderOf(part)),
      h(SeveralOf, { groups, picked, most, disabled, attributes: {}, pick: setPicked }),
      h('div', { class: 'd-several-end' }, [
        h('small', { class: 'd-small' }, rangeText(least, most)),
        h('button', { type: 'button', class: 'd-button d-button-1', disabled: off, onClick: done }, 'Done'),
      ]),
    ]),
  ]);
}

/** How many values a menu or group takes. */
export function rangeText(least: number, most: number): string {
  if (least === most) return `Choose ${most}`;
  return least === 0 ? `Choose up to ${most}` : `Choose ${least} to ${most}`;
}
