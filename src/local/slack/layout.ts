/** A message, modal or Home tab as a client lays it out, top to bottom. */
import { type Fields, fields, rows, text } from '../shared/json.ts';
import { controlOf, placed, textOf } from './controls.ts';
import { markdown } from './markdown.ts';
import { mrkdwn, unescaped } from './mrkdwn.ts';
import { richText } from './rich-text.ts';
import { type Inline, type Shown, words } from './shown.ts';

/** A text object: plain text is taken as it is, mrkdwn is read. */
function textObject(value: unknown): Shown[] {
  const object = fields(value);
  if (object.type === 'plain_text') return [{ kind: 'line', parts: [words(textOf(object))] }];
  const alone = object.verbatim !== true;
  return mrkdwn(text(object.text), { urls: alone, mentions: alone });
}

const pictureWords = (image: Fields): Inline => words(`[picture: ${text(image.alt_text) || 'no alt text'}]`);

/** The elements of a context block stand beside one another on one line. */
function context(block: Fields): Shown[] {
  const parts = rows(block.elements).map((element): Inline[] =>
    element.type === 'image'
      ? [pictureWords(element)]
      : textObject(element).flatMap((line, index) => [
          ...(index > 0 ? [words('\n')] : []),
          ...('parts' in line ? line.parts : []),
        ]),
  );
  return [
    { kind: 'line', parts: parts.flatMap((each, index) => (index > 0 ? [words(' '), ...each] : each)) },
  ];
}

const cellParts = (cell: Fields): Inline[] =>
  cell.type === 'raw_text'
    ? [words(text(cell.text))]
    : richText(cell).flatMap((line) => ('parts' in line ? line.parts : []));

const controls = (block: Fields): Shown[] => {
  const found = placed([block]);
  return found.length > 0 ? [{ kind: 'controls', elements: found.map(({ element }) => element) }] : [];
};

function block(each: Fields): Shown[] {
  switch (each.type) {
    case 'header':
      return [{ kind: 'heading', parts: [words(textOf(each.text))] }];
    case 'section': {
      const image = fields(each.accessory).type === 'image' ? fields(each.accessory) : null;
      return [
        ...(each.text === undefined ? [] : textObject(each.text)),
        ...rows(each.fields).flatMap(textObject),
        ...(image ? [{ kind: 'line' as const, parts: [pictureWords(image)] }] : []),
        ...controls(each),
      ];
    }
    case 'context':
      return context(each);
    case 'image': {
      const title = textOf(each.title);
      const picture: Shown = { kind: 'line', parts: [pictureWords(each)] };
      return title ? [{ kind: 'line', parts: [words(title)] }, picture] : [picture];
    }
    case 'input':
      return [{ kind: 'line', parts: [words(textOf(each.label))] }, ...controls(each)];
    case 'rich_text':
      return richText(each);
    case 'markdown':
      return markdown(text(each.text));
    case 'table':
      return (Array.isArray(each.rows) ? each.rows : []).map((row) => ({
        kind: 'line',
        parts: rows(row).flatMap((cell, index) => [...(index > 0 ? [words(' | ')] : []), ...cellParts(cell)]),
      }));
    case 'actions':
      return controls(each);
    default:
      return [];
  }
}

const file = (each: Fields): Shown => ({
  kind: 'line',
  parts: [
    text(each.mimetype).startsWith('image/')
      ? pictureWords({ alt_text: each.alt_txt })
      : words(`[file: ${text(each.name)}]`),
  ],
});

/** The lines of a payload; where there are blocks, they stand for its text. */
export function layout(payload: Fields): Shown[] {
  const blocks = rows(payload.blocks);
  const written = text(payload.markdown_text);
  const own =
    blocks.length > 0
      ? blocks.flatMap(block)
      : written
        ? markdown(written)
        : payload.mrkdwn === false
          ? [{ kind: 'line' as const, parts: [words(unescaped(text(payload.text)))] }]
          : mrkdwn(text(payload.text), { urls: true, mentions: false });
  return [...own, ...rows(payload.attachments).flatMap(layout), ...rows(payload.files).map(file)];
}

/** Each interactive element of a payload. */
export const controlsOf = (payload: Fields): ReturnType<typeof controlOf>[] =>
  placed([...rows(payload.blocks), ...rows(payload.attachments).flatMap((each) => rows(each.blocks))]).map(
    controlOf,
  );
