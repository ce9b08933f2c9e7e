import { sql } from 'kysely';
import { EVENTS } from '../chat/outbox.ts';
import type { Store } from '../store/store.ts';
import type { HeldAnnouncement, Shown } from './announcement-rules.ts';
import { moment } from './delivery-call.ts';
import { notice } from './notice.ts';

/** Those of these announcements that may still be shown. */
export async function readAnnouncements({ db }: Store, ids: readonly string[]): Promise<HeldAnnouncement[]> {
  return db
    .selectFrom('announcement')
    .selectAll()
    .where('id', 'in', ids)
    .where('state', 'in', ['live', 'closed'])
    .execute();
}

interface Hold {
  readonly row: HeldAnnouncement;
  /** When its call begins, and until when nobody else works on it; in ms since the epoch. */
  readonly at: number;
  readonly until: number;
  /** Whether the call changes what is shown, so that a crash leaves it unsure. */
  readonly marks: boolean;
}

/** Takes those that nobody has worked on since they were read; returned with what is wanted now. */
export async function holdAnnouncements(
  { db }: Store,
  holds: readonly Hold[],
): Promise<readonly { readonly row: HeldAnnouncement; readonly at: number }[]> {
  if (holds.length === 0) return [];
  const wished = holds.map(({ row, at, until, marks }) => ({
    id: row.id,
    held: row.held_until?.toString(),
    attempted: row.attempted_at?.toString(),
    message: row.message_id,
    until: moment(until),
    mark: marks ? moment(at) : undefined,
  }));
  const { rows } = await sql<{ id: string; wanted: number; held_until: Temporal.Instant }>`with taken as (
      select announcement.id, wished.until, wished.mark
      from announcement
      join jsonb_to_recordset(${JSON.stringify(wished)}::jsonb) as wished(
        id text, held timestamptz, attempted timestamptz, message text, until timestamptz, mark timestamptz)
        on wished.id = announcement.id
      where announcement.state in ('live', 'closed')
        and announcement.held_until is not distinct from wished.held
        and announcement.attempted_at is not distinct from wished.attempted
        and announcement.message_id is not distinct from wished.message
      order by announcement.id for update of announcement
    )
    update announcement set held_until = taken.until, attempted_at = coalesce(taken.mark, announcement.attempted_at)
    from taken where announcement.id = taken.id
    returning announcement.id, announcement.wanted, announcement.held_until`.execute(db);
  const taken = new Map(rows.map((row) => [row.id, row]));
  return holds.flatMap(({ row, at }) => {
    const now = taken.get(row.id);
    return now ? [{ row: { ...row, wanted: now.wanted, held_until: now.held_until }, at }] : [];
  });
}

/** How long a list of events that took no entry is left in peace: there may be none, or the bot may not write in it. */
const NO_LIST = Temporal.Duration.from({ hours: 24 });

/** Writes what a call changed, and gives the announcement free. Returns the version wanted now, or undefined where it was no longer held. */
export async function keepShown(
  store: Store,
  row: HeldAnnouncement,
  change: Shown,
  now: Temporal.Instant,
): Promise<number | undefined> {
  const { ends, reason, shown, message, attempted } = change;
  const isEvent = row.channel === EVENTS;
  const rests = isEvent && ends === 'refused' ? now.add(NO_LIST).toString() : null;
  const [kept] = await store.db
    .updateTable('announcement')
    .set({
      held_until: rests,
      ...(shown !== undefined && { shown }),
      ...(message !== undefined && { message_id: message }),
      ...(attempted !== undefined && { attempted_at: attempted === null ? null : moment(attempted) }),
      ...(ends && { state: ends, reason: reason ?? null }),
    })
    .where('id', '=', row.id)
    .where('held_until', '=', sql<Temporal.Instant>`${row.held_until?.toString() ?? null}::timestamptz`)
    .returning('wanted')
    .execute();
  // An entry in a list of events is a courtesy beside the post in the channel.
  if (kept && !isEvent && (ends === 'refused' || ends === 'doubtful')) {
    const detail = { post: row.post, space: row.space_id, channel: row.channel, reason };
    await notice(store, {
      kind: `announcement-${ends}`,
      key: `announcement:${row.id}`,
      community: row.community_id,
      detail,
      at: now,
    });
  }
  return kept?.wanted;
}
