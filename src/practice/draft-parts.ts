import { minutesInWords } from '../chat/duration.ts';
import { leadsInWords } from '../chat/leads.ts';
import { note } from '../chat/parts.ts';
import { placesInWords } from '../chat/place-parts.ts';
import type { Part } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import { type Block, bullets, type Inline, paragraph, time } from '../chat/text.ts';
import { dayInWords, wallInWords, wallNote } from './draft-time.ts';
import type { Draft } from './drafts.ts';
import { firstTimes, momentOf } from './occurrence-times.ts';
import { repeatInWords } from './repeat.ts';

/** All that was understood of a session in the making, in full. */

const DATES = 3;

export function draftParts(draft: Draft, space: SpaceId): Part[] {
  const { title, about, minutes, place, link, seats, offerMinutes, leads, remindsChannel, places } = draft;
  const field = (name: string, ...value: readonly (string | Inline)[]) => ({
    name,
    value: [paragraph(...value)],
  });
  const reminders =
    leads.length === 0
      ? 'none, but for those who set their own'
      : `${leadsInWords(leads)} before, by direct message${remindsChannel ? ' and by a post in the channel' : ''}`;
  const where = places.length === 0 ? ['nowhere yet'] : placesInWords(places, space);
  return [
    {
      kind: 'fields',
      fields: [
        field('Title', title ?? 'not yet'),
        ...(about === undefined ? [] : [field('About', about)]),
        ...whenFields(draft),
        field('How long', minutesInWords(minutes)),
        field('Where', place ?? 'not said'),
        field('Link, for those with a seat only', link ?? 'none'),
        field('Seats', seats === undefined ? 'as many as come' : String(seats)),
        ...(seats === undefined
          ? []
          : [field('A free seat is kept for who waits first', `for ${minutesInWords(offerMinutes)}`)]),
        field('Reminders', reminders),
        field('Announced in', ...where),
      ],
    },
    ...clockNotes(draft).map((words) => note(words)),
  ];
}

function whenFields(draft: Draft) {
  const { starts, zone, rule, leftOut } = draft;
  if (starts === undefined) return [{ name: 'When', value: [paragraph('not yet')] }];
  const repeats: { name: string; value: Block[] } = {
    name: 'Repeats',
    value: [paragraph(repeatInWords(rule, starts))],
  };
  const wall = (at: Temporal.PlainDateTime) => [
    `${wallInWords(at)} on the clocks of ${zone}; for you `,
    time(momentOf(at, zone)),
  ];
  const dates = datesOf(draft);
  const [first] = dates;
  return [
    { name: 'When', value: [paragraph(...wall(first ?? starts))] },
    repeats,
    ...(leftOut.length === 0
      ? []
      : [
          {
            name: 'Left out',
            value: [bullets(leftOut.map((day) => [dayInWords(Temporal.PlainDate.from(day))]))],
          },
        ]),
    ...(rule === undefined ? [] : [{ name: 'The next dates', value: [bullets(dates.map(wall))] }]),
  ];
}

const datesOf = ({ starts, rule, leftOut }: Draft): readonly Temporal.PlainDateTime[] =>
  starts === undefined ? [] : firstTimes({ starts, rule, leftOut }, DATES);

/** Of the dates that are shown. */
const clockNotes = (draft: Draft): string[] => datesOf(draft).flatMap((at) => wallNote(at, draft.zone) ?? []);
