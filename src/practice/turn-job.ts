import { z } from 'zod';
import { defineJob } from '../chat/job.ts';
import { CHECK_IN_BEFORE, type Occurrence } from './session.ts';

export const turnKey = (occurrence: string): string => `practice.turn:${occurrence}`;

/** What its post says and offers changes at these: checking in begins, it begins, it ends. The next one after an instant. */
export function nextTurn(
  { starts, ends }: Pick<Occurrence, 'starts' | 'ends'>,
  now: Temporal.Instant,
): Temporal.Instant {
  const turns = [starts.subtract(CHECK_IN_BEFORE), starts];
  return turns.find((turn) => Temporal.Instant.compare(turn, now) > 0) ?? ends;
}

/** At these: the post says so; and after the end the next occurrence is announced. */
export const turnJob = defineJob({
  name: 'practice.turn',
  says: 'a session begins or ends',
  subject: z.object({ session: z.uuid(), occurrence: z.uuid() }),
  // However late: what is over must not look as if one could still join.
  lateWithin: 366 * 24 * 60,
  run: async ({ subject: { session, occurrence }, services, ...outgoing }) => {
    const { sessions } = services.practice;
    await sessions.keepUp(occurrence, outgoing);
    await sessions.turn(session, outgoing);
  },
});

export const turnJobs = [turnJob];
