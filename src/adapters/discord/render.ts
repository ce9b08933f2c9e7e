import { type APIComponentInContainer, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { cleanLine, shorten } from '../../chat/clean.ts';
import type { Message, Part } from '../../chat/reply.ts';
import { type Inline, paragraph, type RichText } from '../../chat/text.ts';
import { type Attached, Attachments } from './attachments.ts';
import { cutFields, cutInline, cutRich, sizeOfInline, sizeOfRich } from './cut.ts';
import { escapeText } from './escape.ts';
import { fit, type Section, type Words } from './fit.ts';
import { buttonRows, selectRow } from './render-controls.ts';
import { bold, heading, renderInline, renderRich } from './render-text.ts';

const TITLE = 200;
const ALT = 1_024;

/** A card as Discord shows it, and the files that belong to it. */
export interface Rendered extends Attached {
  readonly components: APIMessageTopLevelComponent[];
}

/**
 * Shows a card in one container (Components V2). Never throws, and never makes what Discord would refuse. A discreet
 * one stands covered below its title. Discord's notifications say nothing of such messages now
 * (https://github.com/discord/discord-api-docs/issues/7854); should they begin to, the title comes first.
 */
export function renderMessage(message: Message): Rendered {
  const attachments = new Attachments();
  const taken = new Set<string>();
  const sections = title(message.title);
  const titled = sections.find((section) => section.kind === 'words');
  for (const part of message.parts) sections.push(...sectionsOf(part, attachments, taken));
  if (sections.every(({ kind }) => kind === 'divider')) sections.push(...words('(nothing to show)'));
  const components = fit(sections).map((section) =>
    section.kind === 'words'
      ? { type: ComponentType.TextDisplay as const, content: section.text }
      : section.component,
  );
  return {
    components: message.discreet
      ? covered(components, titled?.text)
      : [{ type: ComponentType.Container, components }],
    ...attachments.attached,
  };
}

/** In a card that is nearly too large the title is one with what comes after it: then nothing stands open. */
function covered(
  components: APIComponentInContainer[],
  title: string | undefined,
): APIMessageTopLevelComponent[] {
  const [head, ...rest] = components;
  const isTitle = head?.type === ComponentType.TextDisplay && head.content === title;
  if (isTitle && rest.length === 0) return [{ type: ComponentType.Container, components }];
  const cover = { type: ComponentType.Container as const, spoiler: true };
  return isTitle ? [head, { ...cover, components: rest }] : [{ ...cover, components }];
}

function sectionsOf(part: Part, attachments: Attachments, taken: Set<string>): Section[] {
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
    case 'file': {
      const says = cleanLine(part.says);
      const component = attachments.file(part, shorten(says, ALT));
      if (!component) return words(`File: ${says || part.name}`);
      return [...words(says), { kind: 'file', component }];
    }
    case 'picture': {
      const alt = shorten(cleanLine(part.alt), ALT);
      const component = attachments.picture(part, alt);
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
