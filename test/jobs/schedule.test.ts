import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import type { Due } from '../../src/chat/due.ts';
import { UserError } from '../../src/chat/errors.ts';
import { defineJob } from '../../src/chat/job.ts';
import type { Schedule } from '../../src/chat/outgoing.ts';
import { type MovableClock, movableClock } from '../../src/jobs/movable-clock.ts';
import { createQueue, type JobQueue } from '../../src/jobs/queue.ts';
import { createSchedule } from '../../src/jobs/schedule.ts';
import type { Store } from '../../src/store/store.ts';
import { KeptLog } from '../asking.ts';
import { eachStore } from '../store/stores.ts';

const job = defineJob({
  name: 'test.note',
  subject: z.object({ id: z.string() }),
  lateWithin: 30,
  run: () => {},
});
const wall = Temporal.PlainDateTime.from;

eachStore('the schedule', (open) => {
  let store: Store;
  let clock: MovableClock;
  let queue: JobQueue;
  let schedule: Schedule;
  let community: string;
  let key: string;
  const log = new KeptLog();
  /** What was run: the subject's id, and when it was due. */
  const runs: string[] = [];
  let run: Due['run'] = async () => {};

  const due: Due = {
    make: async () => undefined,
    job: (name) => (name === job.name ? job : undefined),
    run: async (name, subject, at) => {
      runs.push(`${(subject as { id: string }).id} ${at.toString()}`);
      await run(name, subject, at);
    },
  };

  const at = (time: string | Temporal.Instant, of = key) =>
    schedule.at(job, { key: of, community, subject: { id: of }, due: Temporal.Instant.from(time) });
  const every = (rule: string, starts: string, zone = 'Europe/Berlin') =>
    schedule.every(job, { key, community, subject: { id: key }, rule, zone, starts: wall(starts) });
  const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 5 });
  const ran = (...times: string[]) =>
    until(() => expect(runs).toEqual(times.map((time) => `${key} ${time}`)));
  /** Waits until all that is due by now was looked at. */
  const quiet = async () => {
    const marker = randomUUID();
    await at(clock.now(), marker);
    await until(() => expect(runs.some((line) => line.startsWith(marker))).toBe(true));
    await until(() => stateOf(marker, 'done'));
    runs.splice(0, runs.length, ...runs.filter((line) => !line.startsWith(marker)));
  };
  const stateOf = async (of: string, state: string) => {
    const row = await store.db.selectFrom('task').select('state').where('key', '=', of).executeTakeFirst();
    expect(row?.state).toBe(state);
  };
  const nextAt = async () => {
    const row = await store.db
      .selectFrom('timetable')
      .select('next_at')
      .where('key', '=', key)
      .executeTakeFirst();
    return row?.next_at?.toString();
  };
  const notices = () =>
    store.db
      .selectFrom('notice')
      .select(['kind', 'detail'])
      .where('community_id', '=', community)
      .orderBy('kind')
      .execute();

  beforeAll(async () => {
    store = await open();
    clock = movableClock();
    queue = createQueue({ store, clock, log });
    const made = createSchedule({ store, wakes: queue, clock, due: () => due, log });
    made.start();
    schedule = made;
    await queue.start();
    // The job queue's tables are made in it, which takes an embedded store seconds on a busy machine.
  }, 30_000);
  afterAll(() => queue.stop());
  beforeEach(async () => {
    runs.length = 0;
    log.lines.length = 0;
    run = async () => {};
    key = `note:${randomUUID()}`;
    community = randomUUID();
    await store.db
      .insertInto('community')
      .values({ id: community, created_at: clock.now().toString() })
      .execute();
  });

  const inMinutes = (minutes: number) => clock.now().add({ minutes });

  describe('a task', () => {
    test('is done once, when it is due, with its subject', async () => {
      const when = inMinutes(5);
      await at(when);
      await clock.set(when.subtract({ seconds: 1 }));
      await quiet();
      expect(runs).toEqual([]);
      await clock.set(when);
      await ran(when.toString());
      await until(() => stateOf(key, 'done'));
      await at(when);
      await quiet();
      await ran(when.toString());
    });

    test('is done again where it is set for a later time', async () => {
      const [first, second] = [inMinutes(1), inMinutes(3)];
      await at(first);
      await clock.set(first);
      await until(() => stateOf(key, 'done'));
      await at(second);
      await stateOf(key, 'pending');
      await clock.set(second);
      await ran(first.toString(), second.toString());
    });

    test('that was moved or cancelled is not done at its former time', async () => {
      const moved = inMinutes(10);
      await at(inMinutes(2));
      await at(moved);
      await at(inMinutes(2), 'cancelled');
      await schedule.cancel('cancelled');
      await clock.advance({ minutes: 2 });
      await quiet();
      expect(runs).toEqual([]);
      await clock.set(moved);
      await ran(moved.toString());
    });

    test('moved while it runs is done again at its new time', async () => {
      const [first, second] = [inMinutes(1), inMinutes(2)];
      run = () => at(second);
      await at(first);
      await clock.set(first);
      await ran(first.toString());
      run = async () => {};
      await quiet();
      await stateOf(key, 'pending');
      await clock.set(second);
      await ran(first.toString(), second.toString());
      await until(() => stateOf(key, 'done'));
    });

    test('made in a transaction that is rolled back is never done', async () => {
      const given = store.transaction(async () => {
        await at(clock.now());
        throw new Error('given up');
      });
      await expect(given).rejects.toThrow('given up');
      await quiet();
      expect(runs).toEqual([]);
    });

    test('is done late within its window, and after that skipped with a notice', async () => {
      const when = inMinutes(1);
      await at(when);
      await clock.set(when.add({ minutes: 30, seconds: 59 }));
      await ran(when.toString());
      const missed = inMinutes(1);
      await at(missed);
      await clock.set(missed.add({ minutes: 31 }));
      await until(() => stateOf(key, 'skipped'));
      await ran(when.toString());
      expect(await notices()).toEqual([
        { kind: 'job-skipped', detail: { job: 'test.note', due: missed.toString() } },
      ]);
    });

    test('that fails is tried five times more, then given up with a notice; no words of it are kept', async () => {
      run = async () => {
        throw new Error('words of a member');
      };
      const when = clock.now();
      await at(when);
      await until(async () => {
        await clock.advance({ seconds: 4 });
        await stateOf(key, 'skipped');
      });
      expect(runs).toHaveLength(6);
      const detail = { job: 'test.note', due: when.toString() };
      expect(await notices()).toEqual([{ kind: 'job-failed', detail }]);
      const { rows } = await store.sql.executeSql('select * from pgboss.job');
      expect(JSON.stringify([rows, log.lines, await notices()])).not.toContain('words of a member');
    });

    test('that fails holds up no other', async () => {
      run = async (_name, subject) => {
        if ((subject as { id: string }).id === key) throw new Error('no');
      };
      await store.transaction(async () => {
        await at(clock.now());
        await at(clock.now(), `${key}:other`);
      });
      await until(() => stateOf(`${key}:other`, 'done'));
      await stateOf(key, 'pending');
      await schedule.cancel(key);
    });

    test('of a job that no command has any more is let go', async () => {
      await schedule.at({ ...job, name: 'test.gone' }, { key, subject: { id: key }, due: clock.now() });
      await until(() => stateOf(key, 'skipped'));
      expect(runs).toEqual([]);
    });

    test('whose subject does not fit is refused', async () => {
      const subject = {} as { id: string };
      await expect(schedule.at(job, { key, subject, due: clock.now() })).rejects.toThrow();
    });
  });

  describe('a timetable', () => {
    test('is at the same time on the wall through both changes of the clocks', async () => {
      await clock.set(Temporal.Instant.from('2027-03-20T12:00Z'));
      expect(String(await every('FREQ=WEEKLY', '2027-01-07T19:00'))).toBe('2027-03-25T18:00:00Z');
      const expected = ['2027-03-25T18:00:00Z', '2027-04-01T17:00:00Z', '2027-04-08T17:00:00Z'];
      for (const [index, time] of expected.entries()) {
        await clock.set(Temporal.Instant.from(time));
        await ran(...expected.slice(0, index + 1));
      }
      await until(async () => expect(await nextAt()).toBe('2027-04-15T17:00:00Z'));
      await clock.set(Temporal.Instant.from('2027-10-20T12:00Z'));
      await until(async () => expect(await nextAt()).toBe('2027-10-21T17:00:00Z'));
      await clock.set(Temporal.Instant.from('2027-10-21T17:00Z'));
      await until(async () => expect(await nextAt()).toBe('2027-10-28T17:00:00Z'));
      await clock.set(Temporal.Instant.from('2027-10-28T17:00Z'));
      await until(async () => expect(await nextAt()).toBe('2027-11-04T18:00:00Z'));
      await schedule.cancel(key);
    });

    test('does the latest of several missed ones once, and tells of the others', async () => {
      const first = clock.now().toZonedDateTimeISO('UTC').add({ hours: 1 }).round('minute');
      await every('FREQ=DAILY', first.toPlainDateTime().toString(), 'UTC');
      const latest = first.add({ days: 4 });
      await clock.set(latest.add({ minutes: 20 }).toInstant());
      await ran(latest.toInstant().toString());
      await until(async () => expect(await nextAt()).toBe(latest.add({ days: 1 }).toInstant().toString()));
      const detail = { job: 'test.note', due: latest.toInstant().toString(), skipped: 4 };
      expect(await notices()).toEqual([{ kind: 'job-skipped', detail }]);
      await schedule.cancel(key);
    });

    test('skips what is too late altogether, and goes on with the next', async () => {
      const first = clock.now().toZonedDateTimeISO('UTC').add({ hours: 1 }).round('minute');
      await every('FREQ=DAILY', first.toPlainDateTime().toString(), 'UTC');
      await clock.set(first.add({ days: 1, hours: 2 }).toInstant());
      const next = first.add({ days: 2 }).toInstant();
      await until(async () => expect(await nextAt()).toBe(next.toString()));
      expect(runs).toEqual([]);
      expect(await notices()).toMatchObject([{ kind: 'job-skipped', detail: { skipped: 2 } }]);
      await clock.set(next);
      await ran(next.toString());
      await schedule.cancel(key);
    });

    test('whose job fails for good tells so, and goes on with the next', async () => {
      run = async () => {
        throw new Error('no');
      };
      const first = clock.now().toZonedDateTimeISO('UTC').add({ hours: 1 }).round('minute');
      await every('FREQ=DAILY', first.toPlainDateTime().toString(), 'UTC');
      await clock.set(first.toInstant());
      await until(async () => {
        await clock.advance({ seconds: 4 });
        expect(await nextAt()).toBe(first.add({ days: 1 }).toInstant().toString());
      });
      expect(runs).toHaveLength(6);
      expect(await notices()).toMatchObject([{ kind: 'job-failed' }]);
      await schedule.cancel(key);
    });

    test('that is paused does nothing, and goes on from when it is taken up again', async () => {
      const first = clock.now().toZonedDateTimeISO('UTC').add({ hours: 1 }).round('minute');
      await every('FREQ=DAILY', first.toPlainDateTime().toString(), 'UTC');
      await schedule.pause(key, true);
      await clock.set(first.add({ days: 2, minutes: 5 }).toInstant());
      await quiet();
      expect(runs).toEqual([]);
      await schedule.pause(key, false);
      const next = first.add({ days: 3 }).toInstant();
      expect(await nextAt()).toBe(next.toString());
      await clock.set(next);
      await ran(next.toString());
      expect(await notices()).toEqual([]);
      await schedule.cancel(key);
    });

    test('set again as it was keeps what is due; changed, it begins anew', async () => {
      const first = clock.now().toZonedDateTimeISO('UTC').add({ hours: 1 }).round('minute');
      await schedule.every(job, {
        key,
        community,
        subject: { id: key },
        rule: 'FREQ=DAILY',
        zone: 'UTC',
        starts: first.toPlainDateTime(),
      });
      await schedule.pause(key, true);
      await clock.set(first.toInstant());
      expect(String(await every('FREQ=DAILY', first.toPlainDateTime().toString(), 'UTC'))).toBe(
        first.toInstant().toString(),
      );
      expect(String(await every('FREQ=WEEKLY', first.toPlainDateTime().toString(), 'UTC'))).toBe(
        first.add({ weeks: 1 }).toInstant().toString(),
      );
      await schedule.cancel(key);
    });

    test('changed while it runs goes on as it was changed', async () => {
      const first = clock.now().toZonedDateTimeISO('UTC').add({ hours: 1 }).round('minute');
      await every('FREQ=DAILY', first.toPlainDateTime().toString(), 'UTC');
      const later = first.add({ days: 3 });
      run = async () => void (await every('FREQ=WEEKLY', later.toPlainDateTime().toString(), 'UTC'));
      await clock.set(first.toInstant());
      await ran(first.toInstant().toString());
      await quiet();
      expect(await nextAt()).toBe(later.toInstant().toString());
      await schedule.cancel(key);
    });

    test('ends with its rule', async () => {
      const first = clock.now().toZonedDateTimeISO('UTC').add({ hours: 1 }).round('minute');
      await every('FREQ=DAILY;COUNT=1', first.toPlainDateTime().toString(), 'UTC');
      await clock.set(first.toInstant());
      await ran(first.toInstant().toString());
      await until(async () => expect(await nextAt()).toBeUndefined());
      expect(await every('FREQ=DAILY;UNTIL=20200101', '2019-01-01T12:00')).toBeUndefined();
    });

    test('is refused in words where its rule or its zone cannot be followed', async () => {
      await expect(every('FREQ=HOURLY', '2027-01-01T19:00')).rejects.toThrow(UserError);
      await expect(every('FREQ=DAILY', '2027-01-01T19:00', 'Europe/Atlantis')).rejects.toThrow('time zone');
      expect(await nextAt()).toBeUndefined();
    });
  });
});
