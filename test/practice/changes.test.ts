import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { UserError } from '../../src/chat/errors.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { Edit, Scope } from '../../src/practice/changes.ts';
import type { Answer } from '../../src/practice/rosters.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { wordsOf } from '../asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld } from './practice-world.ts';

const wall = (text: string) => Temporal.PlainDateTime.from(text);
const WEEKLY = { rule: 'FREQ=WEEKLY;COUNT=4' };

oneStore('changes', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let leader: Player;

  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    leader = await world.player();
  });

  const made = ({ session }: Occurrence): Promise<readonly Occurrence[]> =>
    world.practice.sessions.occurrences(session);
  const now = async ({ id }: Occurrence): Promise<Occurrence> =>
    (await world.practice.sessions.occurrence(id))!;
  const edit = (occurrence: Occurrence, change: Edit, scope: Scope = 'one', by?: Player) =>
    by
      ? world
          .who(by)
          .then((who) => world.practice.changes.edit(occurrence, scope, change, world.outgoing, who))
      : world.practice.changes.edit(occurrence, scope, change, world.outgoing);
  const cancel = (occurrence: Occurrence, scope: Scope = 'one', reason?: string) =>
    world.practice.changes.cancel(occurrence, scope, reason, world.outgoing);
  const answer = async (occurrence: Occurrence, player: Player, what: Answer = 'join') =>
    world.practice.rosters.answer(await world.who(player), 'Ada', occurrence.id, what, world.outgoing);
  /** Somebody new, who answers so. */
  const somebody = async (occurrence: Occurrence, what: Answer = 'join'): Promise<Player> => {
    const player = await world.player();
    await answer(occurrence, player, what);
    return player;
  };
  const soon = () => world.pass({ seconds: 10 });
  /** What the bot wrote to a member directly, of changes. */
  const told = ({ asker }: Player): string[] =>
    world.platform.messages
      .filter(({ channel }) => channel === `dm-${asker.member}`)
      .map(({ words }): Message => JSON.parse(words))
      .filter(({ title }) => /^(?:Changed|Cancelled)/.test(title ?? ''))
      .map((message) => wordsOf(message));
  const days = (occurrences: readonly Occurrence[]): string[] =>
    occurrences
      .filter(({ state }) => state === 'planned')
      .map(({ starts, zone }) =>
        starts.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).slice(5),
      );

  describe('of one alone', () => {
    test('leaves the others as they are, and counts up', async () => {
      const [first, second] = await made(await world.opened(WEEKLY));
      const changed = await edit(first!, { title: 'Caucus', place: null, starts: wall('2026-03-13T18:00') });
      expect(changed).toMatchObject({ title: 'Caucus', place: undefined, sequence: 1 });
      expect(changed.original).toEqual(first!.original);
      expect(await now(second!)).toEqual(second);
      expect(days(await made(first!))).toEqual(['03-13T18:00', '03-19T19:00', '03-26T19:00', '04-02T19:00']);
    });

    test('is told once to each who comes, waits or may come; to nobody else', async () => {
      const session = await world.opened({ seats: 1 });
      const concerned = [await somebody(session), await somebody(session), await somebody(session, 'maybe')];
      const others = [await somebody(session, 'leave'), await world.player(), leader];
      await answer(session, leader, 'maybe');
      await edit(session, { starts: wall('2026-03-13T18:00') }, 'one', leader);
      await world.pass({ minutes: 5 });
      for (const player of concerned) {
        expect(told(player)).toEqual([expect.stringContaining('When: was 2026-03-12')]);
      }
      for (const player of others) expect(told(player)).toEqual([]);
    });

    test('shows the link, and gives a calendar file, only to those with a seat', async () => {
      const session = await world.opened({ seats: 1 });
      const [seated, waiting] = [await somebody(session), await somebody(session)];
      await edit(session, { link: 'https://video.example/another-room', place: 'Room 7' });
      await soon();
      expect(told(seated)[0]).toContain('there is a new link');
      expect(told(seated)[0]).toContain('another-room');
      expect(told(seated)[0]).toContain('.ics');
      expect(told(waiting)[0]).toContain('Where: was Room 2, now Room 7');
      expect(told(waiting)[0]).not.toMatch(/new link|another-room|\.ics/);
      await edit(session, { link: null });
      await world.pass({ minutes: 1 });
      expect(told(seated)).toHaveLength(2);
      expect(told(waiting)).toHaveLength(1);
    });

    test('comes without a sound in a member’s quiet hours', async () => {
      const session = await world.opened();
      const [quiet, awake] = [await somebody(session), await somebody(session)];
      const wishes = { zone: 'UTC', quiet: { from: '11:00', to: '13:00' } };
      await world.services.community.preferences.set(quiet.identity, wishes);
      await edit(session, { place: 'Room 7' });
      await soon();
      const silent = ({ asker }: Player) =>
        world.platform.messages
          .filter(({ channel }) => channel === `dm-${asker.member}`)
          .map(({ words }) => JSON.parse(words).silent ?? false);
      expect([silent(quiet), silent(awake)]).toEqual([[true], [false]]);
    });

    test('that changes nothing is none', async () => {
      const session = await world.opened();
      const player = await somebody(session);
      const { title, minutes, seats = null } = session;
      await edit(session, { title, minutes, seats, starts: wall('2026-03-12T19:00') });
      await soon();
      expect((await now(session)).sequence).toBe(0);
      expect(told(player)).toEqual([]);
    });

    test('of the seats is told to nobody, throws nobody out, and offers what is free', async () => {
      const session = await world.opened({ seats: 2 });
      const seated = [await somebody(session), await somebody(session)];
      const waiting = await somebody(session);
      await edit(session, { seats: 1 });
      const roster = await world.practice.sessions.roster(await now(session));
      expect(roster).toMatchObject({ free: 0, seated: { length: 2 } });
      await edit(session, { seats: 3 });
      await soon();
      for (const player of [...seated, waiting]) expect(told(player)).toEqual([]);
      const { offered } = await world.practice.sessions.roster(await now(session));
      expect(offered.map(({ identity }) => identity)).toEqual([waiting.identity]);
    });

    test('never moves it into the past, and where the clocks go forward it begins as much later', async () => {
      const session = await world.opened();
      await expect(edit(session, { starts: wall('2026-03-01T19:00') })).rejects.toThrow(UserError);
      const moved = await edit(session, { starts: wall('2026-03-08T02:30') });
      expect(moved.starts.toString()).toBe('2026-03-08T07:30:00Z');
    });

    test('is refused once it is over or cancelled', async () => {
      const [over, gone] = [await world.opened(), await world.opened()];
      await cancel(gone);
      await expect(edit(gone, { title: 'Late' })).rejects.toThrow('cancelled');
      await expect(cancel(gone)).rejects.toThrow('cancelled');
      await world.pass({ hours: 11 * 24 });
      await expect(edit(over, { title: 'Late' })).rejects.toThrow('over');
    });

    test('to a nearer time makes up for no reminder, and an offer that has no time left waits on', async () => {
      const session = await world.opened({ seats: 1 });
      const seated = await somebody(session);
      const waiting = await somebody(session);
      await answer(session, seated, 'leave');
      await edit(session, { starts: wall('2026-03-02T07:04') });
      const { remindedUntil } = await now(session);
      expect(remindedUntil).toEqual(store.clock.now());
      const roster = await world.practice.sessions.roster(await now(session));
      expect(roster.waiting.map(({ identity }) => identity)).toEqual([waiting.identity]);
    });
  });

  describe('of this one and all that follow', () => {
    test('gives the same to each, and to those not made yet; those before stay', async () => {
      const first = await world.opened({ rule: 'FREQ=WEEKLY' });
      const [, second] = await made(first);
      await edit(second!, { title: 'Caucus' }, 'following');
      expect((await made(first)).map(({ title }) => title)).toEqual([
        'Shuttle mediation',
        ...Array(6).fill('Caucus'),
      ]);
      expect((await world.practice.sessions.session(first.session))?.title).toBe('Caucus');
    });

    test('moves each with its seats; one that was skipped stays skipped', async () => {
      const first = await world.opened({ rule: 'FREQ=WEEKLY;COUNT=4' });
      const [, second, third, fourth] = await made(first);
      const player = await somebody(fourth!);
      await cancel(third!);
      await edit(second!, { starts: wall('2026-03-20T18:00') }, 'following');
      expect(days(await made(first))).toEqual(['03-12T19:00', '03-20T18:00', '04-03T18:00']);
      await soon();
      expect(told(player)).toEqual([
        expect.stringMatching(/When: was 2026-04-02T23:00.*, now 2026-04-03T22:00/),
      ]);
      expect((await now(second!)).original.toString()).toBe('2026-03-20T18:00:00');
    });

    test('one later on becomes one’s own again where it was moved alone', async () => {
      const first = await world.opened(WEEKLY);
      const [, second] = await made(first);
      await edit(second!, { starts: wall('2026-03-21T10:00') });
      await edit(first, { starts: wall('2026-03-12T18:00') }, 'following');
      expect(days(await made(first))[1]).toBe('03-19T18:00');
    });

    test('tells a person once, with the first and the times of the others', async () => {
      const occurrences = await made(await world.opened(WEEKLY));
      const player = await world.player();
      for (const occurrence of occurrences.slice(1)) await answer(occurrence, player);
      await edit(occurrences[0]!, { starts: wall('2026-03-12T18:00') }, 'following');
      await world.pass({ minutes: 5 });
      expect(told(player)).toHaveLength(1);
      expect(told(player)[0]).toMatch(/When: was 2026-03-19T23:00.*, now 2026-03-19T22:00/);
      expect(told(player)[0]).toMatch(
        /2 later ones of yours changed too: 2026-03-26T22:00.*2026-04-02T22:00/,
      );
    });

    test('those for which a new rule has no time are cancelled, and told so', async () => {
      const first = await world.opened(WEEKLY);
      const [, second, third, fourth] = await made(first);
      const player = await somebody(fourth!);
      const other = await somebody(second!);
      await edit(first, { rule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=2' }, 'following');
      expect(days(await made(first))).toEqual(['03-12T19:00', '03-26T19:00']);
      expect((await now(third!)).state).toBe('cancelled');
      await soon();
      expect(told(player)).toEqual([expect.stringContaining('does not take place')]);
      expect(told(other)).toEqual([expect.stringMatching(/was 2026-03-19T23:00.*, now 2026-03-26T23:00/)]);
    });

    test('an end cancels those after it, and a rule that goes on later takes up their days', async () => {
      const first = await world.opened({ rule: 'FREQ=WEEKLY' });
      const [, second] = await made(first);
      await edit(second!, { rule: null }, 'following');
      await world.pass({ hours: 24 });
      expect(days(await made(first))).toEqual(['03-12T19:00', '03-19T19:00']);
      expect((await now(first)).repeats).toBe(true);
      await edit(second!, { rule: 'FREQ=WEEKLY;COUNT=3' }, 'following');
      expect(days(await made(first))).toEqual(['03-12T19:00', '03-19T19:00', '03-26T19:00', '04-02T19:00']);
    });

    test('never takes the time of one before', async () => {
      const first = await world.opened(WEEKLY);
      const [, second] = await made(first);
      const moved = edit(second!, { starts: wall('2026-03-12T19:00') }, 'following');
      await expect(moved).rejects.toThrow('has that time already');
      expect(days(await made(first))[1]).toBe('03-19T19:00');
    });
  });

  describe('a cancellation', () => {
    test('of one is told with its reason, and the next is announced', async () => {
      const first = await world.opened(WEEKLY);
      const player = await somebody(first);
      await cancel(first, 'one', 'The room is flooded.');
      await soon();
      expect(told(player)).toHaveLength(1);
      expect(told(player)[0]).toMatch(
        /Cancelled: Shuttle mediation[\s\S]*Why: The room is flooded\.[\s\S]*\.ics/,
      );
      expect((await made(first)).map(({ announced }) => announced)).toEqual([true, true, false, false]);
      expect(await now(first)).toMatchObject({ reason: 'The room is flooded.', sequence: 1 });
    });

    test('of all that follow leaves those before, and no more are made', async () => {
      const first = await world.opened({ rule: 'FREQ=WEEKLY' });
      const [, second, third] = await made(first);
      const player = await somebody(third!);
      await cancel(second!, 'following');
      await soon();
      expect(told(player)).toHaveLength(1);
      await world.pass({ hours: 14 * 24 });
      expect(days(await made(first))).toEqual(['03-12T19:00']);
      expect((await world.practice.sessions.session(first.session))?.state).toBe('open');
    });

    test('of all ends the session', async () => {
      const first = await world.opened({ rule: 'FREQ=WEEKLY' });
      await cancel(first, 'following');
      expect((await world.practice.sessions.session(first.session))?.state).toBe('cancelled');
      expect(days(await made(first))).toEqual([]);
    });
  });

  describe('several changes, one after the other', () => {
    test('while the first was not sent, the second tells both, and only the second is sent', async () => {
      const session = await world.opened();
      const player = await somebody(session);
      await soon();
      await edit(session, { title: 'Caucus' });
      await edit(session, { place: 'Room 7' });
      await world.pass({ minutes: 5 });
      expect(told(player)).toHaveLength(1);
      expect(told(player)[0]).toMatch(
        /Called: was Shuttle mediation, now Caucus[\s\S]*was Room 2, now Room 7/,
      );
    });

    test('what was told is not told again', async () => {
      const session = await world.opened();
      const player = await somebody(session);
      await edit(session, { title: 'Caucus' });
      await soon();
      await edit(session, { place: 'Room 7' });
      await soon();
      expect(told(player)).toHaveLength(2);
      expect(told(player)[1]).not.toContain('Shuttle mediation');
    });

    test('what is changed back before it was told is told to nobody', async () => {
      const session = await world.opened();
      const player = await somebody(session);
      await edit(session, { title: 'Caucus' });
      await edit(session, { title: 'Shuttle mediation' });
      await soon();
      expect(told(player)).toEqual([]);
    });

    test('who left meanwhile is told nothing', async () => {
      const session = await world.opened();
      const player = await somebody(session);
      await edit(session, { title: 'Caucus' });
      await answer(session, player, 'leave');
      await soon();
      expect(told(player)).toEqual([]);
    });

    test('at once, with members who join, they follow one another', async () => {
      const first = await world.opened({ ...WEEKLY, seats: 3 });
      const [, second] = await made(first);
      const players = await Promise.all(Array.from({ length: 6 }, () => world.player()));
      await Promise.all([
        edit(first, { title: 'Caucus' }, 'following'),
        ...players.map((player) => answer(second!, player)),
        edit(second!, { starts: wall('2026-03-20T10:00') }),
        edit(first, { place: 'Room 7' }, 'following'),
      ]);
      expect(await now(second!)).toMatchObject({ title: 'Caucus', place: 'Room 7', sequence: 3 });
      expect((await world.practice.sessions.roster(await now(second!))).seated).toHaveLength(3);
    });
  });

  describe('of the reminders', () => {
    test('is of the whole session and told to nobody', async () => {
      const first = await world.opened(WEEKLY);
      const player = await somebody(first);
      const leads = ['PT2H'];
      await world.practice.changes.reminders(first, { leads, offerMinutes: 30 }, world.outgoing);
      await soon();
      const all = await made(first);
      expect(all.map((each) => [each.leads, each.offerMinutes])).toEqual(Array(4).fill([leads, 30]));
      expect(told(player)).toEqual([]);
    });
  });
});
