import { sql } from 'kysely';
import type { z } from 'zod';
import type { DeliveryWish } from '../chat/outgoing.ts';
import type { Store } from '../store/store.ts';
import { moment } from './delivery-call.ts';
import type { DeliveryRow } from './delivery-rules.ts';

/** One attempt that begins: from when, and into which channel where it posts. */
export interface Claim {
  readonly id: string;
  /** In ms since the epoch. */
  readonly at: number;
  readonly channel?: string;
}

interface NewDelivery extends DeliveryWish<z.ZodObject> {
  readonly id: string;
  readonly post: string;
  readonly due: Temporal.Instant;
}

/**
 * Its state, for statements that name the rows by their ids. Hidden from the planner: it would rather read the index of
 * all that is open, which it takes for short while its figures are older than a rush.
 */
export const STATE = sql<string>`coalesce(delivery.state, '')`;

/** Keeps those whose key is not there yet, and returns them. */
export async function insertDeliveries(
  { db }: Store,
  wishes: readonly NewDelivery[],
): Promise<readonly { readonly id: string; readonly due_at: Temporal.Instant; readonly urgency: number }[]> {
  const values = wishes.map(({ id, key, community, to, post, subject, urgency, due, expires }) => ({
    ...{ id, key, community_id: community, space_id: to.space, post, subject },
    ...('channel' in to
      ? { channel: to.channel }
      : { identity_id: to.identity, fallback_channel: to.fallback }),
    urgency: urgency ?? 0,
    due_at: due.toString(),
    expires_at: expires?.toString(),
  }));
  const { rows } = await sql<{ id: string; due_at: Temporal.Instant; urgency: number }>`insert into delivery (
      id, key, community_id, space_id, channel, identity_id, fallback_channel, post, subject, urgency, due_at,
      expires_at)
    select id, key, community_id, space_id, channel, identity_id, fallback_channel, post, subject, urgency, due_at,
      expires_at
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as wished(
      id text, key text, community_id uuid, space_id text, channel text, identity_id uuid, fallback_channel text,
      post text, subject jsonb, urgency smallint, due_at timestamptz, expires_at timestamptz)
    on conflict (key) do nothing
    returning id, due_at, urgency`.execute(db);
  return rows;
}

/** Those of these deliveries that are not settled. */
export async function readDeliveries({ db }: Store, ids: readonly string[]): Promise<DeliveryRow[]> {
  return (
    db
      .selectFrom('delivery')
      .innerJoin('space', 'space.id', 'delivery.space_id')
      .leftJoin('identity', 'identity.id', 'delivery.identity_id')
      .selectAll('delivery')
      .select(['space.left_at', 'identity.external_id as member', 'identity.direct_channel'])
      // One value instead of hundreds: that is parsed much faster.
      .where(
        'delivery.id',
        '=',
        sql<string>`any(array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)))`,
      )
      .where(STATE, 'in', ['pending', 'sending'])
      .execute()
  );
}

/** Takes those that are still as they were read; nobody else begins an attempt of these. Returns them as they are now. */
export async function claimDeliveries(
  { db }: Store,
  rows: ReadonlyMap<string, DeliveryRow>,
  claims: readonly Claim[],
): Promise<ReadonlyMap<string, DeliveryRow>> {
  if (claims.length === 0) return new Map();
  const wished = claims.map(({ id, at, channel }) => ({
    id,
    at: moment(at),
    channel,
    counted: rows.get(id)?.attempts,
  }));
  const { rows: claimed } = await sql<{
    id: string;
    attempts: number;
    attempted_at: Temporal.Instant;
  }>`with wished as (
      select delivery.id, wished.at, wished.channel
      from delivery
      join jsonb_to_recordset(${JSON.stringify(wished)}::jsonb) as wished(
        id text, at timestamptz, channel text, counted integer)
        on wished.id = delivery.id and wished.counted = delivery.attempts
      where ${STATE} = 'pending' order by delivery.id for update of delivery
    )
    update delivery
    set state = 'sending', attempts = attempts + 1, attempted_at = wished.at, sent_channel = wished.channel
    from wished where delivery.id = wished.id
    returning delivery.id, delivery.attempts, delivery.attempted_at`.execute(db);
  return new Map(
    claimed.flatMap(({ id, attempts, attempted_at }) => {
      const row = rows.get(id);
      return row ? [[id, { ...row, state: 'sending', attempts, attempted_at }]] : [];
    }),
  );
}

/** What is not worth sending any more; returns what was still waiting. */
export async function skipDeliveries(
  { db }: Store,
  skips: readonly { readonly id: string; readonly reason: string }[],
  now: number,
): Promise<readonly string[]> {
  if (skips.length === 0) return [];
  const { rows } = await sql<{ id: string }>`update delivery
    set state = 'skipped', reason = skipped.reason, settled_at = ${moment(now)}
    from jsonb_to_recordset(${JSON.stringify(skips)}::jsonb) as skipped(id text, reason text)
    where delivery.id = skipped.id and ${STATE} = 'pending'
    returning delivery.id`.execute(db);
  return rows.map(({ id }) => id);
}
