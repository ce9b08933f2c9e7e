import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/reply.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { idOf, messageOf, wordsOf } from '../asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('reminders of sessions', (open) => {
  let store: TestStore;
  let at: PracticeWorld;
  let me: Player;
  let occurrence: Occurrence;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    at = await practiceWorld(store);
    me = await at.player();
    occurrence = await at.opened({ seats: 1 });
    await join(me);
  });

  const join = async (player: Player) =>
    at.practice.rosters.answer(await at.who(player), 'Ada', occurrence.id, 'join', at.outgoing);
  const until = (instant: Temporal.Instant) =>
    at.pass({ milliseconds: instant.epochMilliseconds - store.clock.now().epochMilliseconds });
  const reminders = (): Message[] =>
    at.platform.messages
      .filter(({ channel, words }) => channel === `dm-${me.asker.member}` && words.includes('Reminder'))
      .map(({ words }) => JSON.parse(words) as Message);
  async function reminded(): Promise<Message> {
    await until(occurrence.starts.subtract({ hours: 24 }));
    const [first] = reminders();
    if (!first) throw new Error('no reminder came');
    return first;
  }
  const stateOf = async ({ identity }: Player) => {
    const roster = await at.practice.sessions.roster(occurrence);
    return roster.seats.find((seat) => seat.identity === identity)?.state;
  };
  /** Opens the form of one's own reminders and sends it. */
  async function wish(leads: string): Promise<Message> {
    const card = await at.type(me.asker, 'mine');
    const opened = await at.reply(me.asker, {
      kind: 'action',
      id: idOf(card, 'My reminders'),
      values: [],
      own: true,
    });
    if (opened.kind !== 'form') throw new Error('no form opened');
    const { id, values } = opened.view;
    before = values;
    return messageOf(await at.reply(me.asker, { kind: 'form', id, values: { ...values, leads }, own: true }));
  }
  let before: Readonly<Record<string, string>> = {};

  test('say when, where and the way in, and what one can do', async () => {
    const said = wordsOf(await reminded());
    expect(said).toContain('Reminder: Shuttle mediation');
    expect(said).toContain('It begins 2026-03-12T23:00:00.000Z: 2026-03-12T23:00:00.000Z, 1 hour 30 minutes');
    expect(said).toContain('Where: Room 2');
    expect(said).toContain('https://video.example/secret-room');
    expect(said).toMatch(/\[Can’t make it after all\].*\[Show\]/);
  });

  describe('“Can’t make it after all”', () => {
    test('frees the seat for who waits, and can be taken back', async () => {
      const waiting = await at.player();
      await join(waiting);
      const answer = await at.press(me.asker, await reminded(), 'Can’t make it after all');
      expect(wordsOf(answer)).toContain('you can join again');
      expect([await stateOf(me), await stateOf(waiting)]).toEqual(['declined', 'offered']);
      await at.press(me.asker, answer, 'Join');
      expect(await stateOf(me)).toBe('waiting');
    });

    test('needs no word of which course is meant, in a direct message of somebody in two', async () => {
      const reminder = await reminded();
      const other = await practiceWorld(store);
      store.clock.set(occurrence.starts.subtract({ hours: 24 }));
      await other.who({ ...me, asker: { ...me.asker, space: other.space } });
      const direct = { ...me.asker, space: 'slack:@me', direct: true };
      expect(wordsOf(await at.press(direct, reminder, 'Can’t make it after all'))).toContain('join again');
      expect(await stateOf(me)).toBe('declined');
    });

    test('of somebody else’s reminder leaves their seat to them', async () => {
      await at.press((await at.player()).asker, await reminded(), 'Can’t make it after all');
      expect(await stateOf(me)).toBe('seated');
    });
  });

  describe('one’s own wish', () => {
    test('is said back, and holds for the seats that one has', async () => {
      expect(wordsOf(await wish('2 h, 30 min'))).toContain('2 hours, 30 minutes');
      await until(occurrence.starts.subtract({ minutes: 121 }));
      expect(reminders()).toHaveLength(0);
      await until(occurrence.starts);
      expect(reminders()).toHaveLength(2);
    });

    test('may be none at all', async () => {
      expect(wordsOf(await wish('none'))).toContain('I remind you of no session any more');
      await until(occurrence.ends);
      expect(reminders()).toHaveLength(0);
    });

    test('stands in the form, and is taken back with “as the session says”', async () => {
      await wish('2 h');
      expect(before).toEqual({ leads: 'as the session says' });
      expect(wordsOf(await wish('as the session says'))).toContain('as each session says');
      expect(before).toEqual({ leads: '2 hours' });
      await until(occurrence.ends);
      expect(reminders()).toHaveLength(2);
    });

    test('that cannot be read changes nothing, and says what can', async () => {
      expect(wordsOf(await wish('soon'))).toContain('Try “1 day, 30 min” or “none”');
      await until(occurrence.ends);
      expect(reminders()).toHaveLength(2);
    });
  });
});
