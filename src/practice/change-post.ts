import { z } from 'zod';
import { definePost } from '../chat/post.ts';

/** Tells one of those concerned what changed. */
export const changePost = definePost({
  name: 'practice.change',
  subject: z.object({ change: z.uuid(), identity: z.uuid() }),
  make: ({ subject: { change, identity }, services }) => services.practice.changes.message(change, identity),
});

export const changeKey = (change: string, identity: string): string =>
  `practice.change:${change}:${identity}`;
