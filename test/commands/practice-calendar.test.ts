import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rows } from '../../src/chat/parts.ts';
import type { Message } from '../../src/chat/reply.ts';
import { calendarButtons, feedButtons } from '../../src/practice/calendar-cards.ts';
import type { Answer } from '../../src/practice/rosters.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { idOf, wordsOf } from '../asking.ts';
import { labelsOf } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { readByIcal } from '../practice/calendars.ts';
import { type PracticeWorld, practiceWorld } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

const ADD = 'Add to my calendar';
const weekly = { rule: 'FREQ=WEEKLY;COUNT=3' };

oneStore('/practice and calendars', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let ada: Player;

  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store, 'https://parley.example');
    ada = await world.player();
  });

  const answer = async (player: Player, { id }: Occurrence, given: Answer = 'join') =>
    world.practice.rosters.answer(await world.who(player), 'Ada', id, given, world.outgoing);
  const card = (occurrence: Occurrence): Message => ({ parts: rows(calendarButtons(occurrence)) });
  const press = (on: Message, label: string, { asker } = ada) => world.press(asker, on, label);
  const fileOf = ({ parts }: Message) => {
    const part = parts.find(({ kind }) => kind === 'file');
    if (part?.kind !== 'file') throw new Error('there is no file');
    return { file: part.name, ...readByIcal(new TextDecoder().decode(part.content)) };
  };

  describe('the file', () => {
    test('is for who has a seat, and has the link', async () => {
      const session = await world.opened();
      await answer(ada, session);
      expect(fileOf(await press(card(session), ADD))).toMatchObject({
        file: 'session.ics',
        events: [{ uid: `${session.id}@parley`, url: 'https://video.example/secret-room' }],
      });
    });

    test('is for nobody else: not for who waits, may come, or left, nor for who asks from elsewhere', async () => {
      const session = await world.opened({ seats: 1 });
      await answer(await world.player(), session);
      for (const given of ['join', 'maybe', 'leave'] as const) {
        await answer(ada, session, given);
        expect(wordsOf(await press(card(session), ADD))).toMatch(/for those with a seat.*Join first/);
      }
      const elsewhere = await (await practiceWorld(store)).player();
      expect(wordsOf(await press(card(session), ADD, elsewhere))).toContain('That session is gone');
    });

    test('has all that are coming where the session repeats, those with one’s seat only', async () => {
      const first = await world.opened(weekly);
      const [, second, third] = await world.practice.sessions.occurrences(first.session);
      await answer(ada, first);
      expect(labelsOf(await press(card(first), ADD))).toEqual([]);
      await answer(ada, third!);
      const one = await press(card(first), ADD);
      expect(fileOf(one).events).toHaveLength(1);
      const all = fileOf(await press(one, 'All 2 coming ones'));
      expect(all.file).toBe('sessions.ics');
      expect(all.events.map(({ uid }) => uid)).toEqual([`${first.id}@parley`, `${third?.id}@parley`]);
      expect(JSON.stringify(all)).not.toContain(second?.id);
    });

    test('of a cancelled session takes it out again', async () => {
      const session = await world.opened();
      await answer(ada, session);
      await store.db
        .updateTable('practice_occurrence')
        .set({ state: 'cancelled', sequence: 1 })
        .where('id', '=', session.id)
        .execute();
      const cancelled = { ...session, state: 'cancelled' as const };
      const [event] = fileOf(await press(card(cancelled), 'Take out of my calendar')).events;
      expect(event).toMatchObject({ uid: `${session.id}@parley`, sequence: 1, status: 'CANCELLED' });
    });
  });

  describe('the addresses', () => {
    const opened = (player = ada) => press({ parts: rows(feedButtons()) }, 'Calendar address', player);
    const addressOn = (message: Message): string => /https:\S+\.ics/.exec(wordsOf(message))?.[0] ?? '';
    const works = async (address: string): Promise<boolean> =>
      (await world.practice.feeds.calendar(/([^/]+)\.ics$/.exec(address)?.[1] ?? '')) !== undefined;

    test('one’s own is made, shown once, renewed and removed', async () => {
      const before = await opened();
      expect(wordsOf(before)).toContain('You have none yet');
      expect(labelsOf(before)).toEqual(['New address for me']);
      const made = await press(before, 'New address for me');
      expect(addressOn(made)).toMatch(/^https:\/\/parley\.example\/calendar\/[0-9a-f]{32}\.ics$/);
      expect(wordsOf(made)).toMatch(/shown this once.*keep it to yourself/s);
      const after = await press(made, 'Back');
      expect(wordsOf(after)).toContain('There is one since');
      expect(wordsOf(after)).toContain('the old one stops');
      expect(addressOn(after)).toBe('');
      const renewed = await press(after, 'New address for me');
      expect([await works(addressOn(made)), await works(addressOn(renewed))]).toEqual([false, true]);
      expect(wordsOf(await press(after, 'Remove mine'))).toContain('You have none yet');
      expect(await works(addressOn(renewed))).toBe(false);
    });

    test('the community’s is for facilitators to make, checked again at the click', async () => {
      const facilitator = await world.player({ standing: 'facilitator' });
      const offered = await opened(facilitator);
      expect(labelsOf(offered)).toEqual(['New address for me', 'New address for all']);
      const made = await press(offered, 'New address for all', facilitator);
      expect(await works(addressOn(made))).toBe(true);
      expect(wordsOf(made)).toContain('No links and no names');
      const both = await opened(facilitator);
      for (const label of ['New address for all', 'Remove the one for all']) {
        expect(idOf(both, label)).toContain('community');
        expect(wordsOf(await press(both, label))).toContain('Only facilitators');
      }
      expect(await works(addressOn(made))).toBe(true);
      await press(both, 'Remove the one for all', facilitator);
      expect(await works(addressOn(made))).toBe(false);
    });

    test('are none where the operator set no PUBLIC_URL: there are files instead', async () => {
      world = await practiceWorld(store);
      ada = await world.player();
      const told = await opened();
      expect(wordsOf(told)).toContain('PUBLIC_URL');
      const button = 'All my sessions as a file';
      expect(labelsOf(told)).toEqual([button]);
      expect(wordsOf(await press(told, button))).toContain('You have no seat in a coming session');
      const session = await world.opened();
      await answer(ada, session);
      await world.opened({ title: 'Not mine' });
      expect(fileOf(await press(told, button)).events).toMatchObject([{ uid: `${session.id}@parley` }]);
    });
  });
});
