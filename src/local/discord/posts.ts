import { inOrder } from '../shared/json.ts';
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
        content: JSON.stringify(inOrder({ payload, files: attachments.map(({ filename }) => filename) })),
      })),
  );
