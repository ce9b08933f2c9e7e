/** What the app posted by itself, written so that two posts of the same give the same words. */
import { inOrder, isFields, text } from '../shared/json.ts';
import type { World } from './world.ts';

const TOLD = ['text', 'markdown_text', 'blocks', 'attachments', 'metadata'];

/** A picture's file by its name, since each upload of it has an id of its own. */
function pictureName(world: World, file: unknown): unknown {
  const stored = isFields(file) ? world.files.get(text(file.id)) : undefined;
  return stored ? { name: stored.name } : file;
}

/** All that a post says, as JSON. */
export const sentOf = (world: World, payload: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(inOrder(Object.fromEntries(TOLD.map((key) => [key, payload[key]]))), (key, value) =>
    key === 'slack_file' ? pictureName(world, value) : value,
  );
