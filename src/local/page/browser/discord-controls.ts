import { h } from 'preact';
import { SELECTS, Type } from '../../discord/parts.ts';
import { controlLabel } from '../../discord/reading.ts';
import { type Fields, rows, text } from '../../shared/json.ts';
import type { Drawn } from './discord-drawn.ts';
import { notDrawn } from './discord-not-drawn.ts';
import { outward, type Scene, safeAddress, withoutSeams } from './discord-scene.ts';
import { Select } from './discord-select.ts';

/** Buttons or a select, side by side. */
export const drawRow = (row: Fields, scene: Scene): Drawn =>
  h(
    'div',
    { class: 'd-row' },
    rows(row.components).map((part) => drawControl(part, scene)),
  );

/** A button or a select; its key is its id, so that it stays the same one after an edit. */
export function drawControl(part: Fields, scene: Scene): Drawn {
  const type = Number(part.type);
  if (SELECTS.has(type)) return h(Select, { key: text(part.custom_id), part, scene });
  if (type !== Type.button || controlLabel(part) === '') return notDrawn(part.type, part);
  if (Number(part.style) === 5) return drawLinkButton(part);
  return text(part.custom_id) === '' ? notDrawn(part.type, part) : drawButton(part, scene);
}

function drawButton(part: Fields, { busy, acts }: Scene): Drawn {
  const id = text(part.custom_id);
  return h(
    'button',
    {
      key: id,
      type: 'button',
      class: `d-button d-button-${Number(part.style)}`,
      'data-control': id,
      disabled: part.disabled === true,
      // A button that is switched off would lose the focus: while the message waits it only does nothing.
      'aria-disabled': busy ? 'true' : undefined,
      onClick: () => {
        if (!busy) acts.click(id);
      },
    },
    withoutSeams(controlLabel(part)),
  );
}

function drawLinkButton(part: Fields): Drawn {
  const label = withoutSeams(controlLabel(part));
  const address = safeAddress(text(part.url));
  if (part.disabled === true || address === undefined) {
    const words = address === undefined ? `${label} (${text(part.url)})` : label;
    return h('span', { class: 'd-button d-button-5', role: 'link', 'aria-disabled': 'true' }, words);
  }
  return h('a', { class: 'd-button d-button-5', title: address, ...outward(address) }, [
    label,
    h('span', { class: 'd-outward', 'aria-hidden': 'true' }, '↗'),
    h('span', { class: 'd-unseen-words' }, ' (opens in a new tab)'),
  ]);
}
