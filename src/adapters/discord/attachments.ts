import { ComponentType, type RawFile } from 'discord.js';
import type { FilePart, Picture } from '../../chat/reply.ts';

/** Of one message: https://discord.com/developers/docs/reference#uploading-files */
const FILES = 10;
const FILE_BYTES = 10 * 1024 * 1024;
const NAME = 60;

export interface Attached {
  readonly files: RawFile[];
  /** Says what the files show; sent with every edit as well, where an empty list takes old files away. */
  readonly attachments: { readonly id: number; readonly filename: string; readonly description: string }[];
}

/** The files of one message, and how they stand in it. What a message has no room for is undefined: its words stand alone. */
export class Attachments {
  readonly attached: Attached = { files: [], attachments: [] };
  #bytes = 0;

  picture({ name, png }: Picture, alt: string) {
    const word = name
      .toLowerCase()
      .replace(/\.png$/, '')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 40);
    const id = this.attached.files.length;
    const description = alt || 'Picture';
    const filename = this.#add(`${id + 1}-${word || 'picture'}.png`, png, 'image/png', description);
    if (filename === undefined) return undefined;
    return {
      type: ComponentType.MediaGallery as const,
      items: [{ media: { url: `attachment://${filename}` }, description }],
    };
  }

  file({ name, content }: FilePart, says: string) {
    const filename = this.#add(fileName(name), content, 'application/octet-stream', says || 'File');
    if (filename === undefined) return undefined;
    return { type: ComponentType.File as const, file: { url: `attachment://${filename}` } };
  }

  #add(wanted: string, data: Uint8Array, contentType: string, description: string): string | undefined {
    const { files, attachments } = this.attached;
    const id = files.length;
    if (id === FILES || data.byteLength === 0 || this.#bytes + data.byteLength > FILE_BYTES) return undefined;
    this.#bytes += data.byteLength;
    // Components find their file by its name.
    let filename = wanted;
    while (files.some(({ name }) => name.toLowerCase() === filename.toLowerCase()))
      filename = `${id + 1}-${filename}`;
    files.push({ name: filename, data, contentType });
    attachments.push({ id, filename, description });
    return filename;
  }
}

/** Discord changes other letters in a name, and the component would not find its file. */
function fileName(name: string): string {
  const [, stem = '', extension = ''] = /^(.*?)((?:\.[A-Za-z0-9]{1,10})?)$/s.exec(name) ?? [];
  const word = stem.replace(/[^A-Za-z0-9]+/g, '-').slice(0, NAME);
  return `${word.replace(/^-+|-+$/g, '') || 'file'}${extension}`;
}
