import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { EVENTS } from '../../src/chat/outbox.ts';
import { eachStore, type TestStore } from '../store/stores.ts';
import { note, type World, world } from './deliveries-world.ts';

eachStore('an announcement', (open) => {
  let store: TestStore;
  let at: World;
  let key: string;
  let n = 0;
  /** How things are: what is shown should say so. */
  let now: string;

  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    at = await world(store);
    key = `announcement-${n++}`;
    now = 'first';
    at.make.run = async () => ({ title: now, parts: [] });
  });

  const refresh = (state = now) => {
    now = state;
    return at.announcements.refresh(note, {
      key,
      community: at.community,
      space: at.space,
      channel: 'C1',
      subject: { about: 'one' },
    });
  };
  const shown = () => at.platform.messages.map(({ words }) => JSON.parse(words).title);

  test('is posted once and then changed, as things are at that moment', async () => {
    await refresh();
    await at.wakes.run();
    await refresh('second');
    now = 'third';
    await at.wakes.pass({ seconds: 2 });
    expect(shown()).toEqual(['third']);
    expect(await at.announcementOf(key)).toMatchObject({ wanted: 2, shown: 2, held_until: null });
  });

  test('that changes many times while one change is under way is changed once more', async () => {
    await refresh();
    await at.wakes.run();
    at.make.run = async () => {
      const message = { title: now, parts: [] };
      if (at.platform.edits.length === 0) for (let one = 0; one < 20; one++) await refresh(`change ${one}`);
      // Others look meanwhile, and find that it is being worked on.
      await at.wakes.run(false);
      return message;
    };
    store.clock.advance({ seconds: 2 });
    await refresh('second');
    await at.wakes.pass({ seconds: 5 });
    expect(at.platform.edits.map((words) => JSON.parse(words).title)).toEqual(['second', 'change 19']);
  });

  test('changes no more than once a second', async () => {
    await refresh();
    const start = store.clock.now();
    for (let tenth = 0; tenth < 40; tenth++) {
      await refresh(`at ${tenth}`);
      await at.wakes.pass({ milliseconds: 100 });
      const seconds = store.clock.now().since(start).total('seconds');
      expect(at.platform.edits.length).toBeLessThanOrEqual(seconds);
    }
    await at.wakes.pass({ seconds: 3 });
    expect(shown()).toEqual(['at 39']);
  });

  test('is shown for the last time when it is closed', async () => {
    await refresh();
    await at.wakes.run();
    now = 'the end';
    await at.announcements.close(key);
    await at.wakes.pass({ seconds: 2 });
    await refresh('later');
    await at.wakes.pass({ minutes: 2 });
    expect(shown()).toEqual(['the end']);
    expect((await at.announcementOf(key)).state).toBe('closed');
  });

  test('that a member took away is not posted again, and facilitators are told', async () => {
    await refresh();
    await at.wakes.run();
    at.platform.messages.length = 0;
    await refresh('second');
    await at.wakes.pass({ seconds: 2 });
    await refresh('third');
    await at.wakes.pass({ minutes: 2 });
    expect(shown()).toEqual([]);
    expect(await at.announcementOf(key)).toMatchObject({ state: 'refused', reason: 'message-gone' });
    expect(await at.notices()).toMatchObject([{ kind: 'announcement-refused', detail: { channel: 'C1' } }]);
  });

  test('that was refused is posted once the cause is cured and it is refreshed', async () => {
    at.platform.behaviour.push({ kind: 'refused', reason: 'not-member' });
    await refresh();
    await at.wakes.pass({ minutes: 2 });
    expect((await at.announcementOf(key)).state).toBe('refused');
    await refresh('second');
    await at.wakes.pass({ seconds: 2 });
    expect(shown()).toEqual(['second']);
  });

  describe('in a list of events', () => {
    const enter = () =>
      at.announcements.refresh(note, {
        key,
        community: at.community,
        space: at.space,
        channel: EVENTS,
        subject: { about: 'one' },
      });

    test('that is refused ends without a notice, and is tried again a day later at the soonest', async () => {
      await enter();
      await at.wakes.run();
      expect(await at.announcementOf(key)).toMatchObject({ state: 'refused', reason: 'rejected' });
      expect(await at.notices()).toEqual([]);
      at.platform.listsEvents = true;
      await at.wakes.pass({ hours: 23 });
      await enter();
      await at.wakes.pass({ minutes: 2 });
      expect(shown()).toEqual([]);
      await at.wakes.pass({ hours: 1 });
      await enter();
      await at.wakes.pass({ minutes: 2 });
      expect(shown()).toEqual(['first']);
    });

    test('that somebody took away stays away, without a notice', async () => {
      at.platform.listsEvents = true;
      await enter();
      await at.wakes.run();
      at.platform.messages.length = 0;
      await enter();
      await at.wakes.pass({ hours: 25 });
      await enter();
      await at.wakes.pass({ minutes: 2 });
      expect([shown(), await at.notices()]).toEqual([[], []]);
    });

    test('whose answer is lost stands there once', async () => {
      at.platform.listsEvents = true;
      at.platform.behaviour.push('answer-lost');
      await enter();
      await at.wakes.pass({ minutes: 2 });
      expect([at.platform.posts, shown()]).toEqual([1, ['first']]);
    });
  });

  test.each(['answer-lost', 'call-lost'] as const)(
    'whose post nobody answers is looked for before anything else: %s',
    async (behaviour) => {
      at.platform.behaviour.push(behaviour);
      await refresh();
      await at.wakes.pass({ seconds: 10 });
      await refresh('second');
      await at.wakes.pass({ seconds: 10 });
      expect(at.platform.posts).toBe(1);
      await at.wakes.pass({ minutes: 1 });
      expect(shown()).toEqual(['second']);
      expect(await at.announcementOf(key)).toMatchObject({ attempted_at: null, held_until: null });
    },
  );

  test('is shown again after an edit that nobody answered, since that may take effect late', async () => {
    await refresh();
    await at.wakes.pass({ seconds: 5 });
    at.platform.behaviour.push('answer-lost');
    await refresh('second');
    await at.wakes.pass({ seconds: 5 });
    await refresh('third');
    await at.wakes.pass({ seconds: 5 });
    expect(shown()).toEqual(['third']);
    for (const late of at.platform.late) late();
    expect(shown()).toEqual(['second']);
    await at.wakes.pass({ seconds: 30 });
    expect(shown()).toEqual(['third']);
    expect(await at.announcementOf(key)).toMatchObject({ attempted_at: null });
    expect(at.wakes.waiting).toBe(0);
  });

  test('is worked on by one process at a time, and by another when that one is gone', async () => {
    await refresh();
    await at.wakes.pass({ seconds: 5 });
    at.platform.behaviour.push('hangs');
    await refresh('second');
    await at.wakes.run(false);
    at.start();
    await refresh('third');
    await at.wakes.pass({ seconds: 30 });
    expect(at.platform.edits).toEqual([]);
    await at.wakes.pass({ seconds: 60 });
    expect(shown()).toEqual(['third']);
    expect(await at.announcementOf(key)).toMatchObject({ wanted: 3, shown: 3, attempted_at: null });
  });

  test('waits as long as the platform says, and is tried again where it was not reached', async () => {
    at.platform.behaviour.push({ kind: 'limited', scope: 'channel', retryAfter: 9_000 }, { kind: 'unsent' });
    await refresh();
    await at.wakes.pass({ seconds: 8 });
    expect(at.platform.posts).toBe(1);
    await at.wakes.pass({ seconds: 2 });
    expect(at.platform.posts).toBe(2);
    await at.wakes.pass({ seconds: 30 });
    expect(shown()).toEqual(['first']);
  });
});
