import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ID_LIMIT } from '../../src/chat/id.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { idOf, wordsOf } from '../asking.ts';
import { type Asker, fresh, labelsOf, requestFrom } from '../community/asking.ts';
import type { CommandWorld, Player } from '../jobs/command-world.ts';
import { quizWorld } from '../quiz/quiz-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('/quiz post', (open) => {
  let store: TestStore;
  let world: CommandWorld;
  let leader: Player;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await quizWorld(store);
    leader = await world.player({ standing: 'facilitator' });
  });

  const type = (text = '', asker: Asker = leader.asker) => world.type(asker, `post ${text}`);
  const said = async (text = '', asker?: Asker) => wordsOf(await type(text, asker));
  const standing = (place = 0): Message => JSON.parse(world.sent()[place] ?? 'null');
  /** Posts the question on the fence, whose options keep their order; returns the facilitator's card. */
  const fence = async (more = 'closes:"2 h"') => {
    const card = await type(`question:fence ${more}`);
    await world.pass({ seconds: 5 });
    return card;
  };
  const press = (player: Player, label: string, on = standing()) => world.press(player.asker, on, label);
  const answer = async (player: Player, label: string) => wordsOf(await press(player, label));
  /** Another space of the same community. */
  const linked = async (channel: string | null, name = 'The other side') => {
    const id = `slack:T${fresh()}` as SpaceId;
    await world.services.community.members.who(requestFrom({ space: id, member: 'first' }));
    await store.db
      .updateTable('space')
      .set({ name, community_id: world.community, announcement_channel: channel })
      .where('id', '=', id)
      .execute();
    return id;
  };

  test('is for facilitators, as is the early close', async () => {
    const member = await world.player();
    expect(await said('', member.asker)).toContain('Only facilitators');
    const card = await fence();
    expect(wordsOf(await press(member, 'Close it now', card))).toContain('Only facilitators');
  });

  test('stands in the channel with its options, and says nothing of the key', async () => {
    const card = await fence();
    expect(wordsOf(card)).toContain('It goes to #C1. It closes 2026');
    const words = wordsOf(standing());
    expect(labelsOf(standing())).toEqual([
      'A: Mediation',
      'B: Negotiation',
      'C: Neither: arbitration',
      'Something wrong?',
    ]);
    expect(words).toContain('Everyone answers privately; one change is yours.');
    for (const secret of ['The fact', 'Without an impartial helper', 'The answer', 'Only the two']) {
      expect(JSON.stringify(standing())).not.toContain(secret);
    }
    const ids = ['A: Mediation', 'Something wrong?'].map((label) => idOf(standing(), label).length);
    expect(ids.filter((length) => length > ID_LIMIT)).toEqual([]);
  });

  test('keeps each answer privately, with one change, and tells nothing more', async () => {
    await fence();
    const member = await world.player();
    expect(await answer(member, 'C: Neither: arbitration')).toBe('Kept: C; one change left.');
    expect(await answer(member, 'C: Neither: arbitration')).toBe('Kept: C; one change left.');
    expect(await answer(member, 'B: Negotiation')).toBe('Changed to B; that was your one change.');
    expect(await answer(member, 'A: Mediation')).toBe('Kept: B. Your one change is made, so it stays.');
    expect(await answer(member, 'B: Negotiation')).toBe('Kept: B; no change left.');
    const reply = await world.reply(member.asker, {
      kind: 'action',
      id: idOf(standing(), 'B: Negotiation'),
      values: [],
      own: false,
    });
    expect(reply).toMatchObject({ kind: 'message', place: 'private' });
  });

  test('takes no answer of another community’s member', async () => {
    await fence();
    const stranger = { ...(await world.player()).asker, space: `slack:T${fresh()}` };
    expect(wordsOf(await world.press(stranger, standing(), 'A: Mediation'))).toContain('another community');
  });

  describe('at the close', () => {
    test('tells the key, the rule and the sources, but no numbers below five', async () => {
      await fence();
      for (let index = 0; index < 4; index += 1) await answer(await world.player(), 'A: Mediation');
      await world.pass({ hours: 2, seconds: 5 });
      const words = wordsOf(standing());
      for (const each of [
        'The answer: B, Negotiation',
        'Only the two neighbours speak.',
        'Without an impartial helper it is negotiation.',
        'A handbook',
        'Fewer than five answered, so no numbers are shown.',
        'C. Neither: arbitration',
      ]) {
        expect(words).toContain(each);
      }
      expect(words).not.toContain('[picture');
      expect(labelsOf(standing())).toEqual(['My feedback', 'Something wrong?']);
    });

    test('shows from five on what was chosen first, as a picture and in words', async () => {
      await fence();
      const players = await Promise.all(Array.from({ length: 5 }, () => world.player()));
      for (const [index, player] of players.entries()) {
        await answer(player, index < 3 ? 'A: Mediation' : 'B: Negotiation');
      }
      await answer(players[0]!, 'B: Negotiation');
      await world.pass({ hours: 2, seconds: 5 });
      const words = wordsOf(standing());
      const numbers = 'A 3 of 5, B 2 of 5 (the answer), C 0 of 5.';
      expect(words).toContain(`What 5 members chose first: ${numbers}`);
      expect(words).toContain(`[picture: Bars of how many chose each option first: ${numbers}]`);
    });

    test('comes from the facilitator’s card too, once', async () => {
      const card = await fence();
      const early = standing();
      expect(wordsOf(await press(leader, 'Close it now', card))).toContain('in a moment');
      await world.pass({ seconds: 5 });
      expect(standing().title).toContain('the answer');
      expect(wordsOf(await press(leader, 'Close it now', card))).toContain('in a moment');
      await world.pass({ hours: 3 });
      expect(world.sent()).toHaveLength(1);
      expect(wordsOf(await press(await world.player(), 'A: Mediation', early))).toContain('no more answers');
    });

    test('is not for facilitators of another community', async () => {
      const card = await fence();
      const stranger = { ...leader.asker, space: `slack:T${fresh()}` };
      expect(wordsOf(await world.press(stranger, card, 'Close it now'))).toContain('no such question');
      expect(
        (
          await store.db
            .selectFrom('quiz_post')
            .where('community_id', '=', world.community)
            .select('closed_at')
            .executeTakeFirstOrThrow()
        ).closed_at,
      ).toBeNull();
    });
  });

  describe('“My feedback”', () => {
    test('shows one’s own first and latest answer, and why it tempts', async () => {
      await fence();
      const member = await world.player();
      await answer(member, 'A: Mediation');
      await answer(member, 'C: Neither: arbitration');
      const early = standing();
      await world.pass({ hours: 2, seconds: 5 });
      const late = await press(member, 'A: Mediation', early);
      expect(wordsOf(late)).toContain('This question is closed');
      const words = wordsOf(await press(member, 'My feedback', late));
      for (const each of ['You chose C, and A first.', 'Not this time.', 'Nobody decides for them.']) {
        expect(words).toContain(each);
      }
      const nobody = wordsOf(await press(await world.player(), 'My feedback'));
      expect(nobody).toContain('You did not answer this one, and that is fine');
      expect(nobody).toContain('The answer: B, Negotiation');
      expect(nobody).not.toContain('Not this time');
    });

    test('is not there before the close, by a forged button neither', async () => {
      await fence();
      const member = await world.player();
      await answer(member, 'A: Mediation');
      const id = idOf(standing(), 'A: Mediation')
        .replace('quiz.vote', 'quiz.post-feedback')
        .replace(/,"a"$/, '');
      const forged = await world.reply(member.asker, { kind: 'action', id, values: [], own: true });
      const words = JSON.stringify(forged);
      expect(words).toContain('Answers are still taken');
      expect(words).not.toContain('The rule');
    });
  });

  describe('in a community of several spaces', () => {
    test('is one question with one count, in both', async () => {
      const other = await linked('news');
      const card = await fence();
      expect(wordsOf(card)).toContain('It goes to #C1 and the linked space’s channel.');
      expect(world.direct().toSorted()).toEqual(['C1', 'news']);
      expect(labelsOf(standing(0))).toEqual(labelsOf(standing(1)));
      const there = (): Player => ({ identity: '', asker: { space: other, member: `M${fresh()}` } });
      for (let index = 0; index < 3; index += 1) await answer(await world.player(), 'A: Mediation');
      for (let index = 0; index < 3; index += 1) await answer(there(), 'B: Negotiation');
      await world.pass({ hours: 2, seconds: 5 });
      for (const place of [0, 1]) {
        expect(wordsOf(standing(place))).toContain('What 6 members chose first: A 3 of 6, B 3 of 6');
      }
    });

    test('says where there is no channel, with the cure', async () => {
      await linked(null);
      const words = wordsOf(await fence());
      expect(words).toContain('Not in The other side: there is no announcement channel.');
      expect(words).toContain('/settings community');
    });
  });

  test('from a direct conversation goes to the announcement channel, or says that there is none', async () => {
    const direct = { ...leader.asker, direct: true };
    expect(await said('question:fence', direct)).toContain('There is no channel to post in');
    await store.db
      .updateTable('space')
      .set({ announcement_channel: 'news' })
      .where('id', '=', world.space)
      .execute();
    expect(await said('question:fence', direct)).toContain('It goes to #news.');
  });

  test('says what is left where it cannot be done', async () => {
    expect(await said('question:nothing-like-it')).toContain('There is no such question');
    expect(await said('question:what-helps')).toContain('takes more than one click');
    expect(await said('topic:nowhere')).toContain('The topics are: Which process is it?, Words of the field');
    expect(await said('closes:soon')).toContain('Try “2 h” or “1 day”');
    expect(await said('topic:words')).toContain('can bind');
    expect(await said('topic:words')).toContain('No question is left to post');
    expect(await said('question:it-binds')).toContain('stands open already');
  });
});
