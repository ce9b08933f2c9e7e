import { minutesInWords } from '../chat/duration.ts';
import { rows, words } from '../chat/parts.ts';
import type { Message, Part } from '../chat/reply.ts';
import { type Block, bullets, type Inline, inlines, paragraph, strong, text, time } from '../chat/text.ts';
import type { Facts } from './change-facts.ts';
import type { News } from './change-told.ts';
import { calendarFile } from './ics.ts';
import { linkParts, timeWords, whereText } from './occurrence-parts.ts';
import { seatButtons } from './seat-cards.ts';

/** What one of those concerned is told of a change. */

const isCancelled = ({ occurrence }: News): boolean => occurrence.state === 'cancelled';

/** `news` is not empty, and the next occurrence comes first. */
export function changeMessage(news: readonly News[], now: Temporal.Instant): Message {
  const [first, ...later] = news;
  if (!first) throw new Error('there is nothing to tell');
  const { occurrence, seat } = first;
  const cancelled = isCancelled(first);
  const seated = news.filter((each) => each.seat.state === 'seated').map((each) => each.occurrence);
  return {
    title: cancelled ? `Cancelled: ${first.known.title}` : `Changed: ${occurrence.title}`,
    parts: [
      ...(cancelled ? cancelledParts(first) : changedParts(first)),
      ...laterParts(later),
      ...(seated.length === 0 ? [] : [calendarFile(seated, { at: now, link: true })]),
      ...rows(cancelled ? [] : seatButtons(occurrence, seat.state)),
    ],
  };
}

function cancelledParts({ known, occurrence: { reason } }: News): Part[] {
  return [
    words('The session of ', time(Temporal.Instant.from(known.starts)), ' does not take place.'),
    ...(reason === undefined ? [] : [words('Why: ', reason)]),
  ];
}

/** What is different, then all that holds now. */
function changedParts({ occurrence, seat, known, changed }: News): Part[] {
  const where = whereText(occurrence);
  const stands: Block[] = [
    paragraph(strong('As it is now: '), ...timeWords(occurrence), where === undefined ? '' : `. ${where}`),
  ];
  return [
    {
      kind: 'text',
      text: [paragraph('What is different:'), bullets(changed.map((name) => line(name, known, occurrence)))],
    },
    { kind: 'text', text: stands },
    ...(seat.state === 'seated' ? linkParts(occurrence) : []),
  ];
}

const was = (old: Inline): Inline[] => [text('was '), { kind: 'strike', children: [old] }, text(', now ')];

function line(name: keyof Facts, known: Facts, now: News['occurrence']): Inline[] {
  switch (name) {
    case 'starts':
      return [strong('When: '), ...was(time(Temporal.Instant.from(known.starts))), time(now.starts)];
    case 'minutes':
      return [
        ...[strong('How long: '), ...was(text(minutesInWords(known.minutes)))],
        text(minutesInWords(now.minutes)),
      ];
    case 'title':
      return [strong('Called: '), ...was(text(known.title)), text(now.title)];
    case 'place':
      return [strong('Where: '), ...was(text(known.place ?? 'not said')), text(now.place ?? 'not said')];
    case 'about':
      return [strong('About: '), text(now.about ?? 'not said any more')];
    case 'link':
      return [
        strong('Video call: '),
        text(now.link === undefined ? 'there is none any more' : 'there is a new link'),
      ];
  }
}

/** Of the others, their times. */
function laterParts(later: readonly News[]): Part[] {
  const gone = later.filter(isCancelled).map(({ known }) => Temporal.Instant.from(known.starts));
  const changed = later.filter((each) => !isCancelled(each)).map(({ occurrence }) => occurrence.starts);
  return [
    ...(changed.length === 0 ? [] : [words(`${counted(changed)} changed too: `, ...times(changed))]),
    ...(gone.length === 0 ? [] : [words(`${counted(gone)} will not take place: `, ...times(gone))]),
  ];
}

const counted = ({ length }: readonly unknown[]): string =>
  length === 1 ? 'A later one of yours' : `${length} later ones of yours`;

const times = (at: readonly Temporal.Instant[]): Inline[] =>
  inlines(at.flatMap((each, index) => [...(index > 0 ? ['; '] : []), time(each)]));
