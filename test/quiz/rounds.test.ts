import { beforeAll, describe, expect, test } from 'vitest';
import type { Who } from '../../src/chat/request.ts';
import type { Question } from '../../src/course/course.ts';
import { createBank } from '../../src/quiz/bank.ts';
import { createRounds, type Rounds } from '../../src/quiz/rounds.ts';
import { NOW } from '../asking.ts';
import { type Scene, someone, withStore } from '../community/asking.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { questionOf, quizBank, quizCourse } from './course.ts';

oneStore('a round', (open) => {
  let store: TestStore;
  let scene: Scene;
  let rounds: Rounds;
  beforeAll(async () => {
    store = await open();
    store.clock.set(NOW);
    scene = withStore({ store, clock: store.clock });
    rounds = createRounds({ store, clock: store.clock, bank: () => quizBank });
  });
  const learner = async (): Promise<Who> => scene.who(someone(await scene.space()));
  /** Another account of the same person, in another space of the same community. */
  async function linked({ community, person }: Who): Promise<Who> {
    const other = await learner();
    await store.db
      .updateTable('space')
      .set({ community_id: community })
      .where('id', '=', other.space)
      .execute();
    await store.db
      .updateTable('identity')
      .set({ person_id: person })
      .where('id', '=', other.identity)
      .execute();
    return { ...other, community, person };
  }
  const at = (round: { readonly id: string }, n: number, id: string) => ({
    round: round.id,
    n,
    revision: questionOf(id).revision,
  });
  const key = (chosen: string) => ({ kind: 'option', key: chosen }) as const;
  const picked = { kind: 'picked' } as const;
  const rowsOf = (round: { readonly id: string }) =>
    store.db.selectFrom('quiz_answer').where('round_id', '=', round.id).selectAll().execute();
  async function post({ community }: Who, question: Question): Promise<string> {
    const id = crypto.randomUUID();
    await store.db
      .insertInto('quiz_post')
      .values({
        id,
        community_id: community,
        question: question.id,
        revision: question.revision,
        content: JSON.stringify(question),
        opened_at: NOW.toString(),
        closes_at: NOW.add({ hours: 1 }).toString(),
      })
      .execute();
    return id;
  }
  const close = (id: string) =>
    store.db.updateTable('quiz_post').set({ closed_at: NOW.toString() }).where('id', '=', id).execute();

  test('keeps each answer with its key, its revision and its moment, and ends with the last', async () => {
    const who = await learner();
    const round = await rounds.start(who, 'practice', ['fence', 'who-decides']);
    expect(round.left.map(({ n, question }) => [n, question.id])).toEqual([
      [0, 'fence'],
      [1, 'who-decides'],
    ]);
    const first = await rounds.answer(who, at(round, 0, 'fence'), key('a'));
    expect(first).toMatchObject({ isNew: true, answer: { chosen: ['a'], correct: false } });
    expect(first.round.ended).toBe(false);
    const last = await rounds.answer(who, at(round, 1, 'who-decides'), key('a'));
    expect(last).toMatchObject({ isNew: true, answer: { correct: true }, round: { ended: true, left: [] } });
    expect(await rounds.current(who)).toBeUndefined();
    expect(await rounds.round(who, round.id)).toEqual(last.round);
    const kept = await rowsOf(round);
    expect(kept.map(({ question, revision }) => [question, revision]).toSorted()).toEqual([
      ['fence', '00000001'],
      ['who-decides', '00000001'],
    ]);
    expect(kept.every(({ answered_at }) => answered_at.equals(store.clock.now()))).toBe(true);
  });

  test('is found again after a restart, with what is answered and ticked', async () => {
    const who = await learner();
    const round = await rounds.start(who, 'review', ['fence', 'what-helps']);
    await rounds.answer(who, at(round, 0, 'fence'), key('b'));
    await rounds.tick(who, at(round, 1, 'what-helps'), 'c');
    const anew = createRounds({ store, clock: store.clock, bank: () => quizBank });
    expect(await anew.current(who)).toMatchObject({
      id: round.id,
      kind: 'review',
      picked: ['c'],
      left: [{ n: 1 }],
    });
  });

  describe('started', () => {
    test('while another is under way, ends that one', async () => {
      const who = await learner();
      const first = await rounds.start(who, 'practice', ['fence', 'pairs']);
      await rounds.answer(who, at(first, 0, 'fence'), key('b'));
      const second = await rounds.start(who, 'practice', ['pairs']);
      expect((await rounds.current(who))?.id).toBe(second.id);
      expect(await rounds.round(who, first.id)).toMatchObject({ ended: true, left: [{ n: 1 }] });
      const late = await rounds.answer(who, at(first, 1, 'pairs'), picked);
      expect(late).toMatchObject({ answer: undefined, isNew: false });
      expect(await rowsOf(first)).toHaveLength(1);
    });

    test('twice, with nothing answered between, is one round', async () => {
      const who = await learner();
      const first = await rounds.start(who, 'practice', ['fence', 'pairs']);
      expect((await rounds.start(who, 'practice', ['fence', 'pairs'])).id).toBe(first.id);
      await rounds.answer(who, at(first, 0, 'fence'), key('b'));
      expect((await rounds.start(who, 'practice', ['fence', 'pairs'])).id).not.toBe(first.id);
    });

    test('ten times at once, is one round under way', async () => {
      const who = await learner();
      const all = await Promise.all(
        Array.from({ length: 10 }, (_, turn) =>
          rounds.start(who, 'practice', [turn % 2 ? 'fence' : 'pairs']),
        ),
      );
      const under = await store.db
        .selectFrom('quiz_round')
        .where('identity_id', '=', who.identity)
        .where('finished_at', 'is', null)
        .select('id')
        .execute();
      expect(under).toHaveLength(1);
      expect(all.map(({ id }) => id)).toContain(under[0]?.id);
    });

    test('by one account, goes on with another of the same person', async () => {
      const who = await learner();
      const other = await linked(who);
      const round = await rounds.start(who, 'practice', ['fence']);
      expect((await rounds.current(other))?.id).toBe(round.id);
      const { answer } = await rounds.answer(other, at(round, 0, 'fence'), key('b'));
      expect(answer?.correct).toBe(true);
      const again = await rounds.start(other, 'practice', ['pairs']);
      await rounds.start(who, 'practice', ['fence']);
      expect(await rounds.round(other, again.id)).toMatchObject({ ended: true });
    });

    test('with no question that can be asked, is refused with what to do', async () => {
      const who = await learner();
      await expect(rounds.start(who, 'mistakes', [])).rejects.toThrow('There are no such questions');
      await expect(rounds.start(who, 'mistakes', ['gone'])).rejects.toThrow('/quiz start');
      expect(await rounds.current(who)).toBeUndefined();
    });
  });

  test('for practice has what was never answered first, and only what is wanted', async () => {
    const who = await learner();
    const first = await rounds.practise(who, { topic: 'words', length: 2 });
    const done = first.questions[0]!;
    await rounds.answer(who, at(first, 0, done), { kind: 'words', words: '?' });
    const second = await rounds.practise(who, { topic: 'words', length: 2 });
    expect(second.questions).toHaveLength(2);
    expect(second.questions).not.toContain(done);
    expect(second.left.every(({ question }) => question.topic === 'words')).toBe(true);
    const onTerm = await rounds.practise(who, { term: 'zopa', length: 5 });
    expect(onTerm.questions).toEqual(['pairs']);
    await expect(rounds.practise(who, { term: 'none', length: 5 })).rejects.toThrow(
      'There are no such questions',
    );
  });

  describe('answered', () => {
    test('by two clicks at once, keeps one of the two and tells it to both', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['fence', 'pairs']);
      const both = await Promise.all(
        ['a', 'b'].map((each) => rounds.answer(who, at(round, 0, 'fence'), key(each))),
      );
      const [kept, ...more] = await rowsOf(round);
      expect(more).toEqual([]);
      expect(both.map(({ answer }) => answer?.chosen)).toEqual([kept?.chosen, kept?.chosen]);
      expect(both.map(({ isNew }) => isNew).toSorted()).toEqual([false, true]);
    });

    test('out of turn, or with the words of an earlier revision, keeps nothing', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['fence', 'who-decides']);
      expect((await rounds.answer(who, at(round, 1, 'who-decides'), key('a'))).answer).toBeUndefined();
      const old = { ...at(round, 0, 'fence'), revision: 'ffffffff' };
      expect((await rounds.answer(who, old, key('a'))).answer).toBeUndefined();
      expect((await rounds.answer(who, { ...old, n: 7 }, key('a'))).answer).toBeUndefined();
      expect(await rowsOf(round)).toEqual([]);
    });

    test('by words, keeps whether they were right, and not the words', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['alone', 'talks']);
      const right = await rounds.answer(who, at(round, 0, 'alone'), { kind: 'words', words: 'The Cacus' });
      expect(right.answer).toMatchObject({ correct: true, chosen: [] });
      const wrong = await rounds.answer(who, at(round, 1, 'talks'), { kind: 'words', words: 'mediation' });
      expect(wrong.answer).toMatchObject({ correct: false, chosen: [] });
      expect(JSON.stringify(await rowsOf(round))).not.toMatch(/cacus|mediation/i);
    });

    test('by somebody else, is refused', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['fence']);
      const stranger = { ...(await learner()), community: who.community };
      await expect(rounds.answer(stranger, at(round, 0, 'fence'), key('b'))).rejects.toThrow(
        'no longer kept',
      );
      await expect(rounds.tick(stranger, at(round, 0, 'fence'), 'b')).rejects.toThrow('no longer kept');
      await expect(rounds.round(stranger, round.id)).rejects.toThrow('no longer kept');
    });

    test('from another community of the same person, is refused', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['fence']);
      const elsewhere = { ...who, community: (await learner()).community };
      await expect(rounds.round(elsewhere, round.id)).rejects.toThrow('no longer kept');
      expect(await rounds.current(elsewhere)).toBeUndefined();
    });
  });

  describe('ticks', () => {
    test('come and go, and count with “Check”', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['what-helps']);
      const asked = at(round, 0, 'what-helps');
      for (const each of ['c', 'b', 'a', 'b', 'z']) await rounds.tick(who, asked, each);
      expect((await rounds.round(who, round.id)).picked).toEqual(['a', 'c']);
      const { answer } = await rounds.answer(who, asked, picked);
      expect(answer).toMatchObject({ chosen: ['a', 'c'], correct: true });
    });

    test('of a match are one term a prompt', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['pairs', 'what-helps']);
      const asked = at(round, 0, 'pairs');
      for (const each of ['2:caucus', '1:batna', '2:zopa', '1:mediation', '3:zopa']) {
        await rounds.tick(who, asked, each);
      }
      const done = await rounds.answer(who, asked, picked);
      expect(done.answer).toMatchObject({ chosen: ['1:batna', '2:zopa'], correct: true });
      expect((await rounds.round(who, round.id)).picked).toEqual([]);
    });

    test('that are too few are no answer yet', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['what-helps', 'pairs']);
      await rounds.tick(who, at(round, 0, 'what-helps'), 'a');
      await expect(rounds.answer(who, at(round, 0, 'what-helps'), picked)).rejects.toThrow('at least two');
      await rounds.tick(who, at(round, 0, 'what-helps'), 'b');
      await rounds.answer(who, at(round, 0, 'what-helps'), picked);
      await rounds.tick(who, at(round, 1, 'pairs'), '1:zopa');
      await expect(rounds.answer(who, at(round, 1, 'pairs'), picked)).rejects.toThrow('a term for each');
      expect(await rowsOf(round)).toHaveLength(1);
    });

    test('of several clicks at once are all kept', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['what-helps']);
      await Promise.all(['a', 'b', 'c'].map((each) => rounds.tick(who, at(round, 0, 'what-helps'), each)));
      expect((await rounds.round(who, round.id)).picked).toEqual(['a', 'b', 'c']);
    });
  });

  describe('passes over', () => {
    test('what stands in an open post, until it closes', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['fence', 'pairs']);
      const standing = await post(who, questionOf('fence'));
      expect((await rounds.answer(who, at(round, 0, 'fence'), key('b'))).answer).toBeUndefined();
      const now = await rounds.round(who, round.id);
      expect(now.left.map(({ question }) => question.id)).toEqual(['pairs']);
      expect([...now.waiting]).toEqual(['fence']);
      await expect(rounds.start(who, 'mistakes', ['fence'])).rejects.toThrow('asked in a channel just now');
      expect((await rounds.practise(who, { length: 20 })).questions).not.toContain('fence');
      await close(standing);
      expect((await rounds.practise(who, { length: 20 })).questions).toContain('fence');
    });

    test('not what stands in a post of another community', async () => {
      const who = await learner();
      await post(await learner(), questionOf('fence'));
      expect((await rounds.start(who, 'practice', ['fence'])).left).toHaveLength(1);
    });

    test('what left the course, and ends where nothing else is left', async () => {
      const who = await learner();
      const round = await rounds.start(who, 'practice', ['fence', 'pairs']);
      const smaller = createBank({ ...quizCourse, questions: [questionOf('fence')] });
      const after = createRounds({ store, clock: store.clock, bank: () => smaller });
      const done = await after.answer(who, at(round, 0, 'fence'), key('b'));
      expect(done.round).toMatchObject({ ended: true, left: [] });
      expect(await after.current(who)).toBeUndefined();
    });
  });
});
