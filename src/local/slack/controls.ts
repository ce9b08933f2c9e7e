/** The interactive elements of a message or view, as a member finds them. */
import type { Control } from '../shared/human.ts';
import { type Fields, fields, rows, text } from '../shared/json.ts';
import { unescaped } from './mrkdwn.ts';
import { allOptions } from './shapes-text.ts';

/** The text of a text object, as it is read. */
export const textOf = (value: unknown): string => unescaped(text(fields(value).text));

export const optionOf = (option: Fields): { label: string; value: string } => ({
  label: textOf(option.text),
  value: text(option.value),
});

const NOT_CONTROLS = ['image', 'plain_text', 'mrkdwn'];

/** Each interactive element with its block. */
export interface Placed {
  block: Fields;
  element: Fields;
}

/** The interactive elements of some blocks, in order. */
export const placed = (blocks: readonly Fields[]): Placed[] =>
  blocks.flatMap((block) =>
    [...rows(block.type === 'actions' ? block.elements : []), fields(block.accessory), fields(block.element)]
      .filter(({ type }) => typeof type === 'string' && !NOT_CONTROLS.includes(type))
      .map((element) => ({ block, element })),
  );

export function controlOf({ element }: Pick<Placed, 'element'>): Control {
  const id = text(element.action_id);
  if (element.type === 'button')
    return {
      kind: element.url === undefined ? 'button' : 'link',
      label: textOf(element.text),
      id,
      disabled: false,
    };
  const label = element.type === 'overflow' ? '…' : textOf(element.placeholder) || 'Make a selection';
  return { kind: 'select', label, id, disabled: false, options: allOptions(element).map(optionOf) };
}
