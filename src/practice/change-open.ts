import { z } from 'zod';
import type { Context } from '../chat/context.ts';
import { checkOpen } from './change-rows.ts';
import { ledOccurrence } from './lead.ts';
import type { Occurrence } from './session.ts';

/** What the buttons and forms of a change carry. */
export const changed = z.object({ occurrence: z.uuid(), scope: z.enum(['one', 'following']) });

/** The occurrence of a button as it is now, where who asks may change it and it can still be changed. */
export async function openOccurrence(context: Context, id: string): Promise<Occurrence> {
  const occurrence = await ledOccurrence(context, id);
  checkOpen(occurrence, context.clock.now());
  return occurrence;
}
