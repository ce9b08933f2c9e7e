import { beforeAll, describe, expect, test } from 'vitest';
import { termButtons } from '../../commands/glossary.ts';
import { quiz } from '../../commands/quiz.ts';
import type { Message } from '../../src/chat/reply.ts';
import { createGlossary } from '../../src/glossary/glossary.ts';
import { quizOnButton, startRound } from '../../src/quiz/practice-cards.ts';
import { createQuiz } from '../../src/quiz/quiz.ts';
import { alone, idOf, NOW, wordsOf } from '../asking.ts';
import { type Asker, labelsOf, requestFrom, type Scene, someone, withStore } from '../community/asking.ts';
import { quizBank, quizCourse } from '../quiz/course.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('/quiz start', (open) => {
  let store: TestStore;
  let scene: Scene;
  beforeAll(async () => {
    store = await open();
    store.clock.set(NOW);
    scene = sceneOf();
  });
  /** The command over the store; a second one is the program after a restart. */
  const sceneOf = () =>
    withStore(
      { store, clock: store.clock },
      {
        quiz: createQuiz({ store, clock: store.clock, bank: () => quizBank }),
        glossary: createGlossary(quizCourse),
        termButtons,
      },
      [quiz],
    );
  const member = async (more: Partial<Asker> = {}) => someone(await scene.space(), more);
  const type = (asker: Asker, text: string) => scene.type(asker, text, 'quiz');
  /** A round on these questions, as other cards start one. */
  const round = (asker: Asker, ...questions: string[]): Promise<Message> =>
    startRound(
      {
        ...alone.outgoing,
        request: requestFrom(asker),
        services: scene.services,
        clock: store.clock,
        commands: [],
        who: () => scene.who(asker),
      },
      'practice',
      questions,
    );
  const labelOf = (card: Message, part: string): string => {
    const label = labelsOf(card).find((each) => each.includes(part));
    if (label === undefined) throw new Error(`no button with ${part} on: ${wordsOf(card)}`);
    return label;
  };
  const press = (asker: Asker, on: Message, part: string) => scene.press(asker, on, labelOf(on, part));
  const selectIn = (card: Message, place: number): string => {
    const part = card.parts.filter(({ kind }) => kind === 'select')[place];
    if (part?.kind !== 'select') throw new Error(`no select on: ${wordsOf(card)}`);
    return part.id;
  };
  const select = (asker: Asker, on: Message, place: number, value: string) =>
    scene.message(asker, { kind: 'action', id: selectIn(on, place), values: [value], own: true });
  const answersOf = async (asker: Asker) => {
    const { identity } = await scene.who(asker);
    return store.db.selectFrom('quiz_answer').where('identity_id', '=', identity).selectAll().execute();
  };

  test('asks one question at a time, explains at once, and tells the result at the end', async () => {
    const asker = await member();
    const first = await round(asker, 'fence', 'who-decides');
    expect(first.title).toBe('Question 1 of 2');
    expect(labelsOf(first)).toEqual([
      'A: Mediation',
      'B: Negotiation',
      'C: Neither: arbitration',
      'Something wrong?',
    ]);
    const told = await press(asker, first, 'A: Mediation');
    expect(told.title).toBe('Question 1 of 2');
    expect(wordsOf(told)).toContain('Two neighbours settle whose fence');
    expect(wordsOf(told)).toContain('Not this time. You answered: A, Mediation');
    expect(wordsOf(told)).toContain('Why your answer tempts: They are calm');
    expect(labelsOf(told)).toEqual(['Negotiation', 'Mediation', 'Next question', 'Something wrong?']);
    const second = await press(asker, told, 'Next question');
    expect(second.title).toBe('Question 2 of 2');
    const last = await press(asker, second, 'The parties');
    const result = wordsOf(await press(asker, last, 'See your result'));
    expect(result).toContain('1 of 2 right.');
    expect(result).toContain('• The third person: 0 of 1 right\n• Who decides: 1 of 1 right');
    expect(result).toContain('[Again, only my mistakes] [Show to the channel]');
  });

  test('starts five questions, or as many as were asked for, of a topic and a difficulty', async () => {
    expect((await type(await member(), 'start')).title).toBe('Question 1 of 5');
    expect((await type(await member(), 'start length:3')).title).toBe('Question 1 of 3');
    const words = await type(await member(), 'start topic:"words of the field" difficulty:hard');
    expect(words.title).toBe('Question 1 of 1');
    expect(wordsOf(words)).toContain('Two people bargain without any help');
    expect(wordsOf(await type(await member(), 'start topic:process length:20'))).toContain('Question 1 of 4');
  });

  test('says which topics there are, and that nothing fits', async () => {
    const asker = await member();
    expect(wordsOf(await type(asker, 'start topic:cooking'))).toContain(
      'The topics are: Which process is it?, Words of the field.',
    );
    expect(wordsOf(await type(asker, 'start topic:words difficulty:1 length:2'))).toContain(
      'Question 1 of 1',
    );
    await expect(type(await member(), 'start topic:words difficulty:easy')).resolves.toMatchObject({
      title: 'Question 1 of 1',
    });
  });

  test('shows options in an order of each member’s own, under letters in their order', async () => {
    const orders = new Set<string>();
    for (let turn = 0; turn < 8; turn += 1) {
      const card = await round(await member(), 'who-decides');
      const labels = labelsOf(card).slice(0, 3);
      expect(labels.map((label) => label.slice(0, 2))).toEqual(['A:', 'B:', 'C:']);
      orders.add(labels.join());
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  test('with one under way, offers to go on or to start anew', async () => {
    const asker = await member();
    const first = await round(asker, 'fence', 'who-decides', 'what-helps');
    await press(asker, first, 'B: Negotiation');
    const offered = await type(asker, 'start length:4');
    expect(offered.title).toBe('You have a quiz under way');
    expect(wordsOf(offered)).toContain('1 of 3 questions are answered');
    expect((await press(asker, offered, 'Go on')).title).toBe('Question 2 of 3');
    expect((await press(asker, offered, 'Start anew')).title).toBe('Question 1 of 4');
    const old = await press(asker, first, 'A: Mediation');
    expect(wordsOf(old)).toContain('You answered this already');
    const ended = await press(asker, old, 'See your result');
    expect(wordsOf(ended)).toContain('You started another quiz, so this one has ended.');
    expect((await press(asker, ended, 'Go on with that one')).title).toBe('Question 1 of 4');
  });

  test('goes on after a restart in the middle', async () => {
    const asker = await member();
    const first = await round(asker, 'fence', 'what-helps');
    const told = await press(asker, first, 'B: Negotiation');
    const next = await sceneOf().press(asker, told, 'Next question');
    expect(next.title).toBe('Question 2 of 2');
    const ticked = await sceneOf().press(asker, next, labelOf(next, 'Ask questions'));
    expect(labelsOf(ticked)).toContain(`✓ ${labelOf(next, 'Ask questions')}`);
  });

  test('takes several that are right with ticks and “Check”', async () => {
    const asker = await member();
    let card = await round(asker, 'what-helps');
    expect(wordsOf(await press(asker, card, 'Check'))).toContain('please choose at least two');
    for (const each of ['Ask questions', 'Impose', 'Meet each', 'Impose'])
      card = await press(asker, card, each);
    expect(labelsOf(card).filter((label) => label.startsWith('✓'))).toHaveLength(2);
    expect(wordsOf(await press(asker, card, 'Check'))).toContain('Right.');
    expect(await answersOf(asker)).toMatchObject([{ chosen: ['a', 'c'], correct: true }]);
  });

  test('takes a term for each prompt with lists and “Check”', async () => {
    const asker = await member();
    let card = await round(asker, 'pairs');
    expect(wordsOf(card)).toContain('1. What you have if the talks fail');
    card = await select(asker, card, 0, 'caucus');
    expect(wordsOf(await press(asker, card, 'Check'))).toContain('a term for each of them first');
    card = await select(asker, card, 1, 'zopa');
    const chosen = card.parts.flatMap((part) => (part.kind === 'select' ? [part.selected] : []));
    expect(chosen).toEqual(['caucus', 'zopa']);
    const told = await press(asker, card, 'Check');
    expect(wordsOf(told)).toContain('You answered: 1 Caucus; 2 ZOPA. The answer: 1 BATNA; 2 ZOPA');
  });

  test('takes a typed answer with a form, kindly', async () => {
    const asker = await member();
    const card = await round(asker, 'alone');
    const opened = await scene.reply(asker, {
      kind: 'action',
      id: idOf(card, 'Answer'),
      values: [],
      own: true,
    });
    if (opened.kind !== 'form') throw new Error('no form opened');
    const told = await scene.message(asker, {
      kind: 'form',
      id: opened.view.id,
      values: { words: 'the cacus' },
      own: true,
    });
    expect(wordsOf(told)).toContain('Right. The answer: caucus');
    expect(JSON.stringify(await answersOf(asker))).not.toContain('cacus');
  });

  test('shows an answered question with the answer that was kept, whatever is clicked later', async () => {
    const asker = await member();
    const card = await round(asker, 'fence', 'pairs');
    await press(asker, card, 'A: Mediation');
    const later = await press(asker, card, 'B: Negotiation');
    expect(wordsOf(later)).toContain('You answered this already; that answer counts.');
    expect(wordsOf(later)).toContain('You answered: A, Mediation');
    expect(await answersOf(asker)).toMatchObject([{ chosen: ['a'], correct: false }]);
  });

  test('asks once more for mistakes alone', async () => {
    const asker = await member();
    let card = await round(asker, 'fence', 'who-decides');
    card = await press(asker, card, 'A: Mediation');
    card = await press(asker, await press(asker, card, 'Next question'), 'The parties');
    const again = await press(asker, await press(asker, card, 'See your result'), 'Again, only my mistakes');
    expect(again.title).toBe('Once more: question 1 of 1');
    expect(wordsOf(again)).toContain('Two neighbours settle');
    card = await press(asker, again, 'B: Negotiation');
    const result = await press(asker, card, 'See your result');
    expect(wordsOf(result)).toContain('1 of 1 right.');
    expect(labelsOf(result)).toEqual(['Show to the channel']);
  });

  describe('a result', () => {
    const ended = async (asker: Asker): Promise<Message> => {
      const told = await press(asker, await round(asker, 'fence'), 'B: Negotiation');
      return press(asker, told, 'See your result');
    };

    test('is shown to the channel by choice, the numbers alone, and can be taken back', async () => {
      const asker = await member();
      const id = idOf(await ended(asker), 'Show to the channel');
      const reply = await scene.reply(asker, { kind: 'action', id, values: [], own: true });
      if (reply.kind !== 'message') throw new Error(`the reply is a ${reply.kind}`);
      expect(reply.place).toBe('channel');
      expect(wordsOf(reply.message)).toBe('@Member shares a result: 1 of 1 right in a quiz.\n[Take back]');
      const back = { kind: 'action', id: idOf(reply.message, 'Take back'), values: [], own: false } as const;
      expect((await scene.reply(someone(asker.space), back)).kind).toBe('message');
      expect((await scene.reply(asker, back)).kind).toBe('remove');
    });

    test('cannot be shown by somebody else', async () => {
      const asker = await member();
      const id = idOf(await ended(asker), 'Show to the channel');
      expect(wordsOf(await scene.click(someone(asker.space), id))).toContain('no longer kept');
    });

    test('has nobody to be shown to in a direct message', async () => {
      const asker = await member({ direct: true });
      expect(labelsOf(await ended(asker))).toEqual([]);
    });
  });

  test('tells nothing of a question while it stands in an open post', async () => {
    const asker = await member();
    const card = await round(asker, 'fence', 'who-decides', 'what-helps');
    const told = await press(asker, card, 'A: Mediation');
    const second = await press(asker, told, 'Next question');
    const { community } = await scene.who(asker);
    for (const question of ['fence', 'who-decides']) {
      await store.db
        .insertInto('quiz_post')
        .values({
          id: crypto.randomUUID(),
          community_id: community,
          question,
          revision: '00000001',
          content: '{}',
          opened_at: NOW.toString(),
          closes_at: NOW.toString(),
        })
        .execute();
    }
    const before = wordsOf(await press(asker, card, 'B: Negotiation'));
    expect(before).toContain('being asked in a channel just now');
    expect(before).not.toMatch(/Negotiation$|What decides it|The answer/m);
    const passed = await press(asker, second, 'The parties');
    expect(wordsOf(passed)).toContain('nothing was counted');
    expect(passed.title).toBe('Question 2 of 2');
    expect(wordsOf(passed)).toContain('What may a mediator do?');
    expect(await answersOf(asker)).toHaveLength(1);
  });

  test('says so where a question has changed since it was asked', async () => {
    const asker = await member();
    const card = await round(asker, 'fence');
    const id = idOf(card, 'A: Mediation').replace('00000001', 'ffffffff');
    const anew = await scene.click(asker, id);
    expect(wordsOf(anew)).toContain('That question has changed');
    expect(labelsOf(anew)).toContain('A: Mediation');
    expect(await answersOf(asker)).toEqual([]);
  });

  test('from a glossary card, asks about its term, and is not offered where there is no question', async () => {
    const asker = await member();
    const about = quizOnButton(scene.services.quiz, 'zopa');
    if (about?.kind !== 'action') throw new Error('no button');
    expect(about.label).toBe('Quiz me on this');
    const card = await scene.click(asker, about.id);
    expect(card.title).toBe('Question 1 of 1');
    expect(wordsOf(card)).toContain('Which word is it?');
    expect((await scene.click(asker, about.id)).title).toBe('You have a quiz under way');
    expect(quizOnButton(scene.services.quiz, 'impasse')).toBeUndefined();
  });

  test('keeps what was wanted on “Start anew”, however long a term’s id is', async () => {
    const longest = 'a'.repeat(36);
    const asker = await member();
    await round(asker, 'fence');
    const about = quizOnButton({ bank: { ...quizBank, pool: () => quizCourse.questions } } as never, longest);
    if (about?.kind !== 'action') throw new Error('no button');
    const offered = await scene.click(asker, about.id);
    expect(idOf(offered, 'Start anew')).toContain(longest);
  });
});
