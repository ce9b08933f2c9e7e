/** Pictures and files of a message. Nothing is loaded but from the platform's own server. */
import { h, type JSX } from 'preact';
import { type Fields, fields, rows, text } from '../../shared/json.ts';
import type { FileOnScreen } from '../../shared/screen.ts';
import type { FileUrl } from './props.ts';
import type { Setting } from './slack-setting.ts';
import { link, plainWords, safeLink } from './slack-text.ts';

/** A picture that the page does not have: what it shows, in words. */
function Absent({ alt, url }: { alt: string; url: string }): JSX.Element {
  return h('div', { class: 's-absent' }, [
    h('span', { class: 's-absent-kind' }, 'Picture'),
    h('span', null, alt || 'without a description'),
    safeLink(url) === undefined ? null : link(url, 'Open it'),
  ]);
}

function Loaded({ shown, alt, file }: { shown: FileOnScreen; alt: string; file: FileUrl }): JSX.Element {
  const address = file(shown.path);
  return h(
    'a',
    { class: 's-picture', href: address, target: '_blank', rel: 'noopener noreferrer' },
    h('img', { src: address, alt: alt || shown.alt || shown.name, loading: 'lazy' }),
  );
}

/** An image block or element: a file of the message, or a picture of the net, of which only the words are shown. */
export function Image({ image, setting }: { image: Fields; setting: Setting }): JSX.Element {
  const alt = text(image.alt_text);
  const id = text(fields(image.slack_file).id);
  const shown = setting.files.find((each) => each.id === id);
  return shown
    ? h(Loaded, { shown, alt, file: setting.file })
    : h(Absent, { alt, url: text(image.image_url) });
}

export function ImageBlock({ block, setting }: { block: Fields; setting: Setting }): JSX.Element {
  const title = plainWords(block.title);
  return h('figure', { class: 's-figure' }, [
    title ? h('figcaption', null, title) : null,
    h(Image, { image: block, setting }),
  ]);
}

function AFile({ shown, file }: { shown: FileOnScreen; file: FileUrl }): JSX.Element {
  if (shown.type.startsWith('image/')) return h(Loaded, { shown, alt: shown.alt, file });
  return h('a', { class: 's-file', href: file(shown.path), download: shown.name }, [
    h('span', { class: 's-file-name' }, shown.name),
    h('span', { class: 's-file-kind' }, 'Download'),
  ]);
}

/** The ids of the files that the blocks themselves show. */
const shownInBlocks = (blocks: readonly Fields[]): Set<string> =>
  new Set(
    blocks
      .flatMap((block) => [block, fields(block.accessory), ...rows(block.elements)])
      .map((each) => text(fields(each.slack_file).id)),
  );

/** The files that came with a message, but those that stand in its blocks. */
export function Files({
  blocks,
  setting,
}: {
  blocks: readonly Fields[];
  setting: Setting;
}): JSX.Element | null {
  const shown = shownInBlocks(blocks);
  const left = setting.files.filter(({ id }) => !shown.has(id));
  if (left.length === 0) return null;
  return h(
    'div',
    { class: 's-files' },
    left.map((each) => h(AFile, { key: each.id, shown: each, file: setting.file })),
  );
}
