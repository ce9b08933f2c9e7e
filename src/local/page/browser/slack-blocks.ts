/** The blocks of a message, a Home tab or a form, top to bottom. */
import { type ComponentChildren, type FunctionComponent, h, type JSX } from 'preact';
import { useId } from 'preact/hooks';
import { type Fields, fields, list, rows, text } from '../../shared/json.ts';
import { Control, isGroup } from './slack-controls.ts';
import { Image, ImageBlock } from './slack-files.ts';
import type { Setting } from './slack-setting.ts';
import { drawMarkdown, drawPlain, drawRichText, plainWords, textObject } from './slack-text.ts';
import { Undrawn } from './slack-undrawn.ts';
import { kindOf } from './slack-values.ts';

export interface BlockProps {
  block: Fields;
  setting: Setting;
}

/** The part of a key that tells equal ones apart. */
function numbered(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${name} ${count}`;
  });
}

/**
 * Keys by which blocks are the same after an edit, so that the focus stays: fields by block_id; the others by what can
 * be used in them, since Slack gives blocks without an id a new one with every edit.
 */
export const keysOf = (blocks: readonly Fields[]): string[] =>
  numbered(
    blocks.map((block) => {
      if (block.type === 'input') return `input ${text(block.block_id)}`;
      const used = [...rows(block.elements), fields(block.accessory)].find((each) => text(each.action_id));
      return `${kindOf(block)} ${text(used?.action_id)}`;
    }),
  );

function Section({ block, setting }: BlockProps): JSX.Element {
  const accessory = fields(block.accessory);
  const shown = rows(block.fields);
  return h('div', { class: 's-section' }, [
    h('div', { class: 's-section-words' }, [
      block.text === undefined ? null : textObject(block.text, setting.viewer),
      shown.length === 0
        ? null
        : h(
            'div',
            { class: 's-fields' },
            shown.map((each) => h('div', null, textObject(each, setting.viewer))),
          ),
    ]),
    block.accessory === undefined
      ? null
      : h(
          'div',
          { class: 's-accessory' },
          accessory.type === 'image'
            ? h(Image, { image: accessory, setting })
            : h(Control, {
                ...{ element: accessory, setting, acts: true, place: text(block.block_id) },
                label: isGroup(accessory) ? plainWords(block.text) : '',
              }),
        ),
  ]);
}

function Context({ block, setting }: BlockProps): JSX.Element {
  return h(
    'div',
    { class: 's-context' },
    rows(block.elements).map((element) => {
      if (element.type === 'image') return h(Image, { image: element, setting });
      if (element.type === 'mrkdwn' || element.type === 'plain_text')
        return h('div', null, textObject(element, setting.viewer));
      return h(Undrawn, { kind: kindOf(element), value: element });
    }),
  );
}

function Actions({ block, setting }: BlockProps): JSX.Element {
  const elements = rows(block.elements);
  const keys = numbered(elements.map(({ action_id }) => text(action_id)));
  return h(
    'div',
    { class: 's-row' },
    elements.map((element, index) =>
      h(Control, {
        ...{ key: keys[index], element, setting, acts: true, place: text(block.block_id), label: '' },
      }),
    ),
  );
}

function Table({ block, setting }: BlockProps): JSX.Element {
  const settings = list(block.column_settings).map(fields);
  const cell = (content: Fields, head: boolean, column: number): JSX.Element => {
    const words: ComponentChildren =
      content.type === 'rich_text'
        ? drawRichText(content, setting.viewer)
        : content.type === 'raw_text'
          ? drawPlain(text(content.text), true)
          : h(Undrawn, { kind: kindOf(content), value: content });
    const align = text(settings[column]?.align) || 'left';
    return h(head ? 'th' : 'td', { class: `s-${align}`, ...(head && { scope: 'col' }) }, words);
  };
  const [first = [], ...rest] = list(block.rows).map(rows);
  // What can be scrolled must be reached by keyboard.
  return h('div', { class: 's-table', tabIndex: 0, role: 'group', 'aria-label': 'Table' }, [
    h('table', null, [
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          first.map((each, column) => cell(each, true, column)),
        ),
      ),
      h(
        'tbody',
        null,
        rest.map((row) =>
          h(
            'tr',
            null,
            row.map((each, column) => cell(each, false, column)),
          ),
        ),
      ),
    ]),
  ]);
}

/** A field outside a form: it tells the app where the block says so. */
function Input({ block, setting }: BlockProps): JSX.Element {
  const id = useId();
  const element = fields(block.element);
  const acts = block.dispatch_action === true;
  return h('div', { class: 's-field' }, [
    h('label', { class: 's-label', for: id, id: `${id}-label` }, plainWords(block.label)),
    h(Control, { element, setting, acts, id, label: '', place: text(block.block_id) }),
    block.hint === undefined ? null : h('div', { class: 's-hint' }, plainWords(block.hint)),
  ]);
}

const drawn: Readonly<Record<string, FunctionComponent<BlockProps>>> = {
  header: ({ block }) => h('h3', { class: 's-header' }, plainWords(block.text)),
  section: Section,
  divider: () => h('hr', { class: 's-divider' }),
  context: Context,
  image: ImageBlock,
  actions: Actions,
  rich_text: ({ block, setting }) => h('div', { class: 's-rich' }, drawRichText(block, setting.viewer)),
  table: Table,
  markdown: ({ block, setting }) =>
    h('div', { class: 's-rich' }, drawMarkdown(text(block.text), setting.viewer)),
  input: Input,
};

interface BlocksProps {
  blocks: readonly Fields[];
  setting: Setting;
  /** Draws input blocks otherwise than as what stands by itself. */
  input?: (block: Fields, key: string) => JSX.Element;
}

export function Blocks({ blocks, setting, input }: BlocksProps): JSX.Element {
  const keys = keysOf(blocks);
  return h(
    'div',
    { class: 's-blocks' },
    blocks.map((block, index) => {
      const kind = kindOf(block);
      const key = keys[index]!;
      if (kind === 'input' && input) return input(block, key);
      if (!Object.hasOwn(drawn, kind)) return h(Undrawn, { key, kind, value: block });
      return h(drawn[kind]!, { key, block, setting });
    }),
  );
}
