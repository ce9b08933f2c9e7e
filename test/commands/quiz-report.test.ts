import { beforeAll, describe, expect, test } from 'vitest';
import { quiz as command } from '../../commands/quiz.ts';
import { settings } from '../../commands/settings.ts';
import type { Message } from '../../src/chat/reply.ts';
import { createBank } from '../../src/quiz/bank.ts';
import { createQuiz } from '../../src/quiz/quiz.ts';
import { NOW, wordsOf } from '../asking.ts';
import { type Asker, codeOn, labelsOf, type Scene, someone, withStore } from '../community/asking.ts';
import { answered, posted } from '../quiz/answering.ts';
import { question, questionOf, quizCourse } from '../quiz/course.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

const more = Array.from({ length: 8 }, (_, index) => question(`more-${index}`));
const course = { ...quizCourse, questions: [...quizCourse.questions, ...more] };

oneStore('/quiz report', (open) => {
  let store: TestStore;
  let scene: Scene;
  beforeAll(async () => {
    store = await open();
    const quiz = createQuiz({ store, clock: store.clock, bank: () => createBank(course) });
    scene = withStore({ store, clock: store.clock }, { quiz }, [command, settings]);
  });

  const lead = (space: string): Asker => someone(space, { standing: 'facilitator' });
  const report = (space: string): Promise<Message> => scene.type(lead(space), 'report', 'quiz');
  const press = (space: string, on: Message, label: string) => scene.press(lead(space), on, label);
  const members = (space: string, count: number): Asker[] =>
    Array.from({ length: count }, () => someone(space));

  let given = 0;
  /** One after the other, within the last hour. */
  async function answer(asker: Asker, id: string, chosen: string): Promise<void> {
    const { identity } = await scene.who(asker);
    const asked = course.questions.find((each) => each.id === id) ?? questionOf(id);
    const correct = asked.options.every(({ key, right }) => right === chosen.includes(key));
    given += 1;
    await answered(store, identity, id, {
      at: NOW.subtract({ hours: 1 }).add({ seconds: given }),
      correct,
      chosen: chosen.split(''),
      revision: asked.revision,
    });
  }
  const answerAll = async (askers: readonly Asker[], id: string, chosen: string) => {
    for (const asker of askers) await answer(asker, id, chosen);
  };

  test('shows nothing below five members, says from when on, and holds no figure in any view', async () => {
    const space = await scene.space();
    for (const asker of members(space, 4))
      for (const id of ['fence', 'who-decides']) await answer(asker, id, 'c');
    const card = await report(space);
    expect(wordsOf(card)).toContain('once five members have answered');
    expect(labelsOf(card)).toEqual([]);
    for (const view of ['overview', 'misconceptions', 'dimensions', 'questions']) {
      expect(wordsOf(await scene.click(lead(space), `quiz.report:"${view}",0`))).not.toMatch(/ of 4|%/);
    }
    expect(wordsOf(await scene.click(lead(space), 'quiz.report-file'))).toContain('no figures yet');
  });

  test('shows which misconception and which point is wrong most, as a picture and in words, without a name', async () => {
    const space = await scene.space();
    const group = members(space, 7);
    await answerAll(group.slice(0, 4), 'who-decides', 'b');
    await answerAll(group.slice(4), 'who-decides', 'a');
    await answerAll(group, 'fence', 'a');
    const card = await report(space);
    const said = wordsOf(card);
    expect(said).toContain('A calm talk is mediation: 5 of 5 members (100%). It takes an impartial helper.');
    expect(said).toContain('The third person: 5 of 5 answers wrong (100%), of 5 members');
    expect(said).toContain('Who decides: 4 of 5 answers wrong (80%), of 5 members');
    expect(said.match(/\[picture: /g)).toHaveLength(2);
    for (const { member } of group) expect(JSON.stringify(card)).not.toContain(member);
    const all = wordsOf(await press(space, card, 'All misconceptions'));
    expect(all).toContain('The mediator decides: ');
    expect(wordsOf(await press(space, card, 'All dimensions'))).toContain('Who decides: 4 of 5');
  });

  test('lists questions, the hardest first, page by page, and opens one in detail', async () => {
    const space = await scene.space();
    const group = members(space, 5);
    for (const { id } of more) await answerAll(group, id, 'a');
    await answerAll(group.slice(0, 3), 'more-7', 'c');
    await answerAll(group.slice(0, 3), 'fence', 'a');
    await answerAll(group.slice(3), 'fence', 'b');
    const list = await press(space, await report(space), 'Questions');
    expect(wordsOf(list)).toContain('1. Two neighbours settle whose fence it is over a cup of tea.');
    expect(wordsOf(list)).toContain('40% right (2 of 5)');
    expect(wordsOf(list)).toContain('2. What of more-0? 100% right (5 of 5)');
    expect(wordsOf(await press(space, list, 'Next'))).toContain('Page 2 of 2');
    const select = list.parts.find((part) => part.kind === 'select');
    if (select?.kind !== 'select') throw new Error('no select');
    expect(select.choices).toContainEqual(expect.objectContaining({ value: 'fence' }));
    const detail = await scene.message(lead(space), {
      kind: 'action',
      id: select.id,
      values: ['fence'],
      own: true,
    });
    const said = wordsOf(detail);
    expect(said).toContain(
      'a, Mediation: 3 of 5 (60%). Whoever chooses it may believe: “A calm talk is mediation”',
    );
    expect(said).toContain('Right: b, Negotiation: 2 of 5 (40%)');
    expect(said).toContain('c, Neither: arbitration: 0 of 5 (0%)');
    expect(said).toContain('Discrimination: told once 20 members');
    const gone = await scene.message(lead(space), {
      kind: 'action',
      id: select.id,
      values: ['pairs'],
      own: true,
    });
    expect(wordsOf(gone)).toContain('no figures on that question');
  });

  test('shows for a match how often each prompt found its term', async () => {
    const space = await scene.space();
    for (const [index, asker] of members(space, 5).entries()) {
      const { identity } = await scene.who(asker);
      const chosen = index === 0 ? ['1:zopa', '2:zopa'] : ['1:batna', '2:zopa'];
      await answered(store, identity, 'pairs', { at: NOW, chosen, correct: index > 0 });
    }
    const detail = await scene.message(lead(space), {
      kind: 'action',
      id: 'quiz.report-question:0',
      values: ['pairs'],
      own: true,
    });
    expect(wordsOf(detail)).toContain('What you have if the talks fail (BATNA): 4 of 5 (80%)');
  });

  test('gives all of it as tables', async () => {
    const space = await scene.space();
    await answerAll(members(space, 5), 'fence', 'a');
    const card = await press(space, await report(space), 'As files');
    expect(card.parts.flatMap((part) => (part.kind === 'file' ? part.name : []))).toEqual([
      'parley-questions.csv',
      'parley-dimensions.csv',
      'parley-misconceptions.csv',
    ]);
  });

  describe('counts', () => {
    const figures = async (space: string) =>
      wordsOf(await scene.click(lead(space), 'quiz.report:"questions",0'));

    test('the first answer of each, in private or to a post, and a post’s from its close', async () => {
      const space = await scene.space();
      const group = members(space, 5);
      const { community } = await scene.who(group[0]!);
      const vote = async (asker: Asker, minutes: number, closed?: Temporal.Instant) => {
        const { identity } = await scene.who(asker);
        await posted(
          store,
          { community, question: questionOf('fence'), ...(closed && { closed }) },
          { identity, first: 'a', at: NOW.subtract({ minutes }) },
        );
      };
      await answerAll(group.slice(0, 4), 'fence', 'b');
      await vote(group[4]!, 10);
      expect(await figures(space)).not.toContain('of 5');
      await vote(group[4]!, 10, NOW);
      expect(await figures(space)).toContain('80% right (4 of 5)');
      await vote(group[0]!, 10, NOW);
      expect(await figures(space)).toContain('80% right (4 of 5)');
      await vote(group[1]!, 600, NOW);
      expect(await figures(space)).toContain('60% right (3 of 5)');
    });

    test('no other community', async () => {
      const [space, elsewhere] = [await scene.space(), await scene.space()];
      await answerAll(members(space, 4), 'fence', 'b');
      await answerAll(members(elsewhere, 6), 'fence', 'b');
      expect(await figures(space)).not.toContain('right (');
      expect(await figures(elsewhere)).toContain('right (5 of 5)');
    });

    test('two linked accounts as one member', async () => {
      const [host, guest] = [await scene.space('A'), await scene.space('B', 'slack')];
      const leads = { standing: 'administrator' } as const;
      const [first, second] = [someone(host, leads), someone(guest, leads)];
      for (const kind of ['link', 'account']) {
        await scene.type(second, `${kind} ${codeOn(await scene.type(first, kind))}`);
        await scene.press(first, await scene.type(first, kind), 'Confirm');
      }
      await answerAll([first, second, ...members(host, 2), someone(guest)], 'fence', 'b');
      expect(await figures(host)).not.toContain('right (');
      await answerAll([someone(guest)], 'fence', 'b');
      expect(await figures(host)).toContain('100% right (5 of 5)');
    });
  });

  test('is for facilitators, whatever is clicked', async () => {
    const asker = someone(await scene.space());
    expect(wordsOf(await scene.type(asker, 'report', 'quiz'))).toContain('Only facilitators');
    for (const id of ['quiz.report:"questions",0', 'quiz.report-question:0', 'quiz.report-file']) {
      expect(wordsOf(await scene.click(asker, id))).toContain('Only facilitators');
    }
  });
});
