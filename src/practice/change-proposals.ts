import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { UserError } from '../chat/errors.ts';
import { usage } from '../chat/text.ts';
import type { Store } from '../store/store.ts';
import type { Edit, Scope } from './change-facts.ts';
import type { Held, Step } from './change-rows.ts';
import { type Retimed, remainingRule, wallOf } from './change-times.ts';
import { firstTimes } from './occurrence-times.ts';

/** A change of times that is shown before it is saved: a row of the changes that no occurrence refers to. */

/** What was understood. */
export interface Proposal {
  readonly id: string;
  /** The wall time of this occurrence. */
  readonly starts: Temporal.PlainDateTime;
  readonly minutes: number;
  /** From this occurrence on. */
  readonly rule: string | undefined;
  /** The first wall times; this one alone unless those that follow change too. */
  readonly next: readonly Temporal.PlainDateTime[];
  /** How many occurrences would be cancelled, since the rule has no time left for them. */
  readonly ended: number;
}

interface Kept {
  readonly occurrence: string;
  readonly scope: Scope;
  readonly edit: Edit;
}

/** As it stands in the row. */
interface KeptRow extends Omit<Kept, 'edit'> {
  readonly edit: Omit<Edit, 'starts'> & { readonly starts?: string };
}

const SHOWN = 3;
/** How long one can think about it. */
const KEPT = Temporal.Duration.from({ hours: 24 });

/** Proposals of the same session that nobody saved in time go. */
export async function keepProposal(
  { db }: Store,
  more: Omit<Kept, 'occurrence'> & {
    readonly held: Held;
    readonly times: Retimed | undefined;
    readonly steps: readonly Step[];
    readonly now: Temporal.Instant;
  },
): Promise<Proposal> {
  const { held, scope, edit, times, steps, now } = more;
  const { session, occurrence, slots } = held;
  await db
    .deleteFrom('practice_change')
    .where('session_id', '=', session.id)
    .where(isProposal)
    .where('made_at', '<', sql<Temporal.Instant>`${now.subtract(KEPT).toString()}::timestamptz`)
    .execute();
  const id = randomUUID();
  const proposed: Kept = { occurrence: occurrence.id, scope, edit };
  await db
    .insertInto('practice_change')
    .values({
      ...{ id, session_id: session.id, kind: 'edited', before: JSON.stringify({ proposed }) },
      made_at: now.toString(),
    })
    .execute();
  const planned = steps.filter(({ after }) => after.state === 'planned');
  const later = times ? firstTimes(times.timing, slots.length + SHOWN).slice(slots.length) : [];
  const ruled = new Map(slots.map((slot, index) => [slot.id, times?.times[index]]));
  const next = planned.map(({ after }) => ruled.get(after.id) ?? edit.starts ?? wallOf(after));
  return {
    id,
    starts: next[0] ?? wallOf(occurrence),
    minutes: planned[0]?.after.minutes ?? occurrence.minutes,
    rule: times ? times.timing.rule : remainingRule(session, slots),
    next: [...next, ...later].slice(0, scope === 'one' ? 1 : SHOWN),
    ended: steps.length - planned.length,
  };
}

const isProposal = sql<boolean>`practice_change.before ? 'proposed'`;

export async function readProposal({ db }: Store, id: string): Promise<Kept | undefined> {
  const row = await db
    .selectFrom('practice_change')
    .where('id', '=', id)
    .where(isProposal)
    .select('before')
    .executeTakeFirst();
  return row && keptOf(row.before);
}

/** Gives it once; a second click finds nothing. */
export async function takeProposal({ db }: Store, id: string): Promise<Kept> {
  const row = await db
    .deleteFrom('practice_change')
    .where('id', '=', id)
    .where(isProposal)
    .returning('before')
    .executeTakeFirst();
  if (!row) throw proposalGone();
  return keptOf(row.before);
}

export const proposalGone = (): UserError =>
  new UserError('That was saved already, or stood too long. See how it is now: ', usage('practice show'));

function keptOf(before: unknown): Kept {
  const { proposed } = before as { readonly proposed: KeptRow };
  const { starts, ...edit } = proposed.edit;
  return {
    ...proposed,
    edit: { ...edit, ...(starts !== undefined && { starts: Temporal.PlainDateTime.from(starts) }) },
  };
}
