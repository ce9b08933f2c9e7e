import { type APIMessageTopLevelComponent, ComponentType, type RawFile } from 'discord.js';
import { cleanLine, shorten } from '../../chat/clean.ts';
import type { Message, Part, Picture } from '../../chat/reply.ts';
import { type Inline, paragraph, type RichText } from '../../chat/text.ts';
import { cutFields, cutInline, cutRich, sizeOfInline, sizeOfRich } from './cut.ts';
import { escapeText } from './escape.ts';
import { fit, type Section, type Words } from './fit.ts';
import { buttonRows, selectRow } from './render-controls.ts';
import { bold, heading, renderInline, renderRich } from './render-text.ts';

const TITLE = 200;
const ALT = 1_024;
const PICTURES = 10;
/** Of all files of a message together; https://discord.com/developers/docs/reference#uploading-files */
const FILE_BYTES = 10 * 1024 * 1024;

/** A card as Discord shows it, and the files that belong to it. */
export interface Rendered {
  readonly components: APIMessageTopLevelComponent[];
  readonly files: RawFile[];
  /** Says what the files show; sent with every edit as well, where an empty list takes old files away. */
  readonly attachments: { readonly id: number; readonly filename: string; readonly description: string }[];
}

/** Shows a card in one container (Components V2). Never throws, and never makes what Discord would refuse. */
export function renderMessage(message: Message): Rendered {
  const pictures = new Pictures();
  const taken = new Set<string>();
  const sections = title(message.title);
  for (const part of message.parts) sections.push(...sectionsOf(part, pictures, taken));
  if (sections.every(({ kind }) => kind === 'divider')) sections.push(...words('(nothing to show)'));
  const components = fit(sections).map((section) =>
    section.kind === 'words'
      ? { type: ComponentType.TextDisplay as const, content: section.text }
      : section.component,
  );
  const { files, attachments } = pictures;
  return { components: [{ type: ComponentType.Container, components }], files, attachments };
}

function sectionsOf(part: Part, pictures: Pictures, taken: Set<string>): Section[] {
  switch (part.kind) {
    case 'text':
      return section(
        (room) => renderRich(cutRich(part.text, room)),
        () => sizeOfRich(part.text),
        renderRich(part.text),
      );
    case 'fields':
      return section(
        (room) => renderFields(cutFields(part.fields, room)),
        () => part.fields.reduce((sum, { name, value }) => sum + name.length + sizeOfRich(value), 0),
        renderFields(part.fields),
      );
    case 'note':
      return section(
        (room) => renderNote(cutInline(part.text, room)),
        () => sizeOfInline(part.text),
        renderNote(part.text),
      );
    case 'divider':
      return [{ kind: 'divider', component: { type: ComponentType.Separator } }];
    case 'buttons':
      return buttonRows(part.buttons, taken);
    case 'select':
      return selectRow(part, part.choices, taken);
    case 'search':
      return selectRow(part, part.first, taken);
    case 'picture': {
      const alt = shorten(cleanLine(part.alt), ALT);
      const component = pictures.add(part, alt);
      if (component) return [{ kind: 'picture', component }];
      return alt === '' ? [] : words(`Picture: ${alt}`);
    }
  }
}

function title(given: string | undefined): Section[] {
  const line = shorten(cleanLine(given ?? ''), TITLE);
  if (line === '') return [];
  const cut = (room: number) => heading('##', escapeText(shorten(line, room)));
  return section(cut, () => line.length, cut(line.length));
}

const words = (value: string): Section[] => {
  const blocks: RichText = [paragraph(value)];
  return section(
    (room) => renderRich(cutRich(blocks, room)),
    () => value.length,
    renderRich(blocks),
  );
};

/** A text display, or nothing where there is no text. */
function section(cut: Words['cut'], size: Words['size'], whole: string): Section[] {
  return whole.trim() === '' ? [] : [{ kind: 'words', text: whole, size, cut }];
}

const renderFields = (fields: readonly { readonly name: string; readonly value: RichText }[]): string =>
  fields
    .map(({ name, value }) =>
      [bold(cleanLine(name)), renderRich(value)].filter((each) => each !== '').join('\n'),
    )
    .filter((each) => each !== '')
    .join('\n');

const renderNote = (nodes: readonly Inline[]): string =>
  renderInline(nodes)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => `-# ${line}`)
    .join('\n');

/** The files of one message, and how their pictures stand in it. */
class Pictures {
  readonly files: RawFile[] = [];
  readonly attachments: { id: number; filename: string; description: string }[] = [];
  #bytes = 0;

  /** Undefined where the message has no room for one more: its words stand alone then. */
  add({ name, png }: Picture, alt: string) {
    const id = this.files.length;
    if (id === PICTURES || png.byteLength === 0 || this.#bytes + png.byteLength > FILE_BYTES)
      return undefined;
    this.#bytes += png.byteLength;
    const word = name
      .toLowerCase()
      .replace(/\.png$/, '')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40);
    const filename = `${id + 1}-${word || 'picture'}.png`;
    const description = alt || 'Picture';
    this.files.push({ name: filename, data: png, contentType: 'image/png' });
    this.attachments.push({ id, filename, description });
    return {
      type: ComponentType.MediaGallery as const,
      items: [{ media: { url: `attachment://${filename}` }, description }],
    };
  }
}
