import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { practice } from '../../commands/practice.ts';
import type { Context } from '../../src/chat/context.ts';
import type { Message } from '../../src/chat/reply.ts';
import { completeOccurrence } from '../../src/practice/occurrence-choice.ts';
import type { Occurrence, Plan } from '../../src/practice/session.ts';
import { idOf, wordsOf } from '../asking.ts';
import { type Asker, fresh, labelsOf, requestFrom } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld, THURSDAY } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('/practice list, mine and show', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let player: Player;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    player = await world.player();
  });

  const type = (text: string, asker: Asker = player.asker) => world.type(asker, text);
  const said = async (text: string, asker?: Asker) => wordsOf(await type(text, asker));
  const press = (on: Message, label: string, asker: Asker = player.asker) => world.press(asker, on, label);
  /** On the n-th day after the usual one. */
  const opened = (title: string, day = 0, more: Partial<Plan> = {}, by?: Player): Promise<Occurrence> =>
    world.opened({ title, starts: THURSDAY.starts.add({ days: day }), ...more }, by ? { organiser: by } : {});
  const join = async ({ id }: Occurrence, by = player) =>
    world.practice.rosters.answer(await world.who(by), 'Member', id, 'join', world.outgoing);
  const cancel = ({ id }: Occurrence) =>
    store.db.updateTable('practice_occurrence').set({ state: 'cancelled' }).where('id', '=', id).execute();
  const context = (asker: Asker): Context =>
    ({ request: requestFrom(asker), services: world.services, clock: store.clock }) as unknown as Context;
  const home = async (asker = player.asker): Promise<Message> => ({
    parts: await practice.home!(context(asker)),
  });

  describe('list', () => {
    test('says what to do where nothing is coming', async () => {
      expect(await said('list')).toContain('No session is coming. Open one: /practice create');
      expect(await said('mine')).toContain(
        'You have no coming session. See what you can join: /practice list',
      );
      expect(await said('show')).toContain('No session is coming. Open one: /practice create');
    });

    test('shows what is coming by time, with seats, and leaves out what is cancelled or over', async () => {
      await opened('Later', 2);
      await opened('Sooner', 1, { seats: 6 });
      await cancel(await opened('Off', 3));
      await opened('Over', -9);
      const words = await said('list');
      expect(words).toContain('Sooner, 2026-03-13T23:00:00.000Z\n0 of 6 seats taken.');
      expect(words.indexOf('Later, 2026-03-14')).toBeGreaterThan(words.indexOf('Sooner'));
      expect(words).not.toContain('Off');
      expect(words).toContain('Over');
      await world.pass({ hours: 60 });
      expect(await said('list')).not.toContain('Over');
    });

    test('joins by “Add me”, says so in place, and stays on its page', async () => {
      for (let day = 0; day < 7; day += 1) await opened(`Session ${day}`, day, { seats: 1 });
      const first = await type('list');
      expect(labelsOf(first)).toEqual([...Array(5).fill(['Add me', 'More']).flat(), 'Next']);
      expect(wordsOf(first)).toContain('7 sessions, page 1 of 2.');
      const second = await press(first, 'Next');
      const added = await press(second, 'Add me');
      expect(wordsOf(added)).toMatch(/Session 5[^\n]*\n1 of 1 seat taken\. You have a seat\./);
      expect(labelsOf(added)).toEqual(['More', 'Add me', 'More', 'Back']);
      const late = await world.player();
      const waiting = await press(second, 'Add me', late.asker);
      expect(wordsOf(waiting)).toContain('1 waiting. You are 1st on the waiting list');
      expect(JSON.stringify([added, waiting])).not.toContain('secret-room');
    });

    test('is of one’s own community', async () => {
      await opened('Ours');
      const stranger = { space: `slack:T${fresh()}`, member: 'U1' };
      expect(await said('list', stranger)).toContain('No session is coming');
      const more = await world.press(stranger, await type('list'), 'More');
      expect(wordsOf(more)).toContain('That session is gone.');
      const added = await world.press(stranger, await type('list'), 'Add me');
      expect(wordsOf(added)).toContain('That session is gone.');
    });
  });

  describe('mine', () => {
    test('shows those that one comes to, may come to, or leads', async () => {
      const joined = await opened('Joined');
      const led = await opened('Led', 1, {}, player);
      await opened('Neither', 2);
      const left = await opened('Left', 3);
      await join(joined);
      await join(left);
      const who = await world.who(player);
      await world.practice.rosters.answer(who, 'Member', left.id, 'leave', world.outgoing);
      const words = await said('mine');
      expect(words).toContain('Joined');
      expect(words).toContain('Led');
      expect(words).not.toContain('Neither');
      expect(words).not.toContain('Left');
      await cancel(led);
      expect(await said('mine')).not.toContain('Led');
    });

    test('is of the person, not of the account', async () => {
      await join(await opened('Joined'));
      const there = await world.linkedSpace();
      const id = randomUUID();
      await store.db
        .insertInto('identity')
        .values({
          id,
          space_id: there,
          external_id: 'U2',
          person_id: player.identity,
          first_seen_at: store.clock.now().toString(),
        })
        .execute();
      expect(await said('mine', { space: there, member: 'U2' })).toContain('You have a seat.');
    });
  });

  describe('show', () => {
    test('opens what was typed by words of its title, or by its id', async () => {
      const first = await opened('Shuttle mediation');
      const other = await opened('Caucus practice', 1);
      expect(await said('show caucus')).toContain('When: 2026-03-13');
      expect(await said(`show ${first.id}`)).toContain('When: 2026-03-12');
      expect(await said('show plenary')).toContain(
        'has “plenary” in its title. See which are: /practice list',
      );
      expect(await said(`show ${randomUUID()}`)).toContain('No session that is coming');
      const stranger = { space: `slack:T${fresh()}`, member: 'U1' };
      expect(await said(`show ${other.id}`, stranger)).toContain('No session that is coming');
    });

    test('asks where several sessions have the words; of one that repeats the next time is meant', async () => {
      await opened('Shuttle mediation', 0, { rule: 'FREQ=WEEKLY' });
      expect(await said('show shuttle')).toContain('When: 2026-03-12');
      await opened('Shuttle diplomacy', 1);
      const choice = await type('show shuttle', { ...player.asker, zone: 'UTC' });
      expect(wordsOf(choice)).toContain('Which one?');
      expect(labelsOf(choice)).toEqual([
        'Shuttle mediation, Thu 12 Mar, 23:00',
        'Shuttle diplomacy, Fri 13 Mar, 23:00',
      ]);
      expect(wordsOf(await press(choice, 'Shuttle diplomacy, Fri 13 Mar, 23:00'))).toContain(
        'When: 2026-03-13',
      );
    });

    test('without words opens one’s own next session, or else the community’s', async () => {
      await opened('Shuttle mediation');
      const own = await opened('Caucus practice', 1);
      expect(await said('show')).toContain('Shuttle mediation');
      await join(own);
      expect(await said('show')).toContain('Caucus practice');
    });

    test('has the link for who has a seat and who leads, and for nobody else', async () => {
      const session = await opened('Shuttle mediation', 0, {}, player);
      const seated = await world.player();
      await join(session, seated);
      const waiting = await world.player();
      expect(await said('show', seated.asker)).toContain(THURSDAY.link);
      expect(await said('show')).toContain(THURSDAY.link);
      expect(JSON.stringify(await type('show', waiting.asker))).not.toContain('secret-room');
      expect(JSON.stringify(await type('show', { ...waiting.asker, standing: 'facilitator' }))).toContain(
        'secret-room',
      );
    });

    test('joins and leaves in place, and stays a card', async () => {
      await opened('Shuttle mediation', 0, { seats: 1 });
      const card = await type('show');
      expect(wordsOf(card)).toContain('You have not answered yet.');
      const joined = await press(card, 'Join');
      expect(wordsOf(joined)).toContain('You have a seat.');
      expect(wordsOf(joined)).toContain('1 of 1 seat taken');
      expect(wordsOf(joined)).toContain(THURSDAY.link);
      expect(wordsOf(await press(joined, 'Can’t make it'))).toContain('You are not among those who come.');
    });

    test('lets who waits take a seat that it was too late to offer', async () => {
      const session = await opened('Shuttle mediation', 0, { seats: 1 });
      const first = await world.player();
      await join(session, first);
      await join(session);
      const before = store.clock.now().until(session.starts).total('minutes') - 4;
      await world.pass({ minutes: before });
      const who = await world.who(first);
      await world.practice.rosters.answer(who, 'Member', session.id, 'leave', world.outgoing);
      const card = await type('show');
      expect(wordsOf(card)).toContain('whoever joins first has it');
      expect(wordsOf(await press(card, 'Join'))).toContain('You have a seat.');
    });

    test('of what is cancelled or over takes no answer', async () => {
      const session = await opened('Shuttle mediation');
      await join(session);
      await cancel(session);
      const card = await type(`show ${session.id}`);
      expect(wordsOf(card)).toContain('Cancelled.');
      expect(labelsOf(card)).not.toContain('Can’t make it');
      expect(JSON.stringify(card)).not.toContain('secret-room');
    });
  });

  test('completes coming sessions by their titles, at the member’s own time', async () => {
    const session = await opened('Shuttle mediation');
    await opened('Caucus practice', 1);
    const found = (text: string, zone?: string) =>
      completeOccurrence({ ...context({ ...player.asker, ...(zone ? { zone } : {}) }), text });
    expect(await found('SHUTT', 'Europe/Berlin')).toEqual([
      { label: 'Shuttle mediation, Fri 13 Mar, 00:00', value: session.id },
    ]);
    expect((await found('')).map(({ label }) => label)).toEqual([
      'Shuttle mediation, Thu 12 Mar, 19:00 America/Toronto',
      'Caucus practice, Fri 13 Mar, 19:00 America/Toronto',
    ]);
  });

  describe('the home', () => {
    test('shows the next five with one’s own answer, and “Add me” joins', async () => {
      for (let day = 0; day < 6; day += 1) await opened(`Session ${day}`, day);
      const shown = await home();
      expect(wordsOf(shown)).toContain('Session 4');
      expect(wordsOf(shown)).not.toContain('Session 5');
      expect(labelsOf(shown)).toEqual(Array(5).fill(['Add me', 'More']).flat());
      const reply = await world.reply(player.asker, {
        kind: 'action',
        id: idOf(shown, 'Add me'),
        values: [],
        own: false,
      });
      // A home is made anew by the adapter.
      expect(reply).toMatchObject({ kind: 'message', place: 'update' });
      expect(wordsOf(await home())).toContain('1 coming. You have a seat.');
    });

    test('is there for who has never used the bot, without making an account of them', async () => {
      await opened('Shuttle mediation');
      const newcomer = { ...player.asker, member: `U${fresh()}` };
      expect(labelsOf(await home(newcomer))).toEqual(['Add me', 'More']);
      const made = await store.db
        .selectFrom('identity')
        .where('external_id', '=', newcomer.member)
        .select('id')
        .execute();
      expect(made).toEqual([]);
      expect((await home({ space: `slack:T${fresh()}`, member: 'U1' })).parts).toEqual([]);
    });
  });
});
