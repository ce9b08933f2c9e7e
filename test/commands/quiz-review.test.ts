import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/reply.ts';
import { messageOf, wordsOf } from '../asking.ts';
import { labelsOf } from '../community/asking.ts';
import type { CommandWorld, Player } from '../jobs/command-world.ts';
import { answered } from '../quiz/answering.ts';
import { quizWorld } from '../quiz/quiz-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

/** Half past six in the evening in Berlin, a Wednesday. */
const NOW = Temporal.Instant.from('2026-11-25T17:30:00Z');

oneStore('/quiz review', (open) => {
  let store: TestStore;
  let scene: CommandWorld;
  let me: Player;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    store.clock.set(NOW);
    scene = await quizWorld(store);
    me = await scene.player({ zone: 'Europe/Berlin' });
  });

  const review = (text = '', of = me) => scene.type(of.asker, `review ${text}`);
  const said = async (text = '', of = me) => wordsOf(await review(text, of));
  const wrong = (question: string, days: number, of = me) =>
    answered(store, of.identity, question, { at: NOW.subtract({ hours: 24 * days }), correct: false });

  describe('shows', () => {
    test('what to do where nothing was answered yet', async () => {
      const card = await review();
      expect(wordsOf(card)).toContain('To begin: /quiz start');
      expect(labelsOf(card)).not.toContain('Start');
    });

    test('how much is due, how long it takes, and the day when more is', async () => {
      await wrong('fence', 3);
      await wrong('pairs', 2);
      await wrong('alone', 0);
      const words = await said();
      expect(words).toMatch(/Due now: 2 questions, about \d minutes?\./);
      expect(words).toMatch(/Next: 1 question on Thursday,? 26 November 2026\./);
    });

    test('what is due, asked one after the other; what has waited longest comes first', async () => {
      await wrong('fence', 3);
      await wrong('who-decides', 2);
      const first = await scene.press(me.asker, await review(), 'Start');
      expect(wordsOf(first)).toContain('whose fence it is over a cup of tea');
    });

    test('that nothing is due any more, to a button that is late', async () => {
      await wrong('fence', 3);
      const card = await review();
      await answered(store, me.identity, 'fence', { at: NOW });
      expect(wordsOf(await scene.press(me.asker, card, 'Start'))).toContain('Nothing is due any more.');
    });
  });

  describe('an exam', () => {
    test('is set, shown with its weekday, and taken back', async () => {
      expect(await said('exam:2026-12-18')).toMatch(/Exam: Friday,? 18 December 2026, in 23 days\./);
      expect(await said()).toMatch(/Friday,? 18 December 2026/);
      expect(await said('exam:none')).not.toContain('Exam:');
    });

    test('is no longer spoken of once it is over', async () => {
      await review('exam:2026-11-26');
      store.clock.advance({ hours: 48 });
      expect(await said()).not.toContain('Exam:');
    });

    test('that cannot be read changes nothing, and nor does the reminder typed beside it', async () => {
      expect(await said('exam:soon nudge:07:30')).toContain('I could not read “soon”');
      expect(await said()).toContain('Daily reminder: none.');
    });
  });

  describe('a daily reminder', () => {
    const morning = { hours: 13 };

    test('comes at the member’s own time, directly, and says how many and how long', async () => {
      await wrong('fence', 3);
      expect(await said('nudge:07:30')).toContain('Daily reminder: at 07:30 (Europe/Berlin)');
      await scene.pass({ hours: 12, minutes: 59 });
      expect(scene.sent()).toEqual([]);
      await scene.pass({ minutes: 1 });
      expect(scene.sent()).toHaveLength(1);
      expect(scene.sent()[0]).toMatch(/1 question, about 1 minute/);
      expect(scene.direct()).toEqual([`dm-${me.asker.member}`]);
    });

    test('comes each day at that time on the wall, over a change of the clocks', async () => {
      store.clock.set('2026-10-23T17:30:00Z');
      await answered(store, me.identity, 'fence', { at: NOW.subtract({ hours: 24 * 60 }), correct: false });
      await review('nudge:07:30');
      await scene.pass({ hours: 24 * 3 });
      const due = await store.db
        .selectFrom('delivery')
        .where('identity_id', '=', me.identity)
        .select('due_at')
        .orderBy('due_at')
        .execute();
      expect(due.map(({ due_at }) => due_at.toString())).toEqual([
        '2026-10-24T05:30:00Z',
        '2026-10-25T06:30:00Z',
        '2026-10-26T06:30:00Z',
      ]);
    });

    test('says nothing on a day when nothing is due', async () => {
      await review('nudge:07:30');
      await scene.pass({ hours: 48 });
      expect(scene.sent()).toEqual([]);
    });

    test('says nothing once the review is done before it is sent', async () => {
      await wrong('fence', 3);
      await review('nudge:07:30');
      await answered(store, me.identity, 'fence', { at: NOW });
      await scene.pass(morning);
      expect(scene.sent()).toEqual([]);
    });

    test('stops by its button, also in a direct message', async () => {
      await wrong('fence', 3);
      await review('nudge:07:30');
      await scene.pass(morning);
      const message = JSON.parse(scene.sent()[0] ?? '{}') as Message;
      const other = await scene.player({ direct: true });
      expect(wordsOf(await scene.press(other.asker, message, 'Stop these'))).toContain('not yours');
      const stopped = await scene.press({ ...me.asker, direct: true }, message, 'Stop these');
      expect(wordsOf(stopped)).toContain('I remind you no more');
      expect(await said()).toContain('Daily reminder: none.');
      await scene.pass({ hours: 48 });
      expect(scene.sent()).toHaveLength(1);
    });

    test('starts the review by its button', async () => {
      await wrong('fence', 3);
      await review('nudge:07:30');
      await scene.pass(morning);
      const message = JSON.parse(scene.sent()[0] ?? '{}') as Message;
      expect(wordsOf(await scene.press(me.asker, message, 'Start'))).toContain('cup of tea');
    });

    test('follows the member into another time zone', async () => {
      await wrong('fence', 3);
      await review('nudge:07:30');
      await scene.services.community.preferences.set(me.identity, { zone: 'America/Toronto' });
      await scene.pass(morning);
      expect(scene.sent()).toEqual([]);
      expect(await said()).toContain('at 07:30 (America/Toronto)');
      await scene.pass({ hours: 6 });
      expect(scene.sent()).toHaveLength(1);
    });

    test('comes once where two linked accounts have one: from the account that was set last', async () => {
      const other = await scene.player({ zone: 'Europe/Berlin' });
      await store.db
        .updateTable('identity')
        .set({ person_id: me.identity })
        .where('id', '=', other.identity)
        .execute();
      await wrong('fence', 3);
      await review('nudge:07:30');
      store.clock.advance({ minutes: 1 });
      await review('nudge:07:30', other);
      await scene.pass(morning);
      expect(scene.direct()).toEqual([`dm-${other.asker.member}`]);
    });

    test('ends with the member: nobody is left to remind', async () => {
      await wrong('fence', 3);
      await review('nudge:07:30');
      await store.db.deleteFrom('identity').where('id', '=', me.identity).execute();
      await scene.pass(morning);
      expect(scene.sent()).toEqual([]);
      const left = await store.db
        .selectFrom('timetable')
        .where('key', '=', `quiz.nudge:${me.identity}`)
        .select('key')
        .execute();
      expect(left).toEqual([]);
    });

    test('is not sent hours late, and nobody else hears of it', async () => {
      await wrong('fence', 3);
      await review('nudge:07:30');
      store.clock.advance({ hours: 18 });
      await scene.pass({ minutes: 1 });
      expect(scene.sent()).toEqual([]);
      expect(await scene.notices()).toEqual([]);
    });

    test('asks for a time zone where none is known', async () => {
      const stranger = await scene.player();
      expect(await said('nudge:07:30', stranger)).toContain('Tell me once, by city: /settings show Berlin');
      expect(await said('', stranger)).toContain('Daily reminder: none.');
    });
  });

  test('one form has both, and what is emptied there is taken back', async () => {
    const card = await review('exam:2026-12-18 nudge:07:30');
    const id = card.parts
      .flatMap((part) => (part.kind === 'buttons' ? part.buttons : []))
      .flatMap((each) => (each.kind === 'action' && each.label === 'Exam and reminder' ? [each.id] : []));
    const form = await scene.reply(me.asker, { kind: 'action', id: id[0] ?? '', values: [], own: true });
    if (form.kind !== 'form') throw new Error(`a ${form.kind}`);
    expect(form.view.values).toEqual({ exam: '2026-12-18', nudge: '07:30' });
    const values = { exam: '', nudge: '8pm' };
    const saved = wordsOf(
      messageOf(await scene.reply(me.asker, { kind: 'form', id: form.view.id, values, own: true })),
    );
    expect(saved).toContain('at 20:00 (Europe/Berlin)');
    expect(saved).not.toContain('Exam:');
  });

  test('records of what was sent hold ids only', async () => {
    await wrong('fence', 3);
    await review('nudge:07:30');
    await scene.pass({ hours: 13 });
    const row = await store.db
      .selectFrom('delivery')
      .where('identity_id', '=', me.identity)
      .select(['key', 'subject'])
      .executeTakeFirstOrThrow();
    expect(row).toEqual({
      key: `quiz.nudge:${me.identity}:2026-11-26`,
      subject: { identity: me.identity },
    });
  });
});
