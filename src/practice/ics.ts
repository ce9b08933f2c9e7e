import ical, { ICalCalendarMethod, type ICalEventData, ICalEventStatus } from 'ical-generator';
import { clean, cleanLine } from '../chat/clean.ts';
import type { FilePart } from '../chat/reply.ts';
import type { Occurrence } from './session.ts';

/** What a calendar shows of an occurrence. */
export type CalendarEntry = Pick<
  Occurrence,
  'id' | 'title' | 'about' | 'place' | 'link' | 'starts' | 'ends' | 'state' | 'reason' | 'sequence'
>;

interface CalendarParts<E> {
  /** As of when each entry is told; calendars take the latest, where the sequence is the same. */
  stamp(entry: E): Temporal.Instant;
  /** For somebody with a seat: the address of the video call is in it. */
  readonly link: boolean;
  /** Of a calendar that is read again and again. */
  readonly feed?: { readonly name: string };
}

/** How often calendar programs should read a feed again, in s. */
const REFRESH = 3_600;

/** Occurrences as a calendar file; `link`: for somebody with a seat. `at`: when it is made. */
export function calendarFile(
  occurrences: readonly CalendarEntry[],
  { at, link }: { readonly at: Temporal.Instant; readonly link: boolean },
): FilePart {
  const several = occurrences.length > 1;
  return {
    kind: 'file',
    name: several ? 'sessions.ics' : 'session.ics',
    content: new TextEncoder().encode(calendarText(occurrences, { stamp: () => at, link })),
    says: several ? `${occurrences.length} sessions, for your calendar` : 'The session, for your calendar',
  };
}

/**
 * RFC 5545: one event in UTC for each occurrence rather than a rule in a zone, so that it is right in every calendar
 * however old its zone data are. The same occurrence keeps its UID, and later changes have a higher SEQUENCE.
 */
export function calendarText<E extends CalendarEntry>(
  entries: readonly E[],
  { stamp, link, feed }: CalendarParts<E>,
): string {
  const calendar = ical({
    prodId: '//Parley//Practice sessions//EN',
    method: ICalCalendarMethod.PUBLISH,
    ...(feed ? { name: feed.name, ttl: REFRESH } : {}),
    events: entries.map((entry) => ({ ...eventOf(entry, link), stamp: stamp(entry) })),
  });
  // The library leaves the last line without its end.
  return `${calendar.toString()}\r\n`;
}

/** The library escapes texts, but a line end in any other value would begin a line of its own: nothing comes here uncleaned. */
function eventOf(entry: CalendarEntry, seated: boolean): ICalEventData {
  const { id, starts, ends, sequence } = entry;
  const cancelled = entry.state === 'cancelled';
  const title = cleanLine(entry.title);
  const place = cleanLine(entry.place ?? '');
  const link = seated ? cleanLine(entry.link ?? '') : '';
  const url = urlOf(link);
  const description = [
    cancelled ? `This session does not take place. ${clean(entry.reason ?? '')}`.trim() : '',
    clean(entry.about ?? '').trim(),
    // Many calendars show nobody the URL.
    link && `Video call: ${link}`,
  ].filter((each) => each !== '');
  return {
    id: `${cleanLine(id)}@parley`,
    sequence,
    start: starts,
    end: ends,
    summary: cancelled ? `Cancelled: ${title}` : title,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...(description.length > 0 && { description: description.join('\n\n') }),
    ...((place || link) && { location: place || link }),
    ...(url !== undefined && { url }),
  };
}

/** An address for a property of its own; the library escapes it like a text, which no reader takes back. */
function urlOf(link: string): string | undefined {
  if (!/^https?:/i.test(link) || !URL.canParse(link)) return undefined;
  const { href } = new URL(link);
  return /[,;\\]/.test(href) ? undefined : href;
}
