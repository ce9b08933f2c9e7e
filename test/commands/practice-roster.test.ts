import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ID_LIMIT } from '../../src/chat/id.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { idOf, wordsOf } from '../asking.ts';
import { labelsOf, requestFrom } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld, THURSDAY } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('the roster of a practice session', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
  });

  /** What stands in a channel, or was written to a member, the latest of it. */
  const standing = (channel = 'C1'): Message => {
    const found = world.platform.messages.findLast((message) => message.channel === channel);
    return JSON.parse(found?.words ?? 'null');
  };
  const post = async (): Promise<Message> => {
    await world.pass({ seconds: 5 });
    return standing();
  };
  const wrote = ({ asker }: Player): Message => standing(`dm-${asker.member}`);
  const press = async (player: Player, label: string, on?: Message): Promise<Message> =>
    world.press(player.asker, on ?? (await post()), label);
  const said = async (player: Player, label: string, on?: Message) => wordsOf(await press(player, label, on));
  const players = (count: number) => Promise.all(Array.from({ length: count }, () => world.player()));
  const set = ({ id }: Occurrence, what: object) =>
    store.db.updateTable('practice_occurrence').set(what).where('id', '=', id).execute();
  const keepUp = ({ id }: Occurrence) => world.practice.sessions.keepUp(id, world.outgoing);

  describe('the post', () => {
    test('says what, when, where and who comes; the link is not in it', async () => {
      await world.opened({ seats: 6, rule: 'FREQ=WEEKLY' });
      const [first, second, third] = await players(3);
      await press(first!, 'Join');
      await press(second!, 'Join');
      await press(third!, 'Maybe');
      const message = await post();
      const words = wordsOf(message);
      for (const each of [
        'Shuttle mediation',
        'When: 2026-03-12T23:00:00.000Z, 1 hour 30 minutes',
        'Where: Room 2; video call (the link is with those who have a seat)',
        'About: Moving between two rooms',
        'Seats: 2 of 6 seats taken, 1 maybe',
        'Coming: @Member, @Member',
        'Maybe: @Member',
        'Repeats every week on Thursday',
      ]) {
        expect(words).toContain(each);
      }
      expect(labelsOf(message)).toEqual(['Join', 'Maybe', 'Leave']);
      expect(idOf(message, 'Maybe').length).toBeLessThanOrEqual(ID_LIMIT);
      expect(JSON.stringify(world.sent())).not.toContain('secret-room');
    });

    test('points at members of its own space only, and names at most twenty', async () => {
      const there = await world.linkedSpace();
      const session = await world.opened(
        {},
        {
          places: [
            { space: world.space, channel: 'C1' },
            { space: there, channel: 'C2' },
          ],
        },
      );
      const [here] = await players(1);
      await press(here!, 'Join');
      await store.db
        .updateTable('practice_seat')
        .set({ name: 'Ann' })
        .where('occurrence_id', '=', session.id)
        .execute();
      const others = await players(21);
      for (const other of others) {
        await world.practice.rosters.answer(
          await world.who(other),
          'Ben',
          session.id,
          'join',
          world.outgoing,
        );
      }
      await world.pass({ seconds: 5 });
      expect(wordsOf(standing('C1'))).toContain('Coming: @Ann, @Ben');
      expect(wordsOf(standing('C2'))).toContain('Coming: Ann, Ben');
      expect(wordsOf(standing('C2'))).toContain('Ben and 2 more');
      expect(wordsOf(standing('C2'))).toContain('22 coming');
    });

    test('follows a burst of joins in a few edits', async () => {
      await world.opened({ seats: 6 });
      const message = await post();
      const all = await players(30);
      await Promise.all(all.map((player) => press(player, 'Join', message)));
      await world.pass({ seconds: 10 });
      expect(wordsOf(standing())).toContain('6 of 6 seats taken, 24 waiting');
      expect(world.platform.messages.filter(({ channel }) => channel === 'C1')).toHaveLength(1);
      expect(world.platform.edits.length).toBeLessThan(5);
    });

    test('says that it is cancelled and why, or over, and takes no more answers', async () => {
      const session = await world.opened();
      const early = await post();
      await set(session, { state: 'cancelled', reason: 'The room is closed.' });
      await keepUp(session);
      expect(wordsOf(await post())).toContain('Cancelled. The room is closed.');
      expect(labelsOf(standing())).toEqual([]);
      const [player] = await players(1);
      expect(await said(player!, 'Join', early)).toContain(
        'That session was cancelled. See which are coming',
      );

      await world.opened();
      await world.pass({ seconds: store.clock.now().until(session.ends).total('seconds') + 5 });
      expect(wordsOf(standing())).toContain('This session is over.');
      expect(labelsOf(standing())).toEqual([]);
    });
  });

  describe('a click on the post', () => {
    test('is answered privately, as a new message, with the link for who has a seat', async () => {
      await world.opened({ seats: 1 });
      const [first, second] = await players(2);
      const reply = await world.reply(first!.asker, {
        kind: 'action',
        id: idOf(await post(), 'Join'),
        values: [],
        own: false,
      });
      expect(reply).toMatchObject({ kind: 'message', place: 'private' });
      const card = await press(first!, 'Join');
      expect(wordsOf(card)).toContain('You have a seat.');
      expect(wordsOf(card)).toContain(THURSDAY.link);
      expect(labelsOf(card)).toEqual(['Add to my calendar', 'Maybe', 'Can’t make it', 'More']);
      const waiting = await press(second!, 'Join');
      expect(wordsOf(waiting)).toContain('You are 1st on the waiting list');
      expect(JSON.stringify(waiting)).not.toContain('secret-room');
      expect(labelsOf(waiting)).toEqual(['Leave the waiting list', 'More']);
    });

    test('says one’s place on the waiting list', async () => {
      await world.opened({ seats: 1 });
      const all = await players(13);
      const words: string[] = [];
      for (const player of all) words.push(await said(player, 'Join'));
      const places = words.slice(1).map((each) => /You are (\w+) on/.exec(each)?.[1]);
      const named = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th', '8th', '9th', '10th', '11th', '12th'];
      expect(places).toEqual(named);
    });

    test('goes on from its answer: to leave, and to come again', async () => {
      await world.opened();
      const [player] = await players(1);
      const left = await press(player!, 'Can’t make it', await press(player!, 'Join'));
      expect(wordsOf(left)).toContain(
        'You are not among those who come. Should that change, you can join again.',
      );
      expect(JSON.stringify(left)).not.toContain('secret-room');
      expect(await said(player!, 'Join', left)).toContain('You have a seat.');
      expect(await said(player!, 'Maybe', left)).toContain('No seat is kept for you');
      expect(await said(player!, 'Leave')).toContain('You are not among those who come.');
    });

    test('of another community’s member finds nothing', async () => {
      await world.opened();
      const stranger = { ...(await world.player()).asker, space: `slack:T${randomUUID()}` };
      const answer = await world.press(stranger, await post(), 'Join');
      expect(wordsOf(answer)).toContain('That session is gone.');
    });
  });

  describe('the offer of a seat', () => {
    async function offered(seats = 1) {
      const session = await world.opened({ seats });
      const [first, second, third] = await players(3);
      for (const player of [first!, second!, third!]) await press(player, 'Join');
      await press(first!, 'Leave');
      await world.pass({ seconds: 5 });
      return { session, second: second!, third: third! };
    }

    test('comes by direct message, says until when, and is accepted there', async () => {
      const { second } = await offered();
      const words = wordsOf(wrote(second));
      expect(words).toContain('A seat is free: Shuttle mediation');
      expect(words).toMatch(/It is kept for you until 2026-03-02T14:0\d:\d\d.000Z/);
      expect(JSON.stringify(wrote(second))).not.toContain('secret-room');
      expect(wordsOf(standing())).toContain('0 of 1 seat taken, 1 offered, 1 waiting');
      const reply = await world.reply(second.asker, {
        kind: 'action',
        id: idOf(wrote(second), 'Take the seat'),
        values: [],
        own: false,
      });
      expect(reply).toMatchObject({ kind: 'message', place: 'update' });
      expect(JSON.stringify(reply)).toContain('You have a seat.');
      expect(wordsOf(await post())).toContain('1 of 1 seat taken, 1 waiting');
    });

    test('goes to the next where it is passed on, and where its time passes', async () => {
      const { second, third } = await offered();
      const offer = wrote(second);
      expect(await said(second, 'Pass it on', offer)).toContain('You are not among those who come.');
      await world.pass({ seconds: 5 });
      expect(wordsOf(wrote(third))).toContain('A seat is free');
      const [fourth] = await players(1);
      await press(fourth!, 'Join');
      await world.pass({ hours: 2 });
      expect(wordsOf(wrote(fourth!))).toContain('A seat is free');
      expect(await said(third, 'Take the seat', wrote(third))).toContain('You are 1st on the waiting list');
      const offers = world.sent().filter((each) => each.includes('A seat is free'));
      expect(offers).toHaveLength(3);
    });

    test('is not sent to who has answered before it went out', async () => {
      await world.opened({ seats: 1 });
      const [first, second] = await players(2);
      const message = await post();
      for (const player of [first!, second!]) await press(player, 'Join', message);
      await press(first!, 'Leave', message);
      await press(second!, 'Join', message);
      await world.pass({ hours: 3 });
      expect(world.sent().filter((each) => each.includes('A seat is free'))).toEqual([]);
    });

    test('is accepted in a direct message by who is in several communities', async () => {
      const { second } = await offered();
      const other = await practiceWorld(store);
      await world.services.community.members.who(
        requestFrom({ space: other.space, member: second.asker.member }),
      );
      const direct = { ...second.asker, space: 'slack:@me', direct: true };
      expect(wordsOf(await world.press(direct, wrote(second), 'Take the seat'))).toContain(
        'You have a seat.',
      );
    });
  });
});
