import { shorten } from '../chat/clean.ts';
import type { Choice, Part } from '../chat/reply.ts';
import type { SpaceId } from '../chat/request.ts';
import { type Inline, paragraph, text, time } from '../chat/text.ts';
import type { Attended } from './attendance.ts';
import { type Attendee, wasThere } from './attendance-minutes.ts';
import { ROLE_KINDS, type RoleKind } from './cell.ts';
import type { OwnTurn } from './turns.ts';

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

/** A line a person, with their roles by person; only a member of the space where it is read can be pointed at. */
export const attendeeLines = (
  attendees: readonly Attendee[],
  roles: ReadonlyMap<string, OwnTurn>,
  from: number,
  space: SpaceId,
): Part => ({
  kind: 'text',
  text: attendees.map((attendee, index) => {
    const { space: theirs, member, name, person } = attendee.seat;
    const who: Inline = theirs === space ? { kind: 'member', id: member, name } : text(name);
    const role = roles.get(person);
    return paragraph(`${from + index}. `, who, role ? `, ${role.name}: ` : ': ', ...statusOf(attendee));
  }),
});

const AS: Readonly<Record<RoleKind, string>> = {
  mediator: 'as mediator',
  'co-mediator': 'as co-mediator',
  party: 'as a party',
  coach: 'as coach',
  observer: 'as observer',
};

/** `As mediator 3 hours, as a party 5 hours, without a role 1 hour.`; undefined where no session has a role. */
export function hoursByRole(
  attended: readonly Attended[],
  roles: ReadonlyMap<string, OwnTurn>,
): string | undefined {
  const byKind = Map.groupBy(attended, ({ occurrence }) => roles.get(occurrence.id)?.kind);
  const said = [...ROLE_KINDS, undefined].flatMap((kind) => {
    const minutes = byKind.get(kind)?.reduce((sum, each) => sum + each.minutes, 0);
    return minutes === undefined ? [] : [`${kind ? AS[kind] : 'without a role'} ${hoursInWords(minutes)}`];
  });
  const line = `${said.join(', ')}.`;
  return byKind.size === Number(byKind.has(undefined)) ? undefined : `A${line.slice(1)}`;
}

/** What a choice turns somebody into, so that the same click twice does the same once. */
export const turnChoices = (attendees: readonly Attendee[]): Choice[] =>
  attendees.map((attendee) => ({
    label: shorten(attendee.seat.name, 60),
    description: wasThere(attendee) ? 'was not there after all' : 'was there',
    value: `${wasThere(attendee) ? 'not' : 'there'} ${attendee.seat.id}`,
  }));

export const personChoices = (attendees: readonly Attendee[]): Choice[] =>
  attendees.map(({ seat: { id, name } }) => ({ label: shorten(name, 60), value: id }));
