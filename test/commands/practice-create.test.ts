import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ID_LIMIT } from '../../src/chat/id.ts';
import type { FormView, Message } from '../../src/chat/reply.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { idOf, messageOf, wordsOf } from '../asking.ts';
import { type Asker, fresh, labelsOf } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

const ALL = ['Open it', 'What', 'When', 'Where and who', 'Reminders', 'Throw away'];

oneStore('/practice create', (openStore) => {
  let store: TestStore;
  let world: PracticeWorld;
  let organiser: Player;
  beforeAll(async () => {
    store = await openStore();
  });
  beforeEach(async () => {
    // A Monday morning in Toronto, six days before its clocks go forward.
    world = await practiceWorld(store);
    organiser = await world.player({ zone: 'America/Toronto' });
    await mayOpen('everyone');
  });

  const mayOpen = (opens: 'everyone' | 'facilitators') =>
    store.db.updateTable('community').set({ opens }).where('id', '=', world.community).execute();

  const type = (text = '', asker: Asker = organiser.asker) => world.type(asker, `create ${text}`);
  const said = async (text = '', asker?: Asker) => wordsOf(await type(text, asker));
  const press = (on: Message, label: string, asker = organiser.asker) => world.press(asker, on, label);
  const form = async (on: Message, label: string): Promise<FormView> => {
    const action = { kind: 'action', id: idOf(on, label), values: [], own: true } as const;
    const reply = await world.reply(organiser.asker, action);
    if (reply.kind !== 'form') throw new Error(`a ${reply.kind}`);
    return reply.view;
  };
  /** Fills in a form of the card: what stands there, but for these. */
  const fill = async (on: Message, label: string, values: Readonly<Record<string, string>>) => {
    const view = await form(on, label);
    const typed = { ...view.values, ...values };
    return messageOf(
      await world.reply(organiser.asker, { kind: 'form', id: view.id, values: typed, own: true }),
    );
  };
  const opened = () =>
    store.db
      .selectFrom('practice_session')
      .where('community_id', '=', world.community)
      .where('state', '=', 'open')
      .selectAll()
      .execute();

  test('shows all that was understood, and opens nothing before it is told to', async () => {
    const card = await type(
      'Thursday 7pm "Shuttle mediation" 90m seats:6 place:Room 2 link:https://video.example/secret about:"Two rooms" remind:2 days, 1 h repeat:every week',
    );
    const words = wordsOf(card);
    for (const each of [
      'Nobody sees it before you open it.',
      'Title: Shuttle mediation',
      'About: Two rooms',
      'When: Thursday 5 March 2026, 19:00 on the clocks of America/Toronto; for you 2026-03-06T00:00',
      'Repeats: every week on Thursday',
      '• Thursday 12 March 2026, 19:00 on the clocks of America/Toronto; for you 2026-03-12T23:00',
      '• Thursday 19 March 2026',
      'How long: 1 hour 30 minutes',
      'Where: Room 2',
      'Link, for those with a seat only: https://video.example/secret',
      'Seats: 6',
      'A free seat is kept for who waits first: for 12 hours',
      'Reminders: 2 days, 1 hour before',
      'Announced in: #C1',
    ]) {
      expect(words).toContain(each);
    }
    expect(words.match(/• Thursday/g)).toHaveLength(3);
    expect(labelsOf(card)).toEqual(ALL);
    expect(await opened()).toEqual([]);
    expect(world.platform.messages).toEqual([]);
  });

  test('opens it by one click, once, also after a second one', async () => {
    const card = await type('Thursday 7pm "Shuttle mediation" 90m seats:6');
    const first = wordsOf(await press(card, 'Open it'));
    expect(first).toContain('It is open.');
    expect(first).toContain('Shuttle mediation');
    expect(wordsOf(await press(card, 'Open it'))).toContain('Shuttle mediation');
    const [session, ...more] = await opened();
    expect(more).toEqual([]);
    expect(session).toMatchObject({ title: 'Shuttle mediation', starts: '2026-03-05T19:00', minutes: 90 });
    await world.pass({ minutes: 1 });
    expect(world.sent().filter((each) => each.includes('Shuttle mediation'))).toHaveLength(1);
  });

  test('seats nobody, not even who opens it', async () => {
    await press(await type('Thursday 7pm "Shuttle mediation"'), 'Open it');
    expect(await store.db.selectFrom('practice_seat').selectAll().execute()).toEqual([]);
  });

  test('is typed in one line, also without quotes and with the title first', async () => {
    for (const typed of ['Thursday 7pm Shuttle mediation 45m', '"Shuttle mediation" Thursday 7pm 45m']) {
      const words = await said(typed);
      expect(words).toContain('Title: Shuttle mediation');
      expect(words).toContain('When: Thursday 5 March 2026, 19:00');
      expect(words).toContain('How long: 45 minutes');
      expect(words).not.toContain('I could not');
    }
  });

  describe('what cannot be read', () => {
    test('is asked for, kept in its field, and all else is kept too', async () => {
      const card = await type('some day in spring seats:6 place:Room 2');
      const words = wordsOf(card);
      expect(words).toContain('Before it can be opened, it needs a title and a time.');
      expect(words).toContain('I could not read “some day in spring” as a date and time.');
      expect(words).toContain('Seats: 6');
      expect(labelsOf(card)).toEqual(ALL.slice(1));
      expect((await form(card, 'When')).values.when).toBe('some day in spring');
      const better = await fill(card, 'When', { when: 'Thursday 7pm Shuttle mediation' });
      expect(wordsOf(better)).toContain('Title: Shuttle mediation');
      expect(labelsOf(better)).toEqual(ALL);
    });

    test('is said in words', async () => {
      for (const [typed, problem] of [
        ['Thursday at 7 Shuttle mediation', '“Thursday at 7” could be morning or evening'],
        ['yesterday 7pm Shuttle mediation', 'has already passed'],
        ['Thursday 7pm length:forever', '“forever” as the length of a session'],
        ['Thursday 7pm length:10m', '15 minutes are the least, 12 hours the most'],
        ['Thursday 7pm seats:0', '1 to 200, or “any”'],
        ['Thursday 7pm seats:201', '1 to 200, or “any”'],
        ['Thursday 7pm link:http://video.example/room', 'begins with https://'],
        ['Thursday 7pm link:https://me:word@video.example/room', 'begins with https://'],
        ['Thursday 7pm remind:soon', '“soon” as times before a session'],
        ['Thursday 7pm repeat:now and then', 'now and then'],
        ['repeat:every week', 'please give the time too'],
      ] as const) {
        const words = await said(typed);
        expect(words).toContain('I could not take all of it');
        expect(words).toContain(problem);
      }
    });

    test('fits the buttons however long it is', async () => {
      const long = '“a very long “way” of saying 🕊️ ” '.repeat(5).trim();
      const values = { when: long, repeat: long.slice(0, 90) };
      const card = messageOf(
        await world.reply(organiser.asker, {
          kind: 'command',
          command: 'practice',
          subcommand: 'create',
          values,
        }),
      );
      const ids = labelsOf(card).map((label) => idOf(card, label).length);
      expect(Math.max(...ids)).toBeLessThanOrEqual(ID_LIMIT);
      expect((await form(card, 'When')).values.when).toMatch(/^\S?a very long/);
    });
  });

  describe('the zone', () => {
    test('is the organiser’s; where nobody knows it, the draft waits for it', async () => {
      const { asker } = await world.player();
      const card = await type('Thursday 7pm Shuttle mediation', asker);
      expect(wordsOf(card)).toContain('I do not know your time zone.');
      expect(labelsOf(card)).toEqual(ALL.slice(1));
      expect(await said('Thursday 7pm', { ...asker, zone: 'Asia/Tokyo' })).toContain(
        'Thursday 5 March 2026, 19:00 on the clocks of Asia/Tokyo; for you 2026-03-05T10:00',
      );
    });

    test('stays that of the time, also where the organiser is elsewhere since', async () => {
      const card = await type('Thursday 7pm Shuttle mediation');
      organiser = { ...organiser, asker: { ...organiser.asker, zone: 'Asia/Tokyo' } };
      const same = wordsOf(await fill(card, 'When', { length: '1 h' }));
      expect(same).toContain('5 March 2026, 19:00 on the clocks of America/Toronto');
      const other = wordsOf(await fill(card, 'When', { when: 'Friday 7pm' }));
      expect(other).toContain('6 March 2026, 19:00 on the clocks of Asia/Tokyo');
    });

    test('says where a change of the clocks leaves the time out, and when it is on the other days', async () => {
      const words = await said('Sunday 2:30am "Night watch" repeat:every week');
      expect(words).toContain(
        'On Sunday 8 March 2026 the clocks of America/Toronto go forward, and 02:30 does not exist: it begins at 03:30.',
      );
      expect(words).toContain('When: Sunday 8 March 2026, 02:30');
      expect(words).toContain('for you 2026-03-08T07:30');
      expect(words).toContain(
        'Sunday 15 March 2026, 02:30 on the clocks of America/Toronto; for you 2026-03-15T06:30',
      );
    });

    test('says where it comes twice', async () => {
      const words = await said('2026-11-01 01:30 Night watch');
      expect(words).toContain(
        'On Sunday 1 November 2026 the clocks of America/Toronto go back, and 01:30 comes twice: it begins at the first of the two.',
      );
      expect(words).toContain('for you 2026-11-01T05:30');
    });
  });

  describe('a repeat', () => {
    test('begins on its first day that fits, and says so', async () => {
      const words = await said('Thursday 7pm "Caucus" repeat:second Thursday');
      expect(words).toContain('Thursday 5 March 2026 is no day of “every month on the second Thursday”');
      expect(words).toContain('it begins on Thursday 12 March 2026, 19:00.');
      expect(words).toContain('When: Thursday 12 March 2026, 19:00');
      expect(words).toContain('Thursday 9 April 2026, 19:00');
    });

    test('leaves days out, those that it has', async () => {
      const card = await type('Thursday 7pm "Caucus" repeat:every week');
      const changed = await fill(card, 'When', { 'left-out': 'Thursday, 12 March and 2026-03-19, 20 March' });
      const words = wordsOf(changed);
      expect(words).toContain('Left out: • Thursday 12 March 2026\n• Thursday 19 March 2026');
      expect(words).toContain('Friday 20 March 2026 need not be left out');
      expect(words).toContain('• Thursday 5 March 2026, 19:00');
      expect(words).toContain('• Thursday 26 March 2026, 19:00');
      expect((await form(changed, 'When')).values['left-out']).toBe('2026-03-12, 2026-03-19');
      expect(wordsOf(await fill(changed, 'When', { 'left-out': '' }))).not.toContain('Left out');
      expect(wordsOf(await fill(changed, 'When', { repeat: 'once' }))).not.toContain('Left out');
    });
  });

  describe('its forms', () => {
    test('hold what stands, and bring the card up to date', async () => {
      let card = await type();
      expect(labelsOf(card)).toEqual(ALL.slice(1));
      card = await fill(card, 'What', { title: 'Caucus', about: 'First line\nsecond line' });
      card = await fill(card, 'When', { when: 'Friday 18:00', length: '2 h', repeat: 'every 2 weeks' });
      card = await fill(card, 'Where and who', {
        place: 'Library',
        link: 'https://video.example/x',
        seats: '4',
        offer: '30 min',
        channel: 'C9',
      });
      card = await fill(card, 'Reminders', { leads: '1 h', post: 'yes' });
      expect(labelsOf(card)).toEqual(ALL);
      expect((await form(card, 'What')).values).toEqual({
        title: 'Caucus',
        about: 'First line\nsecond line',
      });
      expect((await form(card, 'When')).values).toEqual({
        when: '2026-03-06 18:00',
        length: '2 hours',
        repeat: 'every 2 weeks on Friday',
        'left-out': '',
      });
      expect((await form(card, 'Where and who')).values).toEqual({
        place: 'Library',
        link: 'https://video.example/x',
        seats: '4',
        offer: '30 minutes',
        channel: 'C9',
      });
      expect((await form(card, 'Reminders')).values).toEqual({ leads: '1 hour', post: 'yes' });
      expect(wordsOf(card)).toContain(
        'Reminders: 1 hour before, by direct message and by a post in the channel',
      );
      expect(wordsOf(card)).toContain('Announced in: #C9');
      const bare = await fill(card, 'Where and who', { place: '', link: '', seats: '' });
      expect(wordsOf(bare)).toContain('Where: not said');
      expect(wordsOf(bare)).toContain('Seats: as many as come');
      expect(wordsOf(bare)).not.toContain('video.example');
    });

    test('saved as they stand change nothing', async () => {
      const card = await type('Thursday 7pm "Caucus" seats:6 repeat:second Thursday');
      const before = wordsOf(await fill(card, 'What', {}));
      for (const label of ['When', 'Where and who', 'Reminders']) {
        expect(wordsOf(await fill(card, label, {}))).toBe(before);
      }
    });

    test('keep what could be read, and say what could not', async () => {
      const card = await type('Thursday 7pm "Caucus"');
      const changed = await fill(card, 'When', { when: 'whenever', length: '2 h' });
      expect(wordsOf(changed)).toContain('I could not read “whenever”');
      expect(wordsOf(changed)).toContain('5 March 2026, 19:00');
      expect(wordsOf(changed)).toContain('How long: 2 hours');
      expect((await form(changed, 'When')).values.when).toBe('whenever');
    });
  });

  describe('the channels', () => {
    test('are this one and each linked space’s announcement channel; what has none is named with the cure', async () => {
      const community = await store.db
        .insertInto('community')
        .values({ id: randomUUID(), created_at: store.clock.now().toString() })
        .returning('id')
        .executeTakeFirstOrThrow();
      const linked = `slack:${fresh()}` as SpaceId;
      await store.db
        .insertInto('space')
        .values({
          ...{ id: linked, name: 'Linked', community_id: world.community, home_id: community.id },
          arrived_at: store.clock.now().toString(),
        })
        .execute();
      expect(await said('Thursday 7pm')).toContain('Not in Linked: there is no announcement channel.');
      await store.db
        .updateTable('space')
        .set({ announcement_channel: 'L1' })
        .where('id', '=', linked)
        .execute();
      expect(await said('Thursday 7pm')).toContain('Announced in: #C1 and the linked space’s channel');
    });

    test('are asked for where there is none', async () => {
      const direct = { ...organiser.asker, direct: true };
      const card = await type('Thursday 7pm "Caucus"', direct);
      expect(wordsOf(card)).toContain('it needs a channel to be announced in');
      expect(labelsOf(card)).toEqual(ALL.slice(1));
      const chosen = await fill(card, 'Where and who', { channel: 'C5' });
      expect(labelsOf(chosen)).toEqual(ALL);
      expect(wordsOf(chosen)).toContain('Announced in: #C5');
    });
  });

  describe('who may', () => {
    test('is everyone, or facilitators only: asked when it is made, and again when it is opened', async () => {
      const card = await type('Thursday 7pm "Caucus"');
      await mayOpen('facilitators');
      expect(await said('Thursday 7pm')).toContain('facilitators open the sessions');
      expect(wordsOf(await press(card, 'Open it'))).toContain('facilitators open the sessions');
      expect(await opened()).toEqual([]);
      const facilitator = { ...organiser.asker, standing: 'facilitator' } as const;
      expect(wordsOf(await press(card, 'Open it', facilitator))).toContain('It is open.');
      expect(labelsOf(await type('Friday 7pm "Caucus"', facilitator))).toEqual(ALL);
    });

    test('sees and opens a draft: who made it, nobody else', async () => {
      const card = await type('Thursday 7pm "Caucus"');
      const other = await world.player();
      for (const label of ALL) {
        expect(wordsOf(await press(card, label, other.asker))).toContain('That draft is gone');
      }
      expect(await opened()).toEqual([]);
      expect(wordsOf(await press(card, 'Open it'))).toContain('It is open.');
    });
  });

  test('opens nothing whose time has passed since', async () => {
    const card = await type('Thursday 7pm "Caucus"');
    await world.pass({ hours: 24 * 4 });
    expect(wordsOf(await press(card, 'Open it'))).toContain('That time has passed');
    const again = await fill(card, 'What', { title: 'Caucus' });
    expect(wordsOf(again)).toContain('Its time has passed.');
    expect(labelsOf(again)).toEqual(ALL.slice(1));
    expect(labelsOf(await fill(again, 'When', { when: 'Monday 7pm' }))).toEqual(ALL);
  });

  test('throws a draft away', async () => {
    const card = await type('Thursday 7pm "Caucus"');
    expect((await press(card, 'Throw away')).title).toBe('Thrown away');
    expect(wordsOf(await press(card, 'What'))).toContain('That draft is gone');
  });
});
