import { type ComponentChildren, h } from 'preact';
import { type Fields, fields, isFields, rows, text } from '../../shared/json.ts';
import type { Drawn } from './discord-drawn.ts';
import { drawLine, drawMarkdown } from './discord-markdown.ts';
import { drawPicture } from './discord-media.ts';
import { outward, type Scene, safeAddress, withoutSeams } from './discord-scene.ts';
import { drawTime, sentText } from './discord-time.ts';

/** `#5865f2` */
export const colour = (value: unknown): string | undefined =>
  typeof value === 'number' ? `#${value.toString(16).padStart(6, '0')}` : undefined;

const maybeLink = (url: unknown, words: ComponentChildren): ComponentChildren => {
  const address = safeAddress(text(url));
  return address === undefined ? words : h('a', { class: 'd-link', ...outward(address) }, words);
};

/** An embed of a message without components of version 2. */
export function drawEmbed(embed: Fields, scene: Scene): Drawn {
  const accent = colour(embed.color);
  const style = accent === undefined ? {} : { borderLeftColor: accent };
  const author = withoutSeams(text(fields(embed.author).name));
  return h('div', { class: 'd-embed', style }, [
    h('div', { class: 'd-embed-words' }, [
      author === ''
        ? null
        : h('div', { class: 'd-embed-author' }, maybeLink(fields(embed.author).url, author)),
      text(embed.title) === ''
        ? null
        : h(
            'div',
            { class: 'd-embed-title' },
            maybeLink(embed.url, drawLine(embed.title, scene, safeAddress(text(embed.url)) === undefined)),
          ),
      drawMarkdown(embed.description, scene),
      drawFields(rows(embed.fields), scene),
    ]),
    drawEmbedded(embed.thumbnail, 'd-thumbnail', scene),
    drawEmbedded(embed.image, 'd-wide', scene),
    drawFooter(embed, scene),
  ]);
}

const drawFields = (given: readonly Fields[], scene: Scene): Drawn | null =>
  given.length === 0
    ? null
    : h(
        'dl',
        { class: 'd-fields' },
        given.map((field) =>
          h('div', { class: field.inline === true ? 'd-field' : 'd-field d-field-wide' }, [
            h('dt', null, drawLine(field.name, scene)),
            h('dd', null, drawMarkdown(field.value, scene)),
          ]),
        ),
      );

const drawEmbedded = (media: unknown, name: string, scene: Scene): Drawn | null =>
  isFields(media)
    ? drawPicture({ url: text(media.url), alt: text(media.description), spoiler: false, name }, scene)
    : null;

function drawFooter(embed: Fields, { viewer }: Scene): Drawn | null {
  const words = withoutSeams(text(fields(embed.footer).text));
  const at = Date.parse(text(embed.timestamp));
  if (words === '' && Number.isNaN(at)) return null;
  return h('div', { class: 'd-embed-footer' }, [
    words,
    words === '' || Number.isNaN(at) ? '' : ' • ',
    Number.isNaN(at) ? null : drawTime(at, sentText(at, viewer), viewer, 'd-when'),
  ]);
}
