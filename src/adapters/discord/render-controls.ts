import { type APIButtonComponent, type APISelectMenuOption, ButtonStyle, ComponentType } from 'discord.js';
import { cleanLine, shorten } from '../../chat/clean.ts';
import type { Button, Choice } from '../../chat/reply.ts';
import type { Section } from './fit.ts';
import { webAddress } from './web-address.ts';

/** Buttons and selects, within Discord's limits: https://discord.com/developers/docs/components/reference */
const ROW = 5;
const LABEL = 80;
const ID = 100;
const URL_LENGTH = 512;
const OPTIONS = 25;
const OPTION = 100;
const PLACEHOLDER = 150;

const STYLE = {
  primary: ButtonStyle.Primary,
  plain: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const;

/** Ids that already stand in the message: Discord refuses one that stands there twice. */
type Taken = Set<string>;

/** Buttons in rows of five; one that could not be sent is left out. */
export function buttonRows(buttons: readonly Button[], taken: Taken): Section[] {
  const made = buttons.flatMap((button) => buttonOf(button, taken) ?? []);
  const rows: Section[] = [];
  for (let at = 0; at < made.length; at += ROW) {
    const components = made.slice(at, at + ROW);
    const component = { type: ComponentType.ActionRow as const, components };
    rows.push({ kind: 'controls', component, count: components.length });
  }
  return rows;
}

function buttonOf(button: Button, taken: Taken): APIButtonComponent | undefined {
  const label = shorten(cleanLine(button.label), LABEL);
  if (label === '') return undefined;
  if (button.kind === 'link') {
    const url = webAddress(button.url, URL_LENGTH);
    return url === undefined
      ? undefined
      : { type: ComponentType.Button, style: ButtonStyle.Link, label, url };
  }
  if (!take(button.id, taken)) return undefined;
  return { type: ComponentType.Button, style: STYLE[button.style], label, custom_id: button.id };
}

export function selectRow(
  select: { readonly id: string; readonly placeholder: string; readonly selected?: string },
  choices: readonly Choice[],
  taken: Taken,
): Section[] {
  const options = selectOptions(choices, select.selected);
  if (options.length === 0 || !take(select.id, taken)) return [];
  const placeholder = shorten(cleanLine(select.placeholder), PLACEHOLDER);
  const component = {
    type: ComponentType.StringSelect as const,
    custom_id: select.id,
    options,
    ...(placeholder === '' ? {} : { placeholder }),
  };
  return [
    { kind: 'controls', component: { type: ComponentType.ActionRow, components: [component] }, count: 1 },
  ];
}

/** Choices as options: a value that is empty, too long or there already could not be told from another. */
export function selectOptions(
  choices: readonly Choice[],
  selected: string | undefined,
): APISelectMenuOption[] {
  const options = new Map<string, APISelectMenuOption>();
  for (const { label, value, description } of choices) {
    if (!fitsId(value, OPTION) || options.has(value) || options.size === OPTIONS) continue;
    const more = shorten(cleanLine(description ?? ''), OPTION);
    options.set(value, {
      label: shorten(cleanLine(label), OPTION) || value,
      value,
      ...(more === '' ? {} : { description: more }),
      ...(value === selected ? { default: true } : {}),
    });
  }
  return [...options.values()];
}

const fitsId = (id: string, max: number): boolean =>
  id.trim() !== '' && id.length <= max && id.isWellFormed();

function take(id: string, taken: Taken): boolean {
  if (!fitsId(id, ID) || taken.has(id)) return false;
  taken.add(id);
  return true;
}
