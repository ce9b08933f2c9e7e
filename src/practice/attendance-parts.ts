import { shorten } from '../chat/clean.ts';
import type { Choice, Part } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import { type Inline, paragraph, text, time } from '../chat/text.ts';
import { type Attendee, wasThere } from './attendance-minutes.ts';

/** Who was there, in words. */

export const minutesSaid = (minutes: number): string => (minutes === 1 ? '1 minute' : `${minutes} minutes`);

/** `7 hours 30 minutes`: hours are what is added up, so they make no days. */
export function hoursInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const pieces = [
    ...(hours > 0 ? [hours === 1 ? '1 hour' : `${hours} hours`] : []),
    ...(minutes % 60 > 0 || hours === 0 ? [minutesSaid(minutes % 60)] : []),
  ];
  return pieces.join(' ');
}

function statusOf({ checkedIn, minutes, corrected }: Attendee): Inline[] {
  if (corrected) return [text(minutes ? `${minutesSaid(minutes)} (corrected)` : 'not there (corrected)')];
  if (checkedIn === undefined) return [text('not checked in')];
  return [text('there since '), time(checkedIn, 'time'), text(`, ${minutesSaid(minutes ?? 0)}`)];
}

/** A line a person; only a member of the space where it is read can be pointed at. */
export const attendeeLines = (attendees: readonly Attendee[], from: number, space: SpaceId): Part => ({
  kind: 'text',
  text: attendees.map((attendee, index) => {
    const { space: theirs, member, name } = attendee.seat;
    const who: Inline = theirs === space ? { kind: 'member', id: member, name } : text(name);
    return paragraph(`${from + index}. `, who, ': ', ...statusOf(attendee));
  }),
});

/** What a choice turns somebody into, so that the same click twice does the same once. */
export const turnChoices = (attendees: readonly Attendee[]): Choice[] =>
  attendees.map((attendee) => ({
    label: shorten(attendee.seat.name, 60),
    description: wasThere(attendee) ? 'was not there after all' : 'was there',
    value: `${wasThere(attendee) ? 'not' : 'there'} ${attendee.seat.id}`,
  }));

export const personChoices = (attendees: readonly Attendee[]): Choice[] =>
  attendees.map(({ seat: { id, name } }) => ({ label: shorten(name, 60), value: id }));
