import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Schedule } from '../../src/chat/outgoing.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { createPreferences } from '../../src/community/preferences.ts';
import type { Question } from '../../src/course/course.ts';
import { createBank } from '../../src/quiz/bank.ts';
import { createLearning, type Learning } from '../../src/quiz/learning.ts';
import { requestFrom } from '../community/asking.ts';
import type { HandClock } from '../store/clock.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { answered, posted } from './answering.ts';
import { questionOf, quizCourse } from './course.ts';

const ZONE = 'Europe/Berlin';
const NOON = Temporal.Instant.from('2026-11-25T11:00:00Z');

interface Account {
  readonly community: string;
  readonly space: SpaceId;
  readonly identity: string;
  readonly person: string;
  readonly member: string;
}

oneStore('learning', (open) => {
  let store: TestStore;
  let clock: HandClock;
  let learning: Learning;
  let questions: readonly Question[];
  let me: Account;

  beforeAll(async () => {
    store = await open();
    clock = store.clock;
    learning = createLearning({ store, clock, bank: () => createBank({ ...quizCourse, questions }) });
  });
  beforeEach(async () => {
    clock.set(NOON);
    questions = quizCourse.questions;
    me = await account(await community());
  });

  async function community(): Promise<string> {
    const id = randomUUID();
    await store.db.insertInto('community').values({ id, created_at: NOON.toString() }).execute();
    return id;
  }
  /** In a space of its own; the same person's as another account, where one is given. */
  async function account(of: string, person?: string): Promise<Account> {
    const [space, identity, member] = [`slack:${randomUUID()}` as SpaceId, randomUUID(), randomUUID()];
    await store.db
      .insertInto('space')
      .values({ id: space, community_id: of, home_id: await community(), arrived_at: NOON.toString() })
      .execute();
    await store.db
      .insertInto('identity')
      .values({
        id: identity,
        space_id: space,
        external_id: member,
        person_id: person ?? identity,
        first_seen_at: NOON.toString(),
      })
      .execute();
    return { community: of, space, identity, person: person ?? identity, member };
  }

  const daysAgo = (days: number) => NOON.subtract({ hours: 24 * days });
  const right = (question: string, days: number, of = me) =>
    answered(store, of.identity, question, { at: daysAgo(days) });
  const wrong = (question: string, days: number, of = me) =>
    answered(store, of.identity, question, { at: daysAgo(days), correct: false });
  const due = async (of = me, exam?: string) =>
    (await learning.due(of, { zone: ZONE, exam })).now.map(({ id }) => id);

  describe('what is due', () => {
    test('has waited longest first, and does not have what can wait', async () => {
      await wrong('fence', 2);
      await right('pairs', 30);
      await wrong('it-binds', 10);
      await right('alone', 0);
      expect(await due()).toEqual(['pairs', 'it-binds', 'fence']);
    });

    test('is due from the morning of its day, on the member’s own calendar', async () => {
      clock.set('2026-11-25T22:59:00Z');
      await answered(store, me.identity, 'fence', {
        at: Temporal.Instant.from('2026-11-25T11:00Z'),
        correct: false,
      });
      expect(await due()).toEqual([]);
      clock.set('2026-11-25T23:00:00Z');
      expect(await due()).toEqual(['fence']);
      expect((await learning.due(me, { zone: 'UTC' })).now).toEqual([]);
    });

    test('says when the next comes, and how many', async () => {
      await wrong('fence', 0);
      await wrong('pairs', 0);
      await right('alone', 0);
      const { next } = await learning.due(me, { zone: ZONE });
      expect([`${next?.day}`, next?.count]).toEqual(['2026-11-26', 2]);
    });

    test('comes before an exam', async () => {
      await right('fence', 30);
      await right('fence', 28);
      await right('fence', 20);
      expect(await due()).toEqual([]);
      const all = await Promise.all(
        Array.from({ length: 14 }, (_, index) => {
          clock.set(NOON.add({ hours: 24 * index }));
          return due(me, '2026-12-09');
        }),
      );
      expect(all.flat()).toContain('fence');
    });

    test('is of all linked accounts, and of each alone once they are parted', async () => {
      const other = await account(me.community, me.person);
      await wrong('fence', 3);
      await wrong('pairs', 2, other);
      expect(await due()).toEqual(['fence', 'pairs']);
      expect(await due(other)).toEqual(['fence', 'pairs']);
      await store.db
        .updateTable('identity')
        .set({ person_id: other.identity })
        .where('id', '=', other.identity)
        .execute();
      expect(await due()).toEqual(['fence']);
      expect(await due({ ...other, person: other.identity })).toEqual(['pairs']);
    });

    test('is of this community only', async () => {
      const elsewhere = await account(await community(), me.person);
      await wrong('fence', 3, elsewhere);
      expect(await due()).toEqual([]);
    });

    test('has no question that stands in an open post, and counts an answer to a post once it is closed', async () => {
      await wrong('fence', 3);
      const vote = { identity: me.identity, first: 'c', at: daysAgo(2) };
      await posted(store, { community: me.community, question: questionOf('fence') }, vote);
      await posted(store, { community: me.community, question: questionOf('it-binds') }, vote);
      expect(await due()).toEqual([]);
      await store.db
        .updateTable('quiz_post')
        .set({ closed_at: daysAgo(1).toString() })
        .where('community_id', '=', me.community)
        .execute();
      expect(await due()).toEqual(['fence', 'it-binds']);
    });

    test('has no question that has changed or is gone', async () => {
      await wrong('fence', 3);
      await wrong('pairs', 3);
      questions = quizCourse.questions
        .filter(({ id }) => id !== 'pairs')
        .map((each) => (each.id === 'fence' ? { ...each, revision: 'changed' } : each));
      expect(await due()).toEqual([]);
    });
  });

  test('a streak counts an answer to a post before its close', async () => {
    await right('fence', 1);
    const vote = { identity: me.identity, first: 'a', at: NOON };
    await posted(store, { community: me.community, question: questionOf('it-binds') }, vote);
    expect(await learning.streak(me, ZONE)).toBe(2);
    const elsewhere = await account(await community(), me.person);
    expect(await learning.streak(elsewhere, ZONE)).toBe(0);
  });

  test('mistakes are those of the person, without what stands in an open post', async () => {
    const other = await account(me.community, me.person);
    await wrong('fence', 3);
    await wrong('pairs', 2, other);
    await wrong('it-binds', 1, await account(me.community));
    const ids = async () => (await learning.mistakes(me)).map(({ question }) => question.id);
    expect(await ids()).toEqual(['pairs', 'fence']);
    const vote = { identity: other.identity, first: 'a', at: NOON };
    await posted(store, { community: me.community, question: questionOf('fence') }, vote);
    expect(await ids()).toEqual(['pairs']);
  });

  test('what was learnt is told of the persons asked for, in this community', async () => {
    const other = await account(me.community);
    const elsewhere = await account(await community(), me.person);
    await wrong('fence', 10);
    await right('fence', 9);
    await wrong('pairs', 10, elsewhere);
    await right('pairs', 9, elsewhere);
    const learned = await learning.learned(me.community, [me.person, other.person], daysAgo(30));
    expect([...learned]).toEqual([
      [me.person, { kept: 1, improved: 1 }],
      [other.person, { kept: 0, improved: 0 }],
    ]);
    expect((await learning.learned(me.community, [me.person], daysAgo(5))).get(me.person)).toMatchObject({
      kept: 0,
    });
  });

  describe('deletion', () => {
    test('takes all of the person’s in this community, and nothing else', async () => {
      const other = await account(me.community, me.person);
      const stranger = await account(me.community);
      const elsewhere = await account(await community(), me.person);
      const all = [me, other, stranger, elsewhere];
      const preferences = createPreferences({ store, clock });
      for (const each of all) {
        await right('fence', 3, each);
        await posted(
          store,
          { community: each.community, question: questionOf('it-binds') },
          { identity: each.identity, first: 'a', at: NOON },
        );
        await preferences.set(each.identity, { exam: '2026-12-18', streak: true, board: 'Me', zone: ZONE });
      }
      const cancelled: string[] = [];
      const schedule = { cancel: async (key: string) => void cancelled.push(key) } as unknown as Schedule;
      await learning.erase(me, schedule);
      const kept = async ({ identity }: Account) => {
        const [rounds, answers, votes] = await Promise.all(
          (['quiz_round', 'quiz_answer', 'quiz_vote'] as const).map((table) =>
            store.db.selectFrom(table).where('identity_id', '=', identity).select('identity_id').execute(),
          ),
        );
        return [
          rounds?.length,
          answers?.length,
          votes?.length,
          Object.keys(await preferences.of(identity)).toSorted(),
        ];
      };
      for (const each of [me, other]) expect(await kept(each)).toEqual([0, 0, 0, ['zone']]);
      for (const each of [stranger, elsewhere]) {
        expect(await kept(each)).toEqual([1, 1, 1, ['board', 'exam', 'streak', 'zone']]);
      }
      expect(cancelled.toSorted()).toEqual(
        [me, other].map(({ identity }) => `quiz.nudge:${identity}`).toSorted(),
      );
    });
  });

  describe('a reminder', () => {
    test('is of the account that set it last', async () => {
      const other = await account(me.community, me.person);
      const preferences = createPreferences({ store, clock });
      const nudge = { time: '07:30', zone: ZONE };
      const latest = async () =>
        Promise.all([me, other].map(async ({ identity }) => (await learning.reminded(identity))?.latest));
      await preferences.set(me.identity, { nudge });
      expect(await latest()).toEqual([true, false]);
      clock.advance({ minutes: 1 });
      await preferences.set(other.identity, { nudge });
      expect(await latest()).toEqual([false, true]);
    });

    test('is of nobody who was forgotten, or whose space the bot has left', async () => {
      expect(await learning.reminded(randomUUID())).toBeUndefined();
      await store.db
        .updateTable('space')
        .set({ left_at: NOON.toString() })
        .where('id', '=', me.space)
        .execute();
      expect(await learning.reminded(me.identity)).toBeUndefined();
    });

    test('is known by its account, in direct messages too', async () => {
      const from = (space: string, member: string) => requestFrom({ space, member, direct: true });
      expect(await learning.isOf(from('slack:none', me.member), me.identity)).toBe(true);
      expect(await learning.isOf(from('slack:none', 'another'), me.identity)).toBe(false);
      expect(await learning.isOf(from('discord:none', me.member), me.identity)).toBe(false);
    });
  });
});
