import { fields, text } from '../shared/json.ts';
import { limitedList, limitedText, limitedUrl, limitedWithin } from './limited.ts';
import { type Rule, Source } from './rule.ts';
import { wantList, wantNumber } from './want.ts';

const mediaUrl = limitedWithin(
  'media',
  limitedUrl('address of a picture', 'url', ['http', 'https', 'attachment']),
);
const fileUrl = limitedWithin('file', limitedUrl('address of a file', 'url', ['attachment']));

/** Rules about the blocks of Components V2: texts, sections, pictures, files, containers. */
export const blockRules: readonly Rule[] = [
  {
    name: 'text-display-content',
    says: 'A text display has 1 to 4,000 characters.',
    source: Source.openapi,
    on: 'text-display',
    ...limitedText('one text', 'content', 1, 4_000, true),
  },
  {
    name: 'section-texts',
    says: 'A section holds 1 to 3 text displays.',
    source: Source.components,
    on: 'section',
    ...limitedList('texts of a section', 'components', 1, 3, true),
  },
  {
    name: 'section-accessory',
    says: 'A section has an accessory.',
    source: Source.components,
    on: 'section',
    check(section, say) {
      if (!section.accessory) say('accessory', 'BASE_TYPE_REQUIRED', 'This field is required');
    },
  },
  {
    name: 'gallery-items',
    says: 'A media gallery holds 1 to 10 pictures.',
    source: Source.components,
    on: 'gallery',
    ...limitedList('pictures of a gallery', 'items', 1, 10, true),
  },
  {
    name: 'media-description',
    says: 'A picture is described in 1 to 1,024 characters.',
    source: Source.components,
    on: 'media',
    ...limitedText('description of a picture', 'description', 1, 1_024),
  },
  {
    name: 'media-url',
    says: 'A picture is a web address or an uploaded file.',
    source: Source.components,
    on: 'media',
    limit: mediaUrl.limit,
    check(media, say, place) {
      mediaUrl.check(media, say, place);
      sayMissingFile(text(fields(media.media).url), under('media', say), place.files);
    },
  },
  {
    name: 'file-url',
    says: 'A file component names an uploaded file.',
    source: Source.components,
    on: 'file',
    limit: fileUrl.limit,
    check(file, say, place) {
      fileUrl.check(file, say, place);
      sayMissingFile(text(fields(file.file).url), under('file', say), place.files);
    },
  },
  {
    name: 'separator-spacing',
    says: "A separator's spacing is 1 or 2.",
    source: Source.components,
    on: 'separator',
    check: wantNumber('spacing', 1, 2),
  },
  {
    name: 'container-size',
    says: 'A container holds 1 to 40 components.',
    source: Source.openapi,
    on: 'container',
    check: wantList('components', 1, 40, true),
  },
  {
    name: 'container-colour',
    says: "A container's accent colour is between 0 and 16,777,215.",
    source: Source.components,
    on: 'container',
    check: wantNumber('accent_color', 0, 0xffffff),
  },
];

const under =
  (name: string, say: Parameters<Rule['check']>[1]): Parameters<Rule['check']>[1] =>
  (path, code, message) =>
    say(`${name}.${path}`, code, message);

function sayMissingFile(
  url: string,
  say: Parameters<Rule['check']>[1],
  files: readonly string[] | undefined,
): void {
  if (url === '') say('url', 'BASE_TYPE_REQUIRED', 'This field is required');
  if (files === undefined || !url.startsWith('attachment://')) return;
  if (!files.includes(url.slice('attachment://'.length)))
    say('url', 'MEDIA_ATTACHMENT_NOT_FOUND', 'Referenced attachment was not found');
}
