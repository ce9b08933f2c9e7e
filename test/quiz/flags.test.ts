import { beforeAll, describe, expect, test } from 'vitest';
import { quiz as command } from '../../commands/quiz.ts';
import { settings } from '../../commands/settings.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { Question } from '../../src/course/course.ts';
import { createBank } from '../../src/quiz/bank.ts';
import { flagButton } from '../../src/quiz/flag-cards.ts';
import { createQuiz } from '../../src/quiz/quiz.ts';
import { wordsOf } from '../asking.ts';
import { type Asker, labelsOf, type Scene, someone, withStore } from '../community/asking.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { questionOf, quizCourse } from './course.ts';

oneStore('a report that something is wrong with a question', (open) => {
  let store: TestStore;
  let scene: Scene;
  let questions: readonly Question[] = quizCourse.questions;
  beforeAll(async () => {
    store = await open();
    const bank = () => createBank({ ...quizCourse, questions });
    scene = withStore(
      { store, clock: store.clock },
      { quiz: createQuiz({ store, clock: store.clock, bank }) },
      [command, settings],
    );
  });

  const idOn = (question: Question): string => {
    const made = flagButton(question);
    return made.kind === 'action' ? made.id : '';
  };
  /** Opens the form of a question and sends it. */
  async function report(asker: Asker, said: string, question = questionOf('fence')): Promise<Message> {
    const opened = await scene.reply(asker, { kind: 'action', id: idOn(question), values: [], own: true });
    if (opened.kind !== 'form') throw new Error(`a ${opened.kind}, not a form`);
    return scene.message(asker, { kind: 'form', id: opened.view.id, values: { words: said }, own: true });
  }
  const lead = (space: string): Asker => someone(space, { standing: 'facilitator' });
  const overview = (space: string): Promise<Message> => scene.type(lead(space), 'report', 'quiz');
  async function list(space: string): Promise<Message> {
    const card = await overview(space);
    const label = labelsOf(card).find((each) => each.startsWith('Reported questions'));
    if (label === undefined) throw new Error(`nothing is reported: ${wordsOf(card)}`);
    return scene.press(lead(space), card, label);
  }

  test('is thanked for, and reaches facilitators with the question’s id, and without who wrote it', async () => {
    const asker = someone(await scene.space());
    expect(wordsOf(await report(asker, 'Two answers fit.\nB and C.'))).toContain(
      'They see your words, and not your name',
    );
    const card = await list(asker.space);
    expect(labelsOf(await overview(asker.space))).toContain('Reported questions (1)');
    expect(wordsOf(card)).toContain('fence, topic process');
    expect(wordsOf(card)).toContain('Two answers fit.\nB and C.');
    expect(JSON.stringify(card)).not.toContain(asker.member);
  });

  test('is gone once it is seen to, and the others stay', async () => {
    const asker = someone(await scene.space());
    await report(asker, 'The first');
    store.clock.advance({ minutes: 1 });
    await report(asker, 'The second');
    const after = await scene.press(lead(asker.space), await list(asker.space), 'Seen to: 1');
    expect(wordsOf(after)).not.toContain('The first');
    expect(wordsOf(after)).toContain('The second');
    expect(wordsOf(await scene.press(lead(asker.space), after, 'Seen to: 1'))).toContain(
      'No report is waiting',
    );
    expect(labelsOf(await overview(asker.space)).join()).not.toContain('Reported');
  });

  test('says where the question has changed since, or has left the course', async () => {
    const asker = someone(await scene.space());
    await report(asker, 'A slip', questionOf('fence'));
    await report(asker, 'Another slip', questionOf('talks'));
    questions = [{ ...questionOf('fence'), revision: '0000000f' }];
    const card = wordsOf(await list(asker.space));
    const late = wordsOf(await report(asker, 'Too late', questionOf('talks')));
    questions = quizCourse.questions;
    expect(card).toContain('fence, topic process (changed since)');
    expect(card).toContain('talks (no longer in the course)');
    expect(late).toContain('no longer in the course');
    expect(wordsOf(await list(asker.space))).not.toContain('Too late');
  });

  test('is one of ten a day for a person, and told so kindly', async () => {
    const asker = someone(await scene.space());
    for (let index = 0; index < 10; index += 1) await report(asker, `Slip ${index}`);
    expect(wordsOf(await report(asker, 'One more'))).toContain('please report this one tomorrow');
    expect(wordsOf(await report(someone(asker.space), 'Of somebody else'))).toContain('Thank you');
    store.clock.advance({ hours: 24, minutes: 1 });
    expect(wordsOf(await report(asker, 'One more'))).toContain('Thank you');
    const card = await list(asker.space);
    expect(wordsOf(card)).toContain('12 reports, page 1 of 3');
    expect(wordsOf(await scene.press(lead(asker.space), card, 'Next'))).toContain('page 2 of 3');
  });

  test('takes no empty words and no more than 500 characters', async () => {
    const asker = someone(await scene.space());
    expect(wordsOf(await report(asker, ' \n '))).toContain('Please fill this in');
    expect(wordsOf(await report(asker, 'x'.repeat(501)))).toContain('500 characters');
    expect(labelsOf(await overview(asker.space)).join()).not.toContain('Reported');
  });

  describe('of another community', () => {
    test('is neither seen nor settled, and members see none of it', async () => {
      const asker = someone(await scene.space());
      await report(asker, 'Only for our own');
      const elsewhere = await scene.space();
      expect(labelsOf(await overview(elsewhere)).join()).not.toContain('Reported');
      const { id } = await store.db
        .selectFrom('quiz_flag')
        .where('words', '=', 'Only for our own')
        .select('id')
        .executeTakeFirstOrThrow();
      const settle = `quiz.flag-settled:"${id}",0`;
      expect(wordsOf(await scene.click(lead(elsewhere), settle))).toContain('No report is waiting');
      expect(wordsOf(await scene.click(asker, settle))).toContain('Only facilitators');
      expect(wordsOf(await scene.click(asker, 'quiz.flags:0'))).toContain('Only facilitators');
      expect(wordsOf(await list(asker.space))).toContain('Only for our own');
    });
  });
});
