import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { defineJob } from '../chat/job.ts';
import { rows, words } from '../chat/parts.ts';
import { definePost } from '../chat/post.ts';
import type { Button, ButtonStyle, Message } from '../chat/reply.ts';
import { calendarButtons } from './calendar-cards.ts';
import { showButton } from './list-cards.ts';
import { occurrenceCard } from './occurrence-card.ts';
import { linkParts, timeWords, whereText } from './occurrence-parts.ts';
import type { Answer, Answered } from './rosters.ts';
import { speakingFor } from './seat-context.ts';
import { offerMessage } from './seat-offer.ts';
import { seatWords } from './seat-words.ts';
import type { Occurrence, SeatState } from './session.ts';
import { sessionMessage } from './session-post.ts';

/** Joining a session and leaving it: the buttons, and what becomes of a click. */

const answers = z.enum(['join', 'maybe', 'leave']);

/** A click on what all see, or on a short answer: it is answered shortly, to who clicked. */
const answerHere = defineAction({
  name: 'practice.seat',
  state: z.object({ occurrence: z.uuid(), answer: answers }),
  answer: 'private',
  run: async (context) => seatCard(await answered(context, context.state)),
});

/** The same on one's own card of the session, which stays one. */
const answerOnCard = defineAction({
  name: 'practice.seat-card',
  state: z.object({ occurrence: z.uuid(), answer: answers }),
  answer: 'private',
  run: async (context) => {
    const { occurrence } = await answered(context, context.state);
    return occurrenceCard(context, occurrence);
  },
});

/** The same on a message that the bot wrote to a member: it says what became of it, and is done. */
const answerOffer = defineAction({
  name: 'practice.seat-offer',
  state: z.object({ occurrence: z.uuid(), answer: answers }),
  answer: 'update',
  run: async (context) => seatCard(await answered(context, context.state)),
});

/** Answers for who asks. */
export async function answered(
  context: Context,
  { occurrence, answer }: { readonly occurrence: string; readonly answer: Answer },
): Promise<Answered> {
  const who = await speakingFor(context, occurrence).who();
  const { rosters } = context.services.practice;
  return rosters.answer(who, context.request.member.name, occurrence, answer, context);
}

/** What became of it, and what one needs for it. */
export function seatCard({ occurrence, roster, seat }: Answered): Message {
  const seated = seat.state === 'seated';
  const where = whereText(occurrence);
  return {
    title: occurrence.title,
    parts: [
      words(...seatWords(occurrence, roster, seat)),
      words(...timeWords(occurrence), where === undefined ? '' : `. ${where}`),
      ...(seated ? linkParts(occurrence) : []),
      ...rows([
        ...(seated ? calendarButtons(occurrence) : []),
        ...buttons(answerHere, occurrence, ownOffers(seat.state, roster.free !== 0)),
        showButton(occurrence, 'More'),
      ]),
    ],
  };
}

type Offered = readonly (readonly [Answer, string, ButtonStyle?])[];

const JOIN = ['join', 'Join', 'primary'] as const;
const FOR_ALL: Offered = [JOIN, ['maybe', 'Maybe'], ['leave', 'Leave']];
const OFFERED: Offered = [
  ['join', 'Take the seat', 'primary'],
  ['leave', 'Pass it on'],
];
const OWN: Readonly<Record<SeatState | 'none', Offered>> = {
  none: [JOIN, ['maybe', 'Maybe'], ['leave', 'Can’t make it']],
  declined: [JOIN, ['maybe', 'Maybe']],
  maybe: [JOIN, ['leave', 'Can’t make it']],
  waiting: [['leave', 'Leave the waiting list']],
  offered: OFFERED,
  seated: [
    ['maybe', 'Maybe'],
    ['leave', 'Can’t make it'],
  ],
};

const buttons = (action: typeof answerHere, { id }: Pick<Occurrence, 'id'>, offered: Offered): Button[] =>
  offered.map(([answer, label, style = 'plain']) =>
    button(action, { occurrence: id, answer }, label, { style }),
  );

/**
 * What a member can do about their seat, as they have one now; for a post that all see, leave `state` out. With
 * `seatFree`, who waits can take the seat that it was too late to offer.
 */
export const seatButtons = (
  occurrence: Pick<Occurrence, 'id'>,
  state?: SeatState | 'none',
  seatFree = false,
): Button[] =>
  state === undefined
    ? buttons(answerHere, occurrence, FOR_ALL)
    : buttons(answerOnCard, occurrence, ownOffers(state, seatFree));

const ownOffers = (state: SeatState | 'none', seatFree: boolean): Offered =>
  state === 'waiting' && seatFree ? [JOIN, ...OWN.waiting] : OWN[state];

/** For the message that offers a seat. */
export const offerButtons = (occurrence: Pick<Occurrence, 'id'>): Button[] =>
  buttons(answerOffer, occurrence, OFFERED);

// They stand here and not beside their words: modules of cards import each other, and a list may name only what is
// there when it is made.
const occurrenceSubject = z.object({ occurrence: z.uuid() });
const seatSubject = z.object({ seat: z.uuid() });
export type OccurrenceSubject = typeof occurrenceSubject;
export type SeatSubject = typeof seatSubject;

/** The announcement of an occurrence in a channel. */
export const sessionPost = definePost({
  name: 'practice.session',
  subject: occurrenceSubject,
  make: (context) => sessionMessage(context),
});

/** Tells somebody who waits that a seat is kept for them. */
export const offerPost = definePost({
  name: 'practice.offer',
  subject: seatSubject,
  make: (context) => offerMessage(context),
});

export const lapseKey = (occurrence: string): string => `practice.lapse:${occurrence}`;

/** At the end of an offer: the seat goes to the next. */
export const lapseJob = defineJob({
  name: 'practice.lapse',
  says: 'an offered seat lapses',
  subject: occurrenceSubject,
  // However late: a seat must not stay with nobody.
  lateWithin: 366 * 24 * 60,
  run: ({ subject: { occurrence }, services, ...outgoing }) =>
    services.practice.sessions.keepUp(occurrence, outgoing),
});

export const seatActions = [answerHere, answerOnCard, answerOffer];
export const seatPosts = [sessionPost, offerPost];
export const seatJobs = [lapseJob];
