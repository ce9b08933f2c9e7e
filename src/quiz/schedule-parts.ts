import { minutesInWords } from '../chat/duration.ts';
import type { Places } from '../chat/place-parts.ts';
import { placesInWords, withoutParts } from '../chat/place-parts.ts';
import type { Part } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import { bullets, type Inline, paragraph, text, time } from '../chat/text.ts';
import type { Bank } from './bank.ts';
import { daysInWords, nextDates } from './days.ts';
import type { PostSchedule } from './schedules.ts';

/** A timetable in words. */

const DATES = 3;

/** Who looks at it, and what they see it by. */
export interface Looking {
  readonly bank: Bank;
  readonly space: SpaceId;
  readonly now: Temporal.Instant;
}

/** All that was understood, with the next dates. */
export function scheduleParts(schedule: PostSchedule, found: Places, { bank, space, now }: Looking): Part[] {
  const { days, time: hour, zone, closes, paused } = schedule;
  return [
    {
      kind: 'fields',
      fields: [
        { name: 'When', value: [paragraph(`${daysInWords(days)} at ${hour} on the clocks of ${zone}`)] },
        { name: 'Where', value: [paragraph(...placesInWords(found.places, space))] },
        { name: 'Which questions', value: [paragraph(topicInWords(bank, schedule))] },
        { name: 'Answers are taken for', value: [paragraph(minutesInWords(closes))] },
        {
          name: paused ? 'The next dates, once it is started' : 'The next dates',
          value: [bullets(nextDates(schedule, now, DATES).map((at) => [time(at)]))],
        },
      ],
    },
    ...withoutParts(found),
  ];
}

function topicInWords({ topics }: Bank, { topic }: PostSchedule): string {
  if (topic === undefined) return 'all topics';
  return topics.find(({ id }) => id === topic)?.title ?? `${topic}, which the course has no more`;
}

/** One line of a list. */
export function scheduleLine(schedule: PostSchedule, { bank, space, now }: Looking): Inline[] {
  const [next] = nextDates(schedule, now, 1);
  return [
    text(`${daysInWords(schedule.days)} at ${schedule.time} (${schedule.zone}), `),
    ...placesInWords([schedule.place], space),
    text(`, ${topicInWords(bank, schedule)}: `),
    ...(schedule.paused || !next ? [text('paused')] : [text('next '), time(next)]),
  ];
}
