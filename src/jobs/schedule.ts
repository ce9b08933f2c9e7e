import { randomUUID } from 'node:crypto';
import type { Clock } from '../chat/clock.ts';
import type { Due } from '../chat/due.ts';
import { UserError } from '../chat/errors.ts';
import type { Log } from '../chat/failure.ts';
import type { Schedule } from '../chat/outgoing.ts';
import { checkRule, nextOccurrence } from '../chat/recurrence.ts';
import type { Store } from '../store/store.ts';
import { createAttempts } from './attempt.ts';
import { lookAtTasks } from './task.ts';
import { lookAtTimetables } from './timetable.ts';
import type { Wakes } from './wakes.ts';

interface ScheduleParts {
  readonly store: Store;
  readonly wakes: Wakes;
  readonly clock: Clock;
  /** Asked only once something is due: the commands are made later. */
  readonly due: () => Due;
  readonly log: Log;
}

/** Jobs at an instant and by a timetable: rows that are woken when they are due, and done by what they say then. */
export function createSchedule({
  store,
  wakes,
  clock,
  due,
  log,
}: ScheduleParts): Schedule & { start(): void } {
  const parts = { store, wakes, clock, due, log, attempts: createAttempts(log) };

  return {
    start() {
      wakes.work('task', (keys) => lookAtTasks(parts, keys));
      wakes.work('timetable', (keys) => lookAtTimetables(parts, keys));
    },

    async at(job, { key, community, subject, due: at }) {
      job.subject.parse(subject);
      const what = {
        community_id: community ?? null,
        job: job.name,
        subject: JSON.stringify(subject),
        due_at: at.toString(),
      };
      await store.transaction(async () => {
        const set = await store.db
          .insertInto('task')
          .values({ key, ...what })
          .onConflict((conflict) =>
            conflict
              .column('key')
              .doUpdateSet({ ...what, state: 'pending', settled_at: null })
              // What is done is done: it is done again only for a later time.
              .where(({ or, eb, ref }) =>
                or([eb('task.state', '=', 'pending'), eb('task.due_at', '<', ref('excluded.due_at'))]),
              ),
          )
          .returning('key')
          .execute();
        if (set.length > 0) await wakes.wake('task', [{ id: key, at }]);
      });
    },

    async every(job, { key, community, subject, rule, zone, starts }) {
      job.subject.parse(subject);
      checkRule(rule);
      checkZone(zone);
      const first = starts.toString({ smallestUnit: 'minute' });
      const next = nextOccurrence({ rule, zone, starts: Temporal.PlainDateTime.from(first) }, clock.now());
      const what = {
        community_id: community ?? null,
        job: job.name,
        subject: JSON.stringify(subject),
        rule,
        zone,
        starts: first,
      };
      return store.transaction(async () => {
        const { next_at, paused } = await store.db
          .insertInto('timetable')
          .values({ id: randomUUID(), key, ...what, next_at: next?.toString() ?? null })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet(({ ref, case: choose, and, eb }) => ({
              ...what,
              // Set again as it was: an occurrence that is due just now is not passed over.
              next_at: choose()
                .when(
                  and([
                    eb('timetable.rule', '=', ref('excluded.rule')),
                    eb('timetable.zone', '=', ref('excluded.zone')),
                    eb('timetable.starts', '=', ref('excluded.starts')),
                  ]),
                )
                .then(ref('timetable.next_at'))
                .else(ref('excluded.next_at'))
                .end(),
            })),
          )
          .returning(['next_at', 'paused'])
          .executeTakeFirstOrThrow();
        if (next_at && !paused) await wakes.wake('timetable', [{ id: key, at: next_at }]);
        return next_at ?? undefined;
      });
    },

    async pause(key, paused) {
      await store.transaction(async () => {
        const row = await store.db
          .updateTable('timetable')
          .set({ paused })
          .where('key', '=', key)
          .where('paused', '!=', paused)
          .returning(['rule', 'zone', 'starts'])
          .executeTakeFirst();
        if (!row || paused) return;
        // What fell into the pause was not wanted: it goes on from now.
        const next = nextOccurrence({ ...row, starts: Temporal.PlainDateTime.from(row.starts) }, clock.now());
        await store.db
          .updateTable('timetable')
          .set({ next_at: next?.toString() ?? null })
          .where('key', '=', key)
          .execute();
        if (next) await wakes.wake('timetable', [{ id: key, at: next }]);
      });
    },

    async cancel(key) {
      await store.transaction(async () => {
        await store.db.deleteFrom('task').where('key', '=', key).execute();
        await store.db.deleteFrom('timetable').where('key', '=', key).execute();
      });
    },
  };
}

function checkZone(zone: string): void {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    throw new UserError(
      `I do not know the time zone “${zone.slice(0, 40)}”. Please give one such as Europe/Berlin.`,
    );
  }
}
