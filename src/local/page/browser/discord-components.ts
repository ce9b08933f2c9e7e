import { Fragment, h } from 'preact';
import { componentsOf, Type } from '../../discord/parts.ts';
import { type Fields, fields, isFields, list, rows, text } from '../../shared/json.ts';
import { drawControl, drawRow } from './discord-controls.ts';
import type { Drawn } from './discord-drawn.ts';
import { colour } from './discord-embed.ts';
import { drawMarkdown } from './discord-markdown.ts';
import { attachedFile, drawFile, drawPicture, type Media } from './discord-media.ts';
import { notDrawn } from './discord-not-drawn.ts';
import type { Scene } from './discord-scene.ts';
import { Cover } from './discord-spoiler.ts';

/** Components one below the other; what holds a control is known by it, wherever it stands after an edit. */
export const drawComponents = (parts: unknown, scene: Scene): Drawn[] =>
  list(parts).map((part, index) => {
    const ids = componentsOf({ components: [part] }).map((each) => text(each.part.custom_id));
    const key = ids.find((id) => id !== '') ?? `${index}`;
    return h(Fragment, { key }, isFields(part) ? drawComponent(part, scene) : notDrawn(part, part));
  });

function drawComponent(part: Fields, scene: Scene): Drawn | null {
  switch (Number(part.type)) {
    case Type.row:
      return drawRow(part, scene);
    case Type.textDisplay:
      return drawMarkdown(part.content, scene);
    case Type.section:
      return drawSection(part, scene);
    case Type.gallery:
      return drawGallery(part, scene);
    case Type.file:
      return drawFilePart(part, scene);
    case Type.separator:
      return drawSeparator(part);
    case Type.container:
      return drawContainer(part, scene);
    default:
      return notDrawn(part.type, part);
  }
}

function drawContainer(part: Fields, scene: Scene): Drawn {
  const accent = colour(part.accent_color);
  const drawn = h(
    'div',
    {
      class: accent === undefined ? 'd-container' : 'd-container d-accented',
      style: accent === undefined ? {} : { borderLeftColor: accent },
    },
    drawComponents(part.components, scene),
  );
  return part.spoiler === true ? h(Cover, null, drawn) : drawn;
}

function drawSection(part: Fields, scene: Scene): Drawn {
  const accessory = fields(part.accessory);
  const beside =
    Number(accessory.type) === Type.thumbnail
      ? drawPicture(mediaOf(accessory, 'd-thumbnail'), scene)
      : drawControl(accessory, scene);
  return h('div', { class: 'd-section' }, [
    h('div', { class: 'd-section-words' }, drawComponents(part.components, scene)),
    h('div', { class: 'd-section-beside' }, beside),
  ]);
}

const mediaOf = (part: Fields, name: string): Media => ({
  url: text(fields(part.media).url),
  alt: text(part.description),
  spoiler: part.spoiler === true,
  name,
});

function drawGallery(part: Fields, scene: Scene): Drawn {
  const items = rows(part.items);
  return h(
    'div',
    { class: items.length === 1 ? 'd-gallery' : 'd-gallery d-gallery-many' },
    items.map((item) => drawPicture(mediaOf(item, 'd-wide'), scene)),
  );
}

function drawFilePart(part: Fields, scene: Scene): Drawn {
  const url = text(fields(part.file).url);
  const drawn = drawFile(attachedFile(url, scene.files), url.replace('attachment://', ''), scene);
  return part.spoiler === true ? h(Cover, null, drawn) : drawn;
}

/** A line unless it is switched off, with little or much room around it. */
const drawSeparator = (part: Fields): Drawn => {
  const room = part.spacing === 2 ? 'd-separator d-separator-large' : 'd-separator';
  return part.divider === false ? h('div', { class: room }) : h('hr', { class: room });
};
