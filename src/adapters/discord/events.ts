import {
  type APIGuildScheduledEvent,
  RESTJSONErrorCodes as Code,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  type REST,
  type RESTPostAPIGuildScheduledEventJSONBody,
  Routes,
} from 'discord.js';
import { clean, cleanLine, shorten } from '../../chat/clean.ts';
import type { Edited, Found, Posted } from '../../chat/outbox.ts';
import { EVENTS } from '../../chat/outbox.ts';
import type { EventEntry } from '../../chat/reply.ts';
import { isCode } from './calls.ts';
import { SEAM } from './escape.ts';

/** A server's list of scheduled events: https://discord.com/developers/docs/resources/guild-scheduled-event */

const MAX_NAME = 100;
const MAX_LOCATION = 100;
const MAX_DESCRIPTION = 1_000;

/** One server's list, and the call's end. */
export interface EventList {
  readonly rest: REST;
  readonly server: string;
  readonly signal: AbortSignal;
}

type Body = Pick<
  RESTPostAPIGuildScheduledEventJSONBody,
  'name' | 'description' | 'scheduled_start_time' | 'scheduled_end_time' | 'entity_metadata'
>;

const REFUSED = { kind: 'refused', reason: 'rejected' } as const;
const GONE = { kind: 'refused', reason: 'message-gone' } as const;

export async function postEvent(list: EventList, id: string, entry: EventEntry): Promise<Posted> {
  // What was cancelled before it stood there is not to be seen.
  if (entry.cancelled) return GONE;
  const body = {
    ...bodyOf(entry, markOf(id)),
    entity_type: GuildScheduledEventEntityType.External,
    privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
  } satisfies RESTPostAPIGuildScheduledEventJSONBody;
  try {
    const route = Routes.guildScheduledEvents(list.server);
    const made = (await list.rest.post(route, { body, signal: list.signal })) as APIGuildScheduledEvent;
    return { kind: 'posted', channel: EVENTS, message: made.id };
  } catch (error) {
    // The list is full: no fault of ours, as any other payload that is refused.
    if (isCode(error, Code.MaximumNumberOfUncompletedGuildScheduledEventsReached)) return REFUSED;
    throw error;
  }
}

/** Reads it first: what is unchanged is left alone, since every change stands in the server's audit log. */
export async function editEvent(list: EventList, event: string, entry: EventEntry): Promise<Edited> {
  const { rest, server, signal } = list;
  const route = Routes.guildScheduledEvent(server, event);
  try {
    if (entry.cancelled) {
      await rest.delete(route, { signal });
      return { kind: 'edited' };
    }
    const seen = (await rest.get(route, { signal })) as APIGuildScheduledEvent;
    const body = bodyOf(entry, MARK.exec(seen.description ?? '')?.[0] ?? '');
    if (seen.status !== GuildScheduledEventStatus.Scheduled) {
      if (sameTime(seen.scheduled_start_time, body.scheduled_start_time)) return { kind: 'edited' };
      // Put off after it began there, which cannot be said any more: no entry is better than a wrong one.
      await rest.delete(route, { signal });
      return GONE;
    }
    if (!says(seen, body)) await rest.patch(route, { body, signal });
    return { kind: 'edited' };
  } catch (error) {
    if (!isCode(error, Code.UnknownGuildScheduledEvent)) throw error;
    return entry.cancelled ? { kind: 'edited' } : GONE;
  }
}

export async function findEvent(
  { rest, server, signal }: EventList,
  self: string,
  id: string,
): Promise<Found> {
  const listed = await rest.get(Routes.guildScheduledEvents(server), { signal });
  const mark = markOf(id);
  const found = (listed as readonly APIGuildScheduledEvent[]).find(
    ({ creator_id, description }) => creator_id === self && description?.endsWith(mark),
  );
  return found ? { kind: 'found', message: found.id } : { kind: 'absent' };
}

/** The small print by which an event is known again. */
const markOf = (id: string): string => `Parley ${id}`;
const MARK = /Parley [a-z0-9-]{1,25}$/;

function bodyOf({ title, starts, ends, where, about }: EventEntry, mark: string): Body {
  const words = shorten(plain(clean(about)).trim(), MAX_DESCRIPTION - mark.length - 2);
  return {
    name: shorten(cleanLine(title), MAX_NAME),
    description: [words, mark].filter(Boolean).join('\n\n'),
    scheduled_start_time: starts.toString(),
    scheduled_end_time: ends.toString(),
    entity_metadata: { location: shorten(plain(cleanLine(where)), MAX_LOCATION) },
  };
}

/**
 * Events are not escaped like messages, since much of them is shown with its backslashes; what would become a link
 * with another name, a mention or a picture is parted.
 */
const plain = (value: string): string =>
  value
    .replace(/<(?=\S)/g, `<${SEAM}`)
    .replaceAll('](', `]${SEAM}(`)
    .replace(/@(?=everyone|here)/gi, `@${SEAM}`);

function says(seen: APIGuildScheduledEvent, body: Body): boolean {
  return (
    seen.name === body.name &&
    seen.description === body.description &&
    seen.entity_metadata?.location === body.entity_metadata?.location &&
    sameTime(seen.scheduled_start_time, body.scheduled_start_time) &&
    sameTime(seen.scheduled_end_time, body.scheduled_end_time)
  );
}

const sameTime = (one: string | null, other: string | undefined): boolean =>
  one !== null && other !== undefined && Temporal.Instant.from(one).equals(Temporal.Instant.from(other));
