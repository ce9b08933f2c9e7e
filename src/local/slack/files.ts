/** Files: how they arrive, of what type they are, and where members' screens find them. */
import { extname } from 'node:path';
import { isFields, text } from '../shared/json.ts';
import type { FileOnScreen } from '../shared/screen.ts';
import type { StoredFile, World } from './world.ts';

/** In bytes. */
const FILE_LIMIT = 1_000_000_000;

const TYPES: Record<string, string> = { '.png': 'image/png', '.ics': 'text/calendar' };

/** The MIME type of a file, by its name. */
export const fileType = (name: string): string =>
  TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream';

/** What was uploaded: the bare bytes, or the one file of a form; undefined where there is none. */
export async function uploadedBytes(body: Buffer, contentType: string): Promise<Buffer | undefined> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  try {
    const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
    const file = [...form.values()].find((each) => typeof each !== 'string');
    return file && Buffer.from(await file.arrayBuffer());
  } catch {
    return undefined;
  }
}

/** Keeps what was uploaded for a file, where it is as long as was said. */
export function keep(world: World, id: string, bytes: Buffer | undefined): { status: number; body: string } {
  const file = world.files.get(id);
  if (!file || (bytes?.length ?? 0) > FILE_LIMIT) return { status: 404, body: 'not found' };
  if (bytes?.length !== file.size) return { status: 400, body: 'length mismatch' };
  file.content = bytes;
  return { status: 200, body: `OK - ${file.size}` };
}

/** A file whose upload was completed; `name` as it stands in the address. */
export function fileOf(
  world: World,
  id: string,
  name: string,
): { content: Buffer; type: string } | undefined {
  const file = world.files.get(id);
  if (!file?.content || file.completed === null || encodeURIComponent(file.name) !== name) return undefined;
  return { content: file.content, type: fileType(file.name) };
}

const onScreen = ({ id, name, alt }: StoredFile): FileOnScreen => ({
  id,
  name,
  alt,
  type: fileType(name),
  path: `/files/${id}/${encodeURIComponent(name)}`,
});

/** The ids of the files to which pictures anywhere in a payload refer. */
function referred(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referred);
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === 'slack_file' && isFields(part) ? [text(part.id)] : referred(part),
  );
}

/** The files that a message carries (`files`) or its payload shows as pictures, each once. */
export function filesOnScreen(
  world: World,
  payload: unknown,
  files: readonly { id?: unknown }[],
): FileOnScreen[] {
  const ids = new Set([...files.map(({ id }) => text(id)), ...referred(payload)]);
  return [...ids].flatMap((id) => {
    const file = world.files.get(id);
    return file ? [onScreen(file)] : [];
  });
}
