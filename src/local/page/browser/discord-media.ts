import { h } from 'preact';
import type { FileOnScreen } from '../../shared/screen.ts';
import type { Drawn } from './discord-drawn.ts';
import { outward, type Scene, safeAddress } from './discord-scene.ts';
import { Cover } from './discord-spoiler.ts';

const ATTACHED = 'attachment://';

/** The file behind an `attachment://` address. */
export const attachedFile = (url: string, files: Scene['files']): FileOnScreen | undefined =>
  url.startsWith(ATTACHED) ? files.find(({ name }) => name === url.slice(ATTACHED.length)) : undefined;

export const isPicture = ({ type, name }: FileOnScreen): boolean =>
  type.startsWith('image/') || /\.(png|jpe?g|gif|webp|svg)$/i.test(name);

export interface Media {
  url: string;
  /** What the picture shows, in words. */
  alt: string;
  spoiler: boolean;
  /** Its size and place. */
  name: string;
}

/** A picture that came with the message; one that stands elsewhere is named, since the page loads nothing from there. */
export function drawPicture({ url, alt, spoiler, name }: Media, scene: Scene): Drawn {
  const file = attachedFile(url, scene.files);
  const drawn = file ? drawOwnPicture(file, alt, name, scene) : drawElsewhere(url, alt);
  return spoiler ? h(Cover, null, drawn) : drawn;
}

function drawOwnPicture(file: FileOnScreen, given: string, name: string, scene: Scene): Drawn {
  const address = scene.file(file.path);
  const alt = given || file.alt || `Picture without a description: ${file.name}`;
  const picture = h('img', { class: 'd-picture', src: address, alt, loading: 'lazy' });
  return h('a', { class: `d-picture-link ${name}`, ...outward(address) }, picture);
}

function drawElsewhere(url: string, alt: string): Drawn {
  const address = safeAddress(url);
  if (address === undefined)
    return h('p', { class: 'd-elsewhere' }, `Picture that did not come with the message: ${alt || url}`);
  return h('p', { class: 'd-elsewhere' }, [
    'Picture elsewhere: ',
    h('a', { class: 'd-link', title: url, ...outward(address) }, alt || url),
  ]);
}

/** A file that can be opened or kept; undefined as file where it did not come with the message. */
export function drawFile(file: FileOnScreen | undefined, name: string, scene: Scene): Drawn {
  if (file === undefined)
    return h('p', { class: 'd-elsewhere' }, `File that did not come with the message: ${name}`);
  return h('div', { class: 'd-file' }, [
    h('span', { class: 'd-file-sign', 'aria-hidden': 'true' }),
    h('span', { class: 'd-file-words' }, [
      h('a', { class: 'd-link', ...outward(scene.file(file.path)) }, file.name),
      h('small', { class: 'd-small' }, [file.alt, file.type].filter((each) => each !== '').join(' · ')),
    ]),
  ]);
}

/** A file that no component shows. */
export const drawAttachment = (file: FileOnScreen, scene: Scene): Drawn =>
  isPicture(file)
    ? h('div', { class: 'd-attachment' }, drawOwnPicture(file, '', 'd-wide', scene))
    : drawFile(file, file.name, scene);
