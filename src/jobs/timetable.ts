import { nextOccurrence, type Recurrence } from '../chat/recurrence.ts';
import { type Attempt, comesEarly, tooLate } from './attempt.ts';
import { notice } from './notice.ts';
import type { LookParts } from './task.ts';
import { moment } from './time.ts';

interface TimetableRow {
  readonly key: string;
  readonly community_id: string | null;
  readonly job: string;
  readonly subject: unknown;
  readonly rule: string;
  readonly zone: string;
  readonly starts: string;
  readonly next_at: Temporal.Instant;
}

interface DueOccurrences {
  /** The latest of those that are due, and how many were due altogether. */
  readonly latest: Temporal.Instant;
  readonly count: number;
  readonly next: Temporal.Instant | undefined;
}

/** What is due of a timetable whose next occurrence was `first`: more than one after the program was down. */
export function dueOccurrences(
  recurrence: Recurrence,
  first: Temporal.Instant,
  now: Temporal.Instant,
): DueOccurrences {
  let latest = first;
  let count = 1;
  for (;;) {
    const next = nextOccurrence(recurrence, latest);
    if (!next || Temporal.Instant.compare(next, now) > 0) return { latest, count, next };
    latest = next;
    count++;
  }
}

/** Does what is due by the rows of these timetables, and wakes each again at its next occurrence. */
export async function lookAtTimetables(parts: LookParts, keys: readonly string[]): Promise<void> {
  const { store, wakes, clock } = parts;
  const rows = await store.db
    .selectFrom('timetable')
    .select(['key', 'community_id', 'job', 'subject', 'rule', 'zone', 'starts', 'next_at'])
    .where('key', 'in', keys)
    .where('paused', '=', false)
    .where('next_at', 'is not', null)
    .$narrowType<{ next_at: Temporal.Instant }>()
    .orderBy('next_at')
    .execute();
  for (const row of rows) {
    const now = clock.now();
    if (Temporal.Instant.compare(row.next_at, now) <= 0) await runTimetable(parts, row);
    else if (comesEarly(row.next_at, now)) await wakes.wake('timetable', [{ id: row.key, at: row.next_at }]);
  }
}

async function runTimetable(parts: LookParts, row: TimetableRow): Promise<void> {
  const { wakes, clock, due, attempts, log } = parts;
  const { key, job } = row;
  const starts = Temporal.PlainDateTime.from(row.starts);
  const now = clock.now();
  const occurrences = dueOccurrences({ ...row, starts }, row.next_at, now);
  const { latest, count } = occurrences;
  const known = due().job(job);
  if (!known) {
    log.warn({ key, job }, 'no command has this job any more');
    return goOn(parts, row, occurrences, 0);
  }
  const what = { key, job, due: latest };
  if (tooLate(latest, now, known.lateWithin) && !attempts.failedBefore(what)) {
    return goOn(parts, row, occurrences, count);
  }
  const attempt: Attempt = await attempts.attempt(what, () => due().run(job, row.subject, latest));
  if (attempt === 'done') return goOn(parts, row, occurrences, count - 1);
  if (attempt === 'never') return goOn(parts, row, occurrences, count - 1, true);
  await wakes.wake('timetable', [{ id: key, at: clock.now().add({ milliseconds: attempt.later }) }]);
}

/** On to the next occurrence, unless the timetable was changed meanwhile; facilitators are told what was not done. */
async function goOn(
  { store, wakes, clock }: LookParts,
  row: TimetableRow,
  { latest, next }: DueOccurrences,
  skipped: number,
  failed = false,
): Promise<void> {
  const tell = (kind: 'job-skipped' | 'job-failed', detail: Record<string, string | number>) =>
    notice(store, {
      kind,
      key: `${kind}:${row.key}:${latest}`,
      community: row.community_id,
      detail: { job: row.job, due: latest.toString(), ...detail },
      at: clock.now(),
    });
  await store.transaction(async () => {
    const moved = await store.db
      .updateTable('timetable')
      .set({ next_at: next?.toString() ?? null })
      .where('key', '=', row.key)
      .where('next_at', '=', moment(row.next_at))
      .returning('key')
      .execute();
    if (moved.length === 0) return;
    if (skipped > 0) await tell('job-skipped', { skipped });
    if (failed) await tell('job-failed', {});
    if (next) await wakes.wake('timetable', [{ id: row.key, at: next }]);
  });
}
