import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { minutesInWords } from '../chat/duration.ts';
import { UserError } from '../chat/errors.ts';
import { defineForm, openForm } from '../chat/form.ts';
import { option } from '../chat/option.ts';
import { note, rows, words } from '../chat/parts.ts';
import { nowhere, type Places, placeOf, placesInWords, withoutParts } from '../chat/place-parts.ts';
import type { Message, Part } from '../chat/reply.ts';
import { usage } from '../chat/text.ts';
import { mustOpen } from './create-rights.ts';
import { readLength } from './draft-fields.ts';
import { BLANK } from './draft-reading.ts';
import { choiceActions, choiceButton } from './poll-choice-cards.ts';
import { markActions } from './poll-mark-cards.ts';
import { bothTimes, lengthPart, lettered } from './poll-parts.ts';
import { chosenPost, pollOver, pollPost } from './poll-post.ts';
import type { Poll } from './poll-rows.ts';
import { MOST_TIMES, readTimes } from './poll-times.ts';
import type { PollPlan } from './polls.ts';

/** Asking which of several times suits: all is shown before anything is posted. */

interface Typed {
  readonly times?: string | undefined;
  readonly title?: string | undefined;
  readonly length?: string | undefined;
}

export async function pollCard(context: Context, typed: Typed): Promise<Message> {
  await mustOpen(context);
  const found = await placesFor(context);
  if (Object.values(typed).every((value) => value === undefined)) return emptyCard();
  const plan = await readPlan(context, typed);
  return draftCard(await context.services.practice.polls.make(await context.who(), plan), context, found);
}

async function placesFor(context: Context): Promise<Places> {
  const { community, space } = await context.who();
  const found = await context.services.practice.drafts.placesIn(community, placeOf(context, space));
  if (found.places.length === 0) throw nowhere(found);
  return found;
}

async function readPlan(context: Context, { times, title, length }: Typed): Promise<PollPlan> {
  const { settings, members } = context.services.community;
  const own = await members.zone(context.request);
  const zone = own ?? (await settings.of(await context.who())).zone;
  return {
    title,
    minutes: length === undefined ? BLANK.minutes : readLength(length),
    zone: zone ?? BLANK.zone,
    times: times === undefined ? [] : readTimes(times, { now: context.clock.now(), zone }),
  };
}

const emptyCard = (): Message => ({
  title: 'Find a time',
  parts: [
    words(
      `Give two to ${MOST_TIMES} times, and what the session is called. Members mark the times that suit them; you choose one, and it becomes a session.`,
    ),
    ...rows([button(fill, {}, 'Fill in', { style: 'primary' })]),
    note(
      'Or type it: ',
      usage('practice poll', { times: 'Thursday 7pm, Friday 6pm', title: 'Caucus practice' }),
    ),
  ],
});

async function draftCard(poll: Poll, context: Context, found: Places): Promise<Message> {
  const { id, title, times } = poll;
  const missing = [...(title === '' ? ['a title'] : []), ...(times.length === 0 ? ['the times'] : [])];
  const { space } = await context.who();
  const what: Part[] =
    times.length === 0
      ? []
      : [
          words('This is what I understood. Nothing is posted yet.'),
          lettered(times.map((each) => ({ letter: each.letter, says: bothTimes(each, poll) }))),
        ];
  return {
    title: title === '' ? 'Find a time' : `Find a time: ${title}`,
    parts: [
      ...what,
      lengthPart(poll),
      ...(missing.length > 0
        ? [words(`Still missing: ${missing.join(' and ')}.`)]
        : [words('It goes to ', ...placesInWords(found.places, space), '.'), ...withoutParts(found)]),
      ...rows([
        ...(missing.length > 0 ? [] : [button(post, { poll: id }, 'Post it', { style: 'primary' })]),
        button(fill, { poll: id }, missing.length > 0 ? 'Fill in' : 'Change'),
        button(discard, {}, 'Discard', { style: 'danger' }),
      ]),
    ],
  };
}

const form = defineForm({
  name: 'practice.poll-plan',
  title: 'Find a time',
  fields: {
    times: option.text({
      description: 'Thursday 7pm, Friday 6pm, Saturday 10:00',
      max: 500,
      lines: 'many',
      required: true,
    }),
    title: option.text({ description: 'What the session will be called', max: 100, required: true }),
    length: option.text({ description: '90m, 2 hours', max: 30 }),
  },
  answer: 'private',
  run: (context) => pollCard(context, context.values),
});

const fill = defineAction({
  name: 'practice.poll-fill',
  state: z.object({ poll: z.uuid().optional() }),
  answer: 'form',
  run: async (context) => {
    const { poll: id } = context.state;
    if (id === undefined) return openForm(form, {}, { length: minutesInWords(BLANK.minutes) });
    const { title, minutes, times, zone } = await ownDraft(context, id);
    const walls = times.map(({ starts }) => {
      const wall = starts.toZonedDateTimeISO(zone).toPlainDateTime();
      return wall.toString({ smallestUnit: 'minute' }).replace('T', ' ');
    });
    return openForm(form, {}, { times: walls.join(', '), title, length: minutesInWords(minutes) });
  },
});

async function ownDraft(context: Context, id: string): Promise<Poll> {
  const draft = await context.services.practice.polls.draft(await context.who(), id);
  if (draft) return draft;
  throw new UserError('That poll is posted, or gone. To ask anew: ', usage('practice poll'));
}

const post = defineAction({
  name: 'practice.poll-post',
  state: z.object({ poll: z.uuid() }),
  answer: 'private',
  run: async (context) => {
    await mustOpen(context);
    const { polls } = context.services.practice;
    const who = await context.who();
    const found = await placesFor(context);
    const poll = await polls.post(who, context.state.poll, found.places, context);
    return {
      title: `Posted: ${poll.title}`,
      parts: [
        words('It stands in ', ...placesInWords(found.places, who.space), ' in a moment.'),
        ...withoutParts(found),
        note('Does it not appear? ', usage('settings notices'), ' says why.'),
        ...rows([choiceButton(poll)]),
      ],
    };
  },
});

const discard = defineAction({
  name: 'practice.poll-discard',
  answer: 'private',
  run: async (context) => {
    await context.services.practice.polls.discard(await context.who());
    return { parts: [words('Discarded: nothing was posted.')] };
  },
});

export const pollActions = [fill, post, discard, ...markActions, ...choiceActions];
export const pollForms = [form];
export const pollPosts = [pollPost, chosenPost];
export const pollJobs = [pollOver];
