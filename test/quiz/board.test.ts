import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { quiz as command } from '../../commands/quiz.ts';
import { settings } from '../../commands/settings.ts';
import type { Message } from '../../src/chat/reply.ts';
import { ranked } from '../../src/quiz/board.ts';
import { createQuiz } from '../../src/quiz/quiz.ts';
import { idOf, NOW, wordsOf } from '../asking.ts';
import { type Asker, codeOn, labelsOf, type Scene, someone, withStore } from '../community/asking.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { answered } from './answering.ts';
import { quizBank } from './course.ts';

describe('places', () => {
  const member = (name: string, kept: number, improved = 0) => ({ person: name, name, kept, improved });

  test('follow from reviews kept and mistakes made good; who learnt as much shares one', () => {
    const places = ranked([
      member('Dee', 1),
      member('Bo', 2, 1),
      member('Ann', 5),
      member('Cy', 3),
      member('Eve', 0),
    ]);
    expect(places.map(({ place, name }) => `${place} ${name}`)).toEqual(['1 Ann', '2 Bo', '2 Cy', '4 Dee']);
  });
});

oneStore('the leaderboard', (open) => {
  let store: TestStore;
  let scene: Scene;
  beforeAll(async () => {
    store = await open();
    const quiz = createQuiz({ store, clock: store.clock, bank: () => quizBank });
    scene = withStore({ store, clock: store.clock }, { quiz }, [command, settings]);
  });
  beforeEach(() => store.clock.set(NOW));

  const board = (asker: Asker): Promise<Message> => scene.type(asker, 'leaderboard', 'quiz');
  async function send(asker: Asker, on: Message, label: string, name: string): Promise<Message> {
    const opened = await scene.reply(asker, { kind: 'action', id: idOf(on, label), values: [], own: true });
    if (opened.kind !== 'form') throw new Error(`a ${opened.kind}, not a form`);
    return scene.message(asker, { kind: 'form', id: opened.view.id, values: { name }, own: true });
  }
  const join = async (asker: Asker, name: string) => send(asker, await board(asker), 'Join', name);
  /** Reviews of one question, each long after the one before; the last ones within the last 30 days. */
  async function learn(asker: Asker, question: string, ...daysAgo: readonly number[]): Promise<void> {
    const { identity } = await scene.who(asker);
    for (const days of daysAgo) {
      await answered(store, identity, question, { at: NOW.subtract({ hours: 24 * days }) });
    }
  }

  test('shows those alone who joined, by the name that they chose and by what they learnt', async () => {
    const ann = someone(await scene.space());
    const [bo, shy] = [someone(ann.space), someone(ann.space)];
    await learn(ann, 'fence', 200, 20);
    await learn(bo, 'fence', 200, 20);
    await learn(bo, 'pairs', 200, 20);
    await learn(shy, 'fence', 200, 20);
    await join(ann, 'Ann A.');
    const card = wordsOf(await join(bo, 'Bo'));
    expect(card).toContain('1. Bo (you): 2 kept, 0 made good\n2. Ann A.: 1 kept, 0 made good');
    expect(card).toContain('You take part as “Bo”, at place 1');
    const seen = wordsOf(await board(shy));
    expect(seen).toContain('1. Bo: 2 kept');
    expect(seen).not.toContain('3.');
    expect(seen).not.toContain('You take part');
  });

  test('offers the member’s own name, and the one that they had', async () => {
    const ann = someone(await scene.space());
    const offered = async (label: string) => {
      const id = idOf(await board(ann), label);
      const opened = await scene.reply(ann, { kind: 'action', id, values: [], own: true });
      return opened.kind === 'form' ? opened.view.values.name : opened.kind;
    };
    expect(await offered('Join')).toBe('Member');
    await join(ann, '  Ann   A. ');
    expect(await offered('Change my name')).toBe('Ann A.');
  });

  test('is left again, with every linked account', async () => {
    const [host, guest] = [await scene.space('A'), await scene.space('B', 'slack')];
    const leads = { standing: 'administrator' } as const;
    const [first, second] = [someone(host, leads), someone(guest, leads)];
    for (const kind of ['link', 'account']) {
      await scene.type(second, `${kind} ${codeOn(await scene.type(first, kind))}`);
      await scene.press(first, await scene.type(first, kind), 'Confirm');
    }
    await join(first, 'Ann');
    await learn(first, 'fence', 200, 20);
    await learn(second, 'pairs', 200, 20);
    const card = await board(second);
    expect(wordsOf(card)).toContain('1. Ann (you): 2 kept');
    store.clock.advance({ minutes: 1 });
    expect(wordsOf(await scene.press(second, card, 'Leave'))).toContain('Nobody stands here yet');
    expect(labelsOf(await board(first))).toEqual(['Join']);
  });

  test('counts the last 30 days, and says kindly where nothing counts yet', async () => {
    const ann = someone(await scene.space());
    await learn(ann, 'fence', 200, 31);
    const card = wordsOf(await join(ann, 'Ann'));
    expect(card).toContain('Nobody stands here yet');
    expect(card).toContain('You take part as “Ann”. Your first /quiz review brings you into the list');
  });

  test('shows no other community, and no two members of one name', async () => {
    const ann = someone(await scene.space());
    const elsewhere = someone(await scene.space());
    const namesake = someone(ann.space);
    await learn(ann, 'fence', 200, 20);
    await join(ann, 'Ann');
    expect(wordsOf(await join(namesake, 'A nn'))).toContain('Another member goes by that name');
    expect(labelsOf(await board(namesake))).toEqual(['Join']);
    expect(wordsOf(await join(elsewhere, 'Ann'))).not.toContain('1. Ann');
    expect(wordsOf(await board(ann))).toContain('1. Ann (you)');
  });
});
