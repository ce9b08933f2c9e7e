import type { Place } from '../chat/place-parts.ts';
import type { Draft, DraftPlan } from './drafts.ts';

/** Drafts, and what they share with sessions, as they stand in the store. */

export const columnsOf = (plan: DraftPlan) => ({
  title: plan.title ?? null,
  about: plan.about ?? null,
  place: plan.place ?? null,
  link: plan.link ?? null,
  zone: plan.zone,
  starts: plan.starts?.toString({ smallestUnit: 'minute' }) ?? null,
  minutes: plan.minutes,
  rule: plan.rule ?? null,
  left_out: JSON.stringify(plan.leftOut),
  seats: plan.seats ?? null,
  leads: JSON.stringify(plan.leads),
  reminds_channel: plan.remindsChannel,
  offer_minutes: plan.offerMinutes,
});

interface PlanRow {
  readonly title: string | null;
  readonly about: string | null;
  readonly place: string | null;
  readonly link: string | null;
  readonly zone: string;
  readonly starts: string | null;
  readonly minutes: number;
  readonly rule: string | null;
  readonly left_out: readonly string[];
  readonly seats: number | null;
  readonly leads: readonly string[];
  readonly reminds_channel: boolean;
  readonly offer_minutes: number;
}

export const planOf = (row: PlanRow): DraftPlan => ({
  title: row.title ?? undefined,
  about: row.about ?? undefined,
  place: row.place ?? undefined,
  link: row.link ?? undefined,
  zone: row.zone,
  starts: row.starts === null ? undefined : Temporal.PlainDateTime.from(row.starts),
  minutes: row.minutes,
  rule: row.rule ?? undefined,
  leftOut: row.left_out,
  seats: row.seats ?? undefined,
  leads: row.leads,
  remindsChannel: row.reminds_channel,
  offerMinutes: row.offer_minutes,
});

export const draftOf = (
  row: PlanRow & { readonly id: string; readonly community_id: string },
  places: readonly Place[],
): Draft => ({ ...planOf(row), id: row.id, community: row.community_id, places });
