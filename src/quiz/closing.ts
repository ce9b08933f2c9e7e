import { readMinutes } from '../chat/duration.ts';

const DAY = 24 * 60;
const SPAN = { what: 'how long answers are taken', least: 5, most: 28 * DAY };

/** How long answers to a post are taken, in minutes; a day unless given. Throws a UserError. */
export const readCloses = (typed: string | undefined): number =>
  typed === undefined ? DAY : readMinutes(typed, SPAN);
