import { sql } from 'kysely';
import type { Clock } from '../chat/clock.ts';
import type { Due } from '../chat/due.ts';
import type { Log } from '../chat/failure.ts';
import type { Store } from '../store/store.ts';
import { type Attempts, comesEarly, tooLate } from './attempt.ts';
import { notice } from './notice.ts';
import { moment } from './time.ts';
import type { Wakes } from './wakes.ts';

/** Jobs run at once in one look: they wait for the store most of the time. */
const AT_ONCE = 8;

export interface LookParts {
  readonly store: Store;
  readonly wakes: Wakes;
  readonly clock: Clock;
  readonly due: () => Due;
  readonly log: Log;
  readonly attempts: Attempts;
}

interface TaskRow {
  readonly key: string;
  readonly community_id: string | null;
  readonly job: string;
  readonly subject: unknown;
  readonly due_at: Temporal.Instant;
}

/** Does the tasks that are due by their rows, and leaves the others. */
export async function lookAtTasks(parts: LookParts, keys: readonly string[]): Promise<void> {
  const { store, wakes, clock } = parts;
  const rows = await store.db
    .selectFrom('task')
    .select(['key', 'community_id', 'job', 'subject', 'due_at'])
    .where('key', 'in', keys)
    .where('state', '=', 'pending')
    .orderBy('due_at')
    .execute();
  const now = clock.now();
  const early = rows.filter(({ due_at }) => Temporal.Instant.compare(due_at, now) > 0);
  await wakes.wake(
    'task',
    early.filter(({ due_at }) => comesEarly(due_at, now)).map(({ key, due_at }) => ({ id: key, at: due_at })),
  );
  const due = rows.filter((row) => !early.includes(row));
  for (let from = 0; from < due.length; from += AT_ONCE) {
    const some = due.slice(from, from + AT_ONCE);
    const done = await Promise.all(some.map((row) => runTask(parts, row)));
    await markDone(
      store,
      some.filter((_row, index) => done[index]),
      clock.now(),
    );
  }
}

/** Resolves with whether it is done with; what is to be tried later, or was skipped, is not. */
async function runTask(parts: LookParts, row: TaskRow): Promise<boolean> {
  const { wakes, clock, due, attempts, log } = parts;
  const { key, job } = row;
  const what = { key, job, due: row.due_at };
  const known = due().job(job);
  if (!known) {
    log.warn({ key, job }, 'no command has this job any more');
    await skip(parts, row);
    return false;
  }
  if (tooLate(row.due_at, clock.now(), known.lateWithin) && !attempts.failedBefore(what)) {
    await skip(parts, row, 'job-skipped');
    return false;
  }
  const attempt = await attempts.attempt(what, () => due().run(job, row.subject, row.due_at));
  if (attempt === 'done') return true;
  if (attempt === 'never') await skip(parts, row, 'job-failed');
  else await wakes.wake('task', [{ id: key, at: clock.now().add({ milliseconds: attempt.later }) }]);
  return false;
}

/** Settled without being done, and facilitators are told where there is a reason to. */
async function skip({ store, clock }: LookParts, row: TaskRow, kind?: 'job-skipped' | 'job-failed') {
  const now = clock.now();
  await store.transaction(async () => {
    const skipped = await store.db
      .updateTable('task')
      .set({ state: 'skipped', settled_at: now.toString() })
      .where('key', '=', row.key)
      .where('state', '=', 'pending')
      .where('due_at', '=', moment(row.due_at))
      .returning('key')
      .execute();
    if (skipped.length === 0 || !kind) return;
    const due = row.due_at.toString();
    await notice(store, {
      kind,
      key: `${kind}:${row.key}:${due}`,
      community: row.community_id,
      detail: { job: row.job, due },
      at: now,
    });
  });
}

/** Only where they were not moved meanwhile: a task moved while it ran is to be done again. */
async function markDone(store: Store, rows: readonly TaskRow[], now: Temporal.Instant): Promise<void> {
  if (rows.length === 0) return;
  const done = JSON.stringify(rows.map(({ key, due_at }) => ({ key, due_at: due_at.toString() })));
  await sql`update task set state = 'done', settled_at = ${moment(now)}
    from json_to_recordset(${done}::text::json) as done (key text, due_at timestamptz)
    where task.key = done.key and task.due_at = done.due_at and task.state = 'pending'`.execute(store.db);
}
