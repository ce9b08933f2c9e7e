import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message } from '../../src/chat/reply.ts';
import { wordsOf } from '../asking.ts';
import { labelsOf } from '../community/asking.ts';
import type { CommandWorld, Player } from '../jobs/command-world.ts';
import { answered } from '../quiz/answering.ts';
import { quizWorld } from '../quiz/quiz-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

const NOW = Temporal.Instant.from('2026-11-25T17:30:00Z');

oneStore('/quiz progress', (open) => {
  let store: TestStore;
  let scene: CommandWorld;
  let me: Player;
  beforeAll(async () => {
    store = await open();
    store.clock.set(NOW);
    scene = await quizWorld(store);
  });
  beforeEach(async () => {
    me = await scene.player({ zone: 'Europe/Berlin' });
  });

  const progress = () => scene.type(me.asker, 'progress');
  const answer = (question: string, days: number, correct = true) =>
    answered(store, me.identity, question, { at: NOW.subtract({ hours: 24 * days }), correct });
  const fileOn = ({ parts }: Message): string => {
    const file = parts.find((part) => part.kind === 'file');
    if (!file) throw new Error('there is no file on it');
    return new TextDecoder().decode(file.content);
  };

  test('without an answer it says how to begin, and asks for no picture', async () => {
    const card = await progress();
    expect(wordsOf(card)).toContain('/quiz start');
    expect(card.parts.some(({ kind }) => kind === 'picture')).toBe(false);
  });

  test('results stand there by dimension, as a picture and in the same words', async () => {
    await answer('fence', 40);
    await answer('fence-helped', 40, false);
    await answer('fence-helped', 1);
    await answer('pairs', 1, false);
    const card = await progress();
    const words = wordsOf(card);
    expect(words).toContain('2 of 4 answers right');
    expect(words).toContain('The third person: 2 of 3 right; 1 of 1 in the last four weeks, 1 of 2 before');
    expect(words).toContain('What binds: 0 of 1 right');
    expect(words).toContain('[picture: Right answers: The third person 2 of 3; What binds 0 of 1.]');
  });

  test('one of them is seen week by week', async () => {
    await answer('fence', 14);
    await answer('fence', 0, false);
    await answer('pairs', 0);
    const words = wordsOf(await scene.choose(me.asker, await progress(), 'third-party'));
    expect(words).toContain('The third person\n');
    expect(words).toContain('• Week of 9 Nov: 1 of 1 right\n• Week of 23 Nov: 0 of 1 right');
    expect(words).toContain('[picture: The third person, right answers by week:');
    expect(wordsOf(await scene.choose(me.asker, await progress(), 'all'))).toContain(
      'Week of 23 Nov: 1 of 2 right',
    );
  });

  test('what is due is said, with a way to it', async () => {
    await answer('fence', 3, false);
    const card = await progress();
    expect(wordsOf(card)).toContain('Due for review: 1 question');
    expect(wordsOf(await scene.press(me.asker, card, 'Review'))).toContain('Due now: 1 question');
  });

  test('a streak is shown to those who want one', async () => {
    await answer('fence', 1);
    await answer('fence', 0);
    const card = await progress();
    expect(wordsOf(card)).not.toContain('Streak:');
    const shown = await scene.press(me.asker, card, 'Show my streak');
    expect(wordsOf(shown)).toContain('Streak: 2 days in a row');
    expect(wordsOf(await scene.press(me.asker, shown, 'Hide my streak'))).not.toContain('Streak:');
  });

  describe('mistakes', () => {
    test('are exported as a table and for Anki', async () => {
      await answer('fence', 2, false);
      await answer('pairs', 1, false);
      await answer('pairs', 0);
      const card = await progress();
      const table = fileOn(await scene.press(me.asker, card, 'My mistakes as CSV'));
      expect(table.trimEnd().split('\n')).toHaveLength(3);
      expect(table).toContain('cup of tea');
      const anki = fileOn(await scene.press(me.asker, card, 'My mistakes for Anki'));
      expect(anki).toContain('fence');
      expect(anki).toContain('pairs');
    });

    test('are not offered where there are none', async () => {
      await answer('fence', 0);
      expect(labelsOf(await progress())).not.toContain('My mistakes as CSV');
    });
  });

  test('it is deleted in two steps', async () => {
    await answer('fence', 2, false);
    await scene.type(me.asker, 'review nudge:07:30');
    const asked = await scene.press(me.asker, await progress(), 'Delete …');
    expect(wordsOf(asked)).toContain('It cannot be undone');
    expect(wordsOf(await scene.press(me.asker, asked, 'Keep it'))).toContain('0 of 1 answers right');
    expect(wordsOf(await scene.press(me.asker, asked, 'Delete it all'))).toContain('Deleted');
    expect(wordsOf(await progress())).toContain('Nothing to show yet');
    expect(wordsOf(await scene.type(me.asker, 'review'))).toContain('Daily reminder: none.');
  });

  test('nobody sees another member’s results', async () => {
    await answer('fence', 2, false);
    const other = await scene.player();
    expect(wordsOf(await scene.type(other.asker, 'progress'))).toContain('Nothing to show yet');
  });
});
