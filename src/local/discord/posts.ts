import { isFields } from '../shared/json.ts';
import type { PostByApp } from '../shared/screen.ts';
import type { World } from './world.ts';

/** Every message that the app posted by itself, in answer to nothing; private ones left out. */
export const postsIn = (world: World): PostByApp[] =>
  [...world.channels()].flatMap((channel) =>
    [...channel.messages.values()]
      .filter(
        ({ author, origin, privateTo }) =>
          author === world.bot && origin === undefined && privateTo === undefined,
      )
      .map(({ id, payload, attachments }) => ({
        id,
        place: channel.id,
        content: JSON.stringify(sorted({ payload, files: attachments.map(({ filename }) => filename) })),
      })),
  );

/** The same value with its keys in order, so that what is equal reads the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isFields(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sorted(each)] as const);
  return Object.fromEntries(entries.toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
