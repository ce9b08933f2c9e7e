import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/reply.ts';
import { plainInline } from '../../src/chat/text.ts';
import { noticeInWords } from '../../src/community/notice-words.ts';
import { postDue } from '../../src/quiz/schedule-jobs.ts';
import { alone, wordsOf } from '../asking.ts';
import { labelsOf } from '../community/asking.ts';
import type { CommandWorld, Player } from '../jobs/command-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { quizWorld } from './quiz-world.ts';

oneStore('timetables of posts', (open) => {
  let store: TestStore;
  let world: CommandWorld;
  let leader: Player;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    store.clock.set('2027-03-24T12:00:00Z');
    world = await quizWorld(store);
    leader = await world.player({ standing: 'facilitator' });
  });

  const type = (text: string) => world.type(leader.asker, `schedule ${text}`);
  const press = (on: Message, label: string) => world.press(leader.asker, on, label);
  const start = async (text: string) => press(await type(text), 'Start');
  /** What was posted so far: when, by its row. */
  const posted = async () => {
    const rows = await store.db
      .selectFrom('quiz_post')
      .where('community_id', '=', world.community)
      .select(['question', 'opened_at', 'closes_at', 'closed_at'])
      .orderBy('opened_at')
      .execute();
    return rows;
  };
  const times = async () => (await posted()).map(({ opened_at }) => opened_at.toString());
  const until = (time: string) => world.pass(store.clock.now().until(Temporal.Instant.from(time)));
  const days = (count: number) => world.pass({ hours: 24 * count });
  const told = async () =>
    (await world.notices()).map(({ kind, detail }) => plainInline(noticeInWords(kind, detail)));

  test('post nothing before they are started', async () => {
    await type('days:daily time:09:00 zone:Berlin');
    await days(3);
    expect(await posted()).toEqual([]);
  });

  test('stay at 09:00 over daylight saving, and close as they say', async () => {
    await start('days:"Thu Sun Mon" time:09:00 zone:Berlin closes:"2 h"');
    await days(6);
    expect(await times()).toEqual(['2027-03-25T08:00:00Z', '2027-03-28T07:00:00Z', '2027-03-29T07:00:00Z']);
    const [first] = await posted();
    expect(String(first?.closes_at)).toBe('2027-03-25T10:00:00Z');
    expect(String(first?.closed_at)).toBe('2027-03-25T10:00:00Z');
    const [message] = world.sent();
    expect(message).toContain('A question for everyone: the answer');
  });

  test('do not repeat a question before the pool is used up', async () => {
    await start('days:daily time:09:00 zone:UTC closes:"2 h"');
    await days(8);
    const asked = (await posted()).map(({ question }) => question);
    expect(asked).toHaveLength(8);
    expect(new Set(asked.slice(0, 4)).size).toBe(4);
    expect(asked.slice(4)).toEqual(asked.slice(0, 4));
  });

  test('post nothing twice where the job runs again', async () => {
    await start('days:daily time:09:00 zone:UTC');
    await until('2027-03-25T09:00:00Z');
    const { id } = await store.db
      .selectFrom('quiz_schedule')
      .where('community_id', '=', world.community)
      .select('id')
      .executeTakeFirstOrThrow();
    // As after a crash before it was noted as done; whatever it would send fails here.
    const again = { subject: { schedule: id }, services: world.services, clock: store.clock };
    await postDue.run({ ...again, ...alone.outgoing, due: Temporal.Instant.from('2027-03-25T09:00:00Z') });
    await world.pass({ minutes: 5 });
    expect(await times()).toEqual(['2027-03-25T09:00:00Z']);
    expect(world.sent()).toHaveLength(1);
  });

  describe('after an outage', () => {
    test('post late within two hours, and say so', async () => {
      await start('days:daily time:09:00 zone:UTC closes:"4 h"');
      store.clock.set('2027-03-25T10:30:00Z');
      await world.pass({ minutes: 1 });
      const [late] = await posted();
      expect(String(late?.opened_at)).toBe('2027-03-25T10:30:00Z');
      expect(String(late?.closes_at)).toBe('2027-03-25T14:30:00Z');
      expect(await told()).toEqual([expect.stringContaining('A question was posted late in #C1')]);
    });

    test('skip what is later, say so, and go on with the next', async () => {
      await start('days:daily time:09:00 zone:UTC');
      store.clock.set('2027-03-25T11:30:00Z');
      await world.pass({ minutes: 1 });
      expect(await posted()).toEqual([]);
      expect(await told()).toEqual([expect.stringContaining('quiz.post-due was skipped')]);
      await until('2027-03-26T09:00:00Z');
      expect(await times()).toEqual(['2027-03-26T09:00:00Z']);
    });
  });

  test('where nothing is left to ask say so once, with the cure', async () => {
    await start('days:daily time:09:00 zone:UTC topic:words closes:"5 days"');
    await days(4);
    expect(await posted()).toHaveLength(1);
    expect(await told()).toEqual([expect.stringContaining('Let answers close sooner')]);
  });

  test('whose topic left the course say so, and post nothing', async () => {
    await start('days:daily time:09:00 zone:UTC topic:words');
    await store.db
      .updateTable('quiz_schedule')
      .set({ topic: 'gone' })
      .where('community_id', '=', world.community)
      .execute();
    await days(2);
    expect(await posted()).toEqual([]);
    expect(await told()).toEqual([expect.stringContaining('the course has no topic gone any more')]);
  });

  test('that are paused post nothing, and go on from when they are started again', async () => {
    const card = await start('days:daily time:09:00 zone:UTC');
    const paused = await press(card, 'Pause');
    await days(2);
    expect(await posted()).toEqual([]);
    await press(paused, 'Start');
    await days(1);
    expect(await times()).toEqual(['2027-03-27T09:00:00Z']);
    expect(await told()).toEqual([]);
  });

  test('that are removed post nothing more; what stands open closes', async () => {
    const card = await start('days:daily time:09:00 zone:UTC closes:"2 h"');
    await until('2027-03-25T09:30:00Z');
    await press(card, 'Remove');
    await days(2);
    expect(await times()).toEqual(['2027-03-25T09:00:00Z']);
    expect((await posted())[0]?.closed_at).not.toBeNull();
  });

  test('go with their space: in another community they post no more to the former one', async () => {
    await start('days:daily time:09:00 zone:UTC');
    const joined = crypto.randomUUID();
    const now = store.clock.now().toString();
    await store.db.insertInto('community').values({ id: joined, created_at: now }).execute();
    await store.db.updateTable('space').set({ community_id: joined }).where('id', '=', world.space).execute();
    await days(1);
    expect(await posted()).toEqual([]);
    const { community_id } = await store.db
      .selectFrom('quiz_post')
      .where('community_id', '=', joined)
      .select('community_id')
      .executeTakeFirstOrThrow();
    expect(community_id).toBe(joined);
    expect(labelsOf(await type(''))).toContain('Timetable 1');
  });

  test('in a space that the bot was removed from do nothing', async () => {
    await start('days:daily time:09:00 zone:UTC');
    await store.db
      .updateTable('space')
      .set({ left_at: store.clock.now().toString() })
      .where('id', '=', world.space)
      .execute();
    await days(2);
    expect([await posted(), await told()]).toEqual([[], []]);
  });

  test('are at most ten, and all stand on one card', async () => {
    for (let index = 0; index < 10; index += 1) {
      await type(`days:Mon time:0${index}:00 zone:UTC`);
      store.clock.advance({ seconds: 1 });
    }
    expect(wordsOf(await type('days:Mon time:10:00 zone:UTC'))).toContain('which is the most');
    const card = await type('');
    expect(labelsOf(card)).toHaveLength(11);
    expect(wordsOf(card)).toContain('10. Monday at 09:00 (UTC), #C1, all topics: paused');
  });
});
