import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { quiz } from '../../commands/quiz.ts';
import { ID_LIMIT } from '../../src/chat/id.ts';
import type { Message } from '../../src/chat/reply.ts';
import { idOf, messageOf, NOW, wordsOf } from '../asking.ts';
import { type Asker, fresh, labelsOf } from '../community/asking.ts';
import type { CommandWorld, Player } from '../jobs/command-world.ts';
import { quizWorld } from '../quiz/quiz-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('/quiz schedule', (open) => {
  let store: TestStore;
  let world: CommandWorld;
  let leader: Player;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    store.clock.set(NOW);
    world = await quizWorld(store);
    leader = await world.player({ standing: 'facilitator' });
  });

  const type = (text = '', asker: Asker = leader.asker) => world.type(asker, `schedule ${text}`);
  const said = async (text = '', asker?: Asker) => wordsOf(await type(text, asker));
  const press = (on: Message, label: string) => world.press(leader.asker, on, label);
  const form = async (on: Message, label: string) => {
    const reply = await world.reply(leader.asker, {
      kind: 'action',
      id: idOf(on, label),
      values: [],
      own: true,
    });
    if (reply.kind !== 'form') throw new Error(`a ${reply.kind}`);
    return reply.view;
  };
  const submit = async (id: string, values: Readonly<Record<string, string>>) =>
    messageOf(await world.reply(leader.asker, { kind: 'form', id, values, own: true }));

  test('shows what was understood in full, with the next three dates, before it starts', async () => {
    const card = await type(
      'days:"Mon Wed Fri" time:"9 am" topic:"words of the field" closes:"2 h" zone:Berlin',
    );
    const words = wordsOf(card);
    for (const each of [
      'Nothing is posted before you start it.',
      'Monday, Wednesday and Friday at 09:00 on the clocks of Europe/Berlin',
      'Where: #C1',
      'Which questions: Words of the field',
      'Answers are taken for: 2 hours',
      '2026-11-27T08:00:00.000Z\n• 2026-11-30T08:00:00.000Z\n• 2026-12-02T08:00:00.000Z',
    ]) {
      expect(words).toContain(each);
    }
    expect(labelsOf(card)).toEqual(['Start', 'Change', 'Remove', 'All timetables']);
    const ids = labelsOf(card).map((label) => idOf(card, label).length);
    expect(Math.max(...ids)).toBeLessThanOrEqual(ID_LIMIT);
  });

  test.each([
    'weekdays 09:00 zone:UTC',
    'Mon Wed Fri 09:00 zone:UTC',
    '"Mon Wed Fri" time:9:00 zone:UTC',
    'every Monday, Friday at 9 am zone:UTC',
  ])('is typed as it is spoken: %s', async (text) => {
    expect(await said(text)).toMatch(/Monday\b.* at 09:00 on the clocks of UTC/);
  });

  test('lists all with the next date of each, and shows one', async () => {
    expect(await said()).toContain('No timetable yet');
    await press(await type('days:daily time:09:00 zone:UTC'), 'Start');
    await type('days:Sun time:20:00 zone:UTC');
    const card = await type();
    expect(wordsOf(card)).toContain('every day at 09:00 (UTC), #C1, all topics: next 2026-11-26T09:00');
    expect(wordsOf(card)).toContain('Sunday at 20:00 (UTC), #C1, all topics: paused');
    const one = await press(card, 'Timetable 1');
    expect(wordsOf(await press(one, 'All timetables'))).toContain('every day at 09:00');
  });

  test('is changed in a form that holds what stands', async () => {
    const card = await press(await type('days:daily time:09:00 zone:Berlin topic:words'), 'Start');
    const { id, values } = await form(card, 'Change');
    expect(values).toEqual({
      days: 'every day',
      time: '09:00',
      zone: 'Europe/Berlin',
      topic: 'words',
      closes: '1 day',
    });
    const changed = await submit(id, { ...values, days: 'Sat', time: '18:30', topic: '' });
    expect(changed.title).toBe('Timetable');
    expect(wordsOf(changed)).toContain('Saturday at 18:30 on the clocks of Europe/Berlin');
    expect(wordsOf(changed)).toContain('Which questions: all topics');
    const { next_at, rule } = await store.db
      .selectFrom('timetable')
      .where('community_id', '=', world.community)
      .select(['next_at', 'rule'])
      .executeTakeFirstOrThrow();
    expect([String(next_at), rule]).toEqual(['2026-11-28T17:30:00Z', 'FREQ=WEEKLY;BYDAY=SA']);
    const wrong = wordsOf(await submit(id, { ...values, zone: 'Atlantis' }));
    expect(wrong).toContain('I know no time zone “Atlantis”');
  });

  test('is made in a form too, in the course’s zone', async () => {
    await store.db
      .updateTable('community')
      .set({ zone: 'America/Toronto' })
      .where('id', '=', world.community)
      .execute();
    const { id, values } = await form(await type(), 'New timetable');
    expect(values).toEqual({ zone: 'America/Toronto', closes: '1 day' });
    const made = wordsOf(await submit(id, { ...values, days: 'weekdays', time: '12:00' }));
    expect(made).toContain('Friday at 12:00 on the clocks of America/Toronto');
  });

  describe('the zone', () => {
    test('is the one named, else the course’s, else the facilitator’s, else asked for', async () => {
      const zoned = { ...leader.asker, zone: 'Asia/Tokyo' };
      expect(await said('days:Mon time:09:00')).toContain('On whose clocks is it 09:00?');
      expect(await said('days:Mon time:09:00', zoned)).toContain('Asia/Tokyo');
      await store.db
        .updateTable('community')
        .set({ zone: 'America/Toronto' })
        .where('id', '=', world.community)
        .execute();
      expect(await said('days:Mon time:09:00', zoned)).toContain('America/Toronto');
      expect(await said('days:Mon time:09:00 zone:Lisbon', zoned)).toContain('Europe/Lisbon');
    });

    test('that can be several is chosen by a button, which goes on with it', async () => {
      const card = await type('days:Mon time:09:00 zone:Sydney');
      expect(wordsOf(card)).toContain('one of several time zones');
      const label = labelsOf(card).find((each) => each.includes('Australia')) ?? '';
      expect((await form(card, label)).values).toMatchObject({ zone: 'Australia/Sydney' });
      expect(await said()).toContain('No timetable yet');
    });
  });

  test.each([
    ['days:Mon', 'A timetable needs its days and its time'],
    ['time:09:00', 'A timetable needs its days and its time'],
    ['days:Moonday time:09:00 zone:UTC', 'as days of the week'],
    ['days:Mon time:25:00 zone:UTC', 'as a time of day'],
    ['days:Mon time:9 zone:UTC', '“9 am” or “9 pm”'],
    ['days:Mon time:09:00 zone:UTC topic:nothing', 'There is no such topic'],
    ['days:Mon time:09:00 zone:UTC closes:never', 'Try “2 h” or “1 day”'],
  ])('what cannot be understood is saved by nobody: %s', async (text, words) => {
    expect(await said(text)).toContain(words);
    expect(await said()).toContain('No timetable yet');
  });

  test('goes to the channel that was named, and from a direct conversation to the announcements', async () => {
    const named = await world.reply(leader.asker, {
      kind: 'command',
      command: 'quiz',
      subcommand: 'schedule',
      values: { days: 'Mon', time: '09:00', zone: 'UTC', channel: 'C77' },
    });
    expect(wordsOf(messageOf(named))).toContain('Where: #C77');
    const direct = { ...leader.asker, direct: true };
    expect(await said('days:Mon time:09:00 zone:UTC', direct)).toContain('There is no channel to post in');
    await store.db
      .updateTable('space')
      .set({ announcement_channel: 'news' })
      .where('id', '=', world.space)
      .execute();
    expect(await said('days:Mon time:09:00 zone:UTC', direct)).toContain('Where: #news');
  });

  test('is for facilitators, of the same community only, by every button', async () => {
    const card = await type('days:Mon time:09:00 zone:UTC');
    const member = await world.player();
    const stranger = { ...leader.asker, space: `slack:T${fresh()}` };
    expect(await said('', member.asker)).toContain('Only facilitators');
    expect(await said('', stranger)).toContain('No timetable yet');
    for (const label of ['Start', 'Change', 'Remove']) {
      const click = (asker: Asker) =>
        world.reply(asker, { kind: 'action', id: idOf(card, label), values: [], own: true });
      expect(wordsOf(messageOf(await click(member.asker))), label).toContain('Only facilitators');
      expect(wordsOf(messageOf(await click(stranger))), label).toContain('That timetable is gone');
    }
    const { id, values } = await form(card, 'Change');
    const sent = await world.reply(stranger, { kind: 'form', id, values, own: true });
    expect(wordsOf(messageOf(sent))).toContain('That timetable is gone');
    expect(await said()).toContain('1. Monday at 09:00 (UTC), #C1, all topics: paused');
  });

  test('a button of a timetable that was removed says so', async () => {
    const card = await press(await type('days:Mon time:09:00 zone:UTC'), 'Start');
    expect(wordsOf(await press(card, 'Remove'))).toContain('Removed.');
    expect(wordsOf(await press(card, 'Pause'))).toContain('That timetable is gone');
    expect(
      await store.db
        .selectFrom('timetable')
        .where('community_id', '=', world.community)
        .selectAll()
        .execute(),
    ).toEqual([]);
  });

  test('every answer is its facilitator’s alone', () => {
    const actions = quiz.actions.filter(({ name }) => name.startsWith('quiz.schedule'));
    expect(actions.length).toBeGreaterThan(4);
    expect(actions.filter(({ audience }) => audience !== 'facilitator')).toEqual([]);
    expect(actions.filter(({ answer }) => answer !== 'private' && answer !== 'form')).toEqual([]);
  });
});
