import { randomUUID } from 'node:crypto';
import type { KyselyPlugin } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Outgoing } from '../../src/chat/outgoing.ts';
import type { Place } from '../../src/chat/place-parts.ts';
import type { SpaceId, Who } from '../../src/chat/request.ts';
import { createCommunity } from '../../src/community/community.ts';
import { answersIn, openQuestions } from '../../src/quiz/answers.ts';
import type { OpenWish } from '../../src/quiz/opening.ts';
import { createPosts, type Posts } from '../../src/quiz/posts.ts';
import { fresh, requestFrom } from '../community/asking.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { questionOf, quizBank } from './course.ts';

oneStore('posted questions', (open) => {
  let store: TestStore;
  let posts: Posts;
  let community: string;
  let place: Place;
  const done: string[] = [];
  const outgoing: Outgoing = {
    deliveries: { send: async () => {}, cancel: async () => {} },
    announcements: {
      refresh: async (post, { key }) => void done.push(`${post.name} ${key}`),
      close: async (key) => void done.push(`close ${key}`),
    },
    schedule: {
      at: async (job, { key, due }) => void done.push(`${job.name} ${key} ${due}`),
      every: async () => undefined,
      pause: async () => {},
      cancel: async () => {},
    },
  };
  const members = () => createCommunity({ store, clock: store.clock }).members;
  const learner = (space: string = place.space, member = fresh()): Promise<Who> =>
    members().who(requestFrom({ space, member }));
  /** A space with one channel, of a community of its own or of this one. */
  const space = async (joins?: string): Promise<Place> => {
    const id = `discord:${fresh()}` as SpaceId;
    const who = await learner(id);
    if (joins !== undefined) {
      await store.db.updateTable('space').set({ community_id: joins }).where('id', '=', id).execute();
    } else community = who.community;
    return { space: id, channel: `C${fresh()}` };
  };
  const ask = (more: Partial<OpenWish> = {}) =>
    posts.open({ community, ask: { filter: {} }, places: [place], closes: 60, ...more }, outgoing);
  const post = async (id = 'fence', more: Partial<OpenWish> = {}) => {
    const made = await ask({ ask: { question: questionOf(id) }, ...more });
    if (!made) throw new Error('nothing was posted');
    return made;
  };
  const link = (...all: Who[]) =>
    store.db
      .updateTable('identity')
      .set({ person_id: all[0]!.person })
      .where(
        'id',
        'in',
        all.map(({ identity }) => identity),
      )
      .execute();

  beforeAll(async () => {
    store = await open();
    posts = createPosts({ store, clock: store.clock, bank: () => quizBank });
  });
  beforeEach(async () => {
    place = await space();
    done.length = 0;
  });

  describe('opening', () => {
    test('announces it in every place, and sets its close', async () => {
      const other = await space(community);
      const { id, closes } = await post('fence', { places: [place, other], closes: 90 });
      expect(closes).toEqual(store.clock.now().add({ minutes: 90 }));
      expect(done).toEqual([
        `quiz.question quiz.post:${id}:${place.space}`,
        `quiz.question quiz.post:${id}:${other.space}`,
        `quiz.close-post quiz.close:${id} ${closes}`,
      ]);
    });

    test('never repeats a question in a channel before all others came, and then begins with the oldest', async () => {
      const asked: string[] = [];
      for (let index = 0; index < 8; index += 1) {
        const made = await ask();
        asked.push(made?.question.id ?? 'none');
        await posts.close(made?.id ?? '', outgoing);
        store.clock.advance({ hours: 1 });
      }
      expect(asked.slice(0, 4).toSorted()).toEqual(['fence', 'fence-helped', 'it-binds', 'who-decides']);
      expect(asked.slice(4)).toEqual(asked.slice(0, 4));
    });

    test('passes over what stands open anywhere in the community, and ends where all does', async () => {
      const other = await space(community);
      const asked = new Set<string>();
      for (const each of [place, other, place, other]) {
        asked.add((await ask({ places: [each] }))?.question.id ?? 'none');
      }
      expect(asked.size).toBe(4);
      expect(await ask()).toBeUndefined();
      await expect(post('fence')).rejects.toThrow('stands open already');
      expect(await openQuestions(store, community)).toEqual(asked);
      place = await space();
      expect((await post('fence')).question.id).toBe('fence');
    });

    test('at the same moment takes different questions', async () => {
      const made = await Promise.all([ask(), ask(), ask()]);
      expect(new Set(made.map((each) => each?.question.id)).size).toBe(3);
    });

    test('keeps to a topic, and to questions that one click answers', async () => {
      const first = await ask({ ask: { filter: { topic: 'words' } } });
      expect(first?.question.id).toBe('it-binds');
      expect(await ask({ ask: { filter: { topic: 'words' } } })).toBeUndefined();
      expect(() => posts.readQuestion('what-helps')).toThrow('takes more than one click');
      expect(posts.complete('mediator').map(({ value }) => value)).not.toContain('what-helps');
    });

    test('of one occurrence twice is one post', async () => {
      const schedule = randomUUID();
      const now = store.clock.now();
      await store.db
        .insertInto('quiz_schedule')
        .values({
          id: schedule,
          community_id: community,
          space_id: place.space,
          channel: place.channel,
          days: '["MO"]',
          time: '09:00',
          zone: 'UTC',
          closes_minutes: 60,
          made_at: now.toString(),
        })
        .execute();
      const occurrence = { schedule, at: now };
      const [one, two] = await Promise.all([ask({ occurrence }), ask({ occurrence })]);
      expect(one?.id).toBe(two?.id);
      expect(done).toHaveLength(2);
      const next = await ask({ occurrence: { schedule, at: now.add({ hours: 24 }) } });
      expect(next?.id).not.toBe(one?.id);
    });

    test('in a transaction that is rolled back posts nothing', async () => {
      const given = store.transaction(async () => {
        await ask();
        throw new Error('given up');
      });
      await expect(given).rejects.toThrow('given up');
      expect(await openQuestions(store, community)).toEqual(new Set());
    });
  });

  describe('a vote', () => {
    test('is kept, changed once, and then stays', async () => {
      const { id } = await post();
      const who = await learner();
      const kinds: unknown[] = [];
      for (const key of ['a', 'a', 'b', 'c']) kinds.push((await posts.vote(who, id, key)).voted?.kind);
      expect(kinds).toEqual(['first', 'same', 'changed', 'stays']);
      expect(await posts.voteOf(who, id)).toEqual({ first: 'a', latest: 'b', changes: 1 });
    });

    test('by many clicks at once is one vote with at most one change', async () => {
      const made = await post();
      const who = await learner();
      const clicks = Array.from({ length: 12 }, (_, index) => 'abc'[index % 3] ?? 'a');
      const voted = await Promise.all(clicks.map((key) => posts.vote(who, made.id, key)));
      const kinds = voted.map((each) => each.voted?.kind);
      expect(kinds.filter((kind) => kind === 'first')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'changed')).toHaveLength(1);
      expect([...(await posts.counts(made)).values()]).toEqual([1]);
    });

    test('by a new member asks the records three times, and by one who is known twice', async () => {
      const { id } = await post();
      let asked = 0;
      const count: KyselyPlugin = {
        transformQuery({ node }) {
          asked += 1;
          return node;
        },
        transformResult: async ({ result }) => result,
      };
      const counted = Object.create(store, { db: { get: () => store.db.withPlugin(count) } });
      const parts = { store: counted, clock: store.clock };
      const [request, { members: known }] = [
        requestFrom({ space: place.space, member: fresh() }),
        createCommunity(parts),
      ];
      const click = async (post: string) => {
        asked = 0;
        await createPosts({ ...parts, bank: () => quizBank }).vote(await known.who(request), post, 'a');
        return asked;
      };
      expect(await click(id)).toBe(3);
      expect(await click((await post('it-binds')).id)).toBe(2);
    });

    test('by two first clicks of one member at once is one member’s, and one vote', async () => {
      const made = await post();
      const member = fresh();
      const clicks = ['a', 'b'].map(async (key) =>
        posts.vote(await learner(place.space, member), made.id, key),
      );
      const kinds = (await Promise.all(clicks)).map(({ voted }) => voted?.kind);
      expect(kinds.toSorted()).toEqual(['changed', 'first']);
      expect([...(await posts.counts(made)).values()]).toEqual([1]);
    });

    test('is shared by a person’s linked accounts, at once and one after the other', async () => {
      const other = await space(community);
      const made = await post('fence', { places: [place, other] });
      const [first, second] = [await learner(), await learner(other.space)];
      await link(first, second);
      const here = { ...second, person: first.person };
      await Promise.all([posts.vote(first, made.id, 'a'), posts.vote(here, made.id, 'a')]);
      expect((await posts.vote(here, made.id, 'c')).voted?.kind).toBe('changed');
      expect((await posts.vote(first, made.id, 'b')).voted?.kind).toBe('stays');
      expect(await posts.counts(made)).toEqual(new Map([['a', 1]]));
    });

    test('given by two accounts before they were linked counts once, by the earlier one', async () => {
      const other = await space(community);
      const made = await post('fence', { places: [place, other] });
      const [first, second] = [await learner(), await learner(other.space)];
      await posts.vote(second, made.id, 'c');
      store.clock.advance({ minutes: 1 });
      await posts.vote(first, made.id, 'a');
      expect(await posts.counts(made)).toEqual(new Map(Object.entries({ a: 1, c: 1 })));
      await link(first, second);
      expect(await posts.counts(made)).toEqual(new Map([['c', 1]]));
      expect(await posts.voteOf({ ...second, person: first.person }, made.id)).toEqual({
        first: 'c',
        latest: 'a',
        changes: 1,
      });
    });

    test('is for members of the post’s community, and for options that are there', async () => {
      const { id } = await post();
      const mine = community;
      const who = await learner();
      const stranger = await learner((await space()).space);
      await expect(posts.vote(stranger, id, 'a')).rejects.toThrow('another community');
      await expect(posts.vote(who, randomUUID(), 'a')).rejects.toThrow('another community');
      await expect(posts.vote(who, id, 'e')).rejects.toThrow('not among those');
      expect(await posts.find(id, stranger.community)).toBeUndefined();
      expect((await posts.find(id, mine))?.id).toBe(id);
      expect(await store.db.selectFrom('quiz_vote').where('post_id', '=', id).selectAll().execute()).toEqual(
        [],
      );
    });

    test('counts no longer for those who left the community', async () => {
      const other = await space(community);
      const made = await post('fence', { places: [place, other] });
      await posts.vote(await learner(), made.id, 'a');
      await posts.vote(await learner(other.space), made.id, 'b');
      expect((await posts.counts(made)).size).toBe(2);
      const home = randomUUID();
      const at = store.clock.now().toString();
      await store.db.insertInto('community').values({ id: home, created_at: at }).execute();
      await store.db.updateTable('space').set({ community_id: home }).where('id', '=', other.space).execute();
      expect(await posts.counts(made)).toEqual(new Map([['a', 1]]));
    });
  });

  describe('the close', () => {
    test('takes no more answers, shows the post for the last time, and does so once', async () => {
      const { id } = await post();
      const who = await learner();
      await posts.vote(who, id, 'a');
      done.length = 0;
      await Promise.all([posts.close(id, outgoing), posts.close(id, outgoing)]);
      const key = `quiz.post:${id}:${place.space}`;
      expect(done).toEqual([`quiz.question ${key}`, `close ${key}`]);
      const late = await posts.vote(who, id, 'b');
      expect(late.voted).toBeUndefined();
      expect(late.post.closed).toEqual(store.clock.now());
      expect(await posts.voteOf(who, id)).toMatchObject({ latest: 'a' });
    });

    test('makes the first answer count for learning, and not before', async () => {
      const { id } = await post();
      const who = await learner();
      await posts.vote(who, id, 'a');
      await posts.vote(who, id, 'b');
      expect(await answersIn(store, { community })).toEqual([]);
      await posts.close(id, outgoing);
      expect(await answersIn(store, { community })).toMatchObject([
        { question: 'fence', chosen: ['a'], correct: false, person: who.person, from: 'post' },
      ]);
    });
  });

  test('goes to the channel where it is asked and to the others’ announcement channels', async () => {
    const [second, third] = [await space(community), await space(community)];
    await store.db
      .updateTable('space')
      .set({ announcement_channel: 'news' })
      .where('id', 'in', [second.space, place.space])
      .execute();
    await store.db.updateTable('space').set({ name: 'Third' }).where('id', '=', third.space).execute();
    const news = { space: second.space, channel: 'news' };
    expect(await posts.placesIn(community, place)).toEqual({ places: [place, news], without: ['Third'] });
    expect((await posts.placesIn(community)).places).toHaveLength(2);
    await store.db
      .updateTable('space')
      .set({ left_at: store.clock.now().toString() })
      .where('id', '=', second.space)
      .execute();
    expect((await posts.placesIn(community, place)).places).toEqual([place]);
  });
});
