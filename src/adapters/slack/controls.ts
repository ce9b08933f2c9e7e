import type { ActionsBlock, ActionsBlockElement, PlainTextOption } from '@slack/types';
import { ID_LIMIT } from '../../chat/id.ts';
import type { Button, Choice, Part } from '../../chat/reply.ts';
import { plainText, safeUrl } from './values.ts';

const ROW = 5;
/** Slack's limits. */
const BUTTON_TEXT = 75;
const OPTION_TEXT = 75;
const OPTION_VALUE = 150;
const PLACEHOLDER = 150;
const URL_LENGTH = 3_000;
const CHOICES = 100;

const NUMBERED = /#\d+$/;

type ControlPart = Extract<Part, { kind: 'buttons' | 'select' | 'search' }>;

/** A message's buttons and selects; every action_id in it is used once. */
export class Controls {
  readonly #ids = new Set<string>();
  #buttons = 0;

  blocksOf(part: ControlPart): ActionsBlock[] {
    if (part.kind === 'buttons') {
      const elements = part.buttons.flatMap((each) => this.#button(each));
      return Array.from({ length: Math.ceil(elements.length / ROW) }, (_, row) => ({
        type: 'actions',
        elements: elements.slice(row * ROW, (row + 1) * ROW),
      }));
    }
    if (part.id === '' || part.id.length > ID_LIMIT || NUMBERED.test(part.id)) return [];
    const placeholder = plainText(part.placeholder, PLACEHOLDER) ?? plainText('Choose', PLACEHOLDER);
    const common = { ...(placeholder ? { placeholder } : {}) };
    if (part.kind === 'search') {
      const select = {
        type: 'external_select',
        action_id: this.#unique(part.id),
        min_query_length: 0,
        ...common,
      };
      return [{ type: 'actions', elements: [select as ActionsBlockElement] }];
    }
    const options = optionsOf(part.choices, CHOICES);
    if (options.length === 0) return [];
    const initial = options.find(({ value }) => value === part.selected);
    return [
      {
        type: 'actions',
        elements: [
          {
            type: 'static_select',
            action_id: this.#unique(part.id),
            options,
            ...common,
            ...(initial ? { initial_option: initial } : {}),
          },
        ],
      },
    ];
  }

  #button(button: Button): ActionsBlockElement[] {
    const text = plainText(button.label, BUTTON_TEXT);
    if (!text) return [];
    if (button.kind === 'link') {
      const url = safeUrl(button.url, URL_LENGTH);
      return url === undefined ? [] : [{ type: 'button', text, url, action_id: this.#next() }];
    }
    if (button.id === '' || button.id.length > ID_LIMIT) return [];
    return [
      {
        type: 'button',
        text,
        value: button.id,
        action_id: this.#next(),
        ...(button.style === 'plain' ? {} : { style: button.style }),
      },
    ];
  }

  /** The id itself the first time, then with a number that `readActionId` takes off again. */
  #unique(id: string): string {
    let unique = id;
    for (let count = 2; this.#ids.has(unique); count += 1) unique = `${id}#${count}`;
    this.#ids.add(unique);
    return unique;
  }

  /** Buttons carry what they do as their value; this only tells them apart. */
  #next(): string {
    this.#buttons += 1;
    return `button#${this.#buttons}`;
  }
}

/** A select's id without the number that made it unique; no id of an action ends so. */
export const readActionId = (id: string): string => id.replace(NUMBERED, '');

/** Choices as options: those that Slack would refuse are left out, since a shortened value would mean another thing. */
export function optionsOf(choices: readonly Choice[], max: number): PlainTextOption[] {
  const options = new Map<string, PlainTextOption>();
  for (const { label, value, description } of choices) {
    const text = plainText(label, OPTION_TEXT);
    if (!text || value === '' || value.length > OPTION_VALUE || options.has(value)) continue;
    const more = plainText(description ?? '', OPTION_TEXT);
    options.set(value, { text, value, ...(more ? { description: more } : {}) });
    if (options.size === max) break;
  }
  return [...options.values()];
}
