/** What the app posted by itself, written so that two posts of the same give the same words. */
import { isFields, text } from '../shared/json.ts';
import type { World } from './world.ts';

const TOLD = ['text', 'markdown_text', 'blocks', 'attachments', 'metadata'];

/** A value with its fields in order; a picture's file by its name, since each upload of it has an id of its own. */
function written(world: World, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => written(world, each));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [
        key,
        key === 'slack_file' ? pictureName(world, value[key]) : written(world, value[key]),
      ]),
  );
}

function pictureName(world: World, file: unknown): unknown {
  const stored = isFields(file) ? world.files.get(text(file.id)) : undefined;
  return stored ? { name: stored.name } : written(world, file);
}

/** All that a post says, as JSON. */
export const sentOf = (world: World, payload: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(written(world, Object.fromEntries(TOLD.map((key) => [key, payload[key]]))));
