import { beforeAll, beforeEach, expect, test } from 'vitest';
import { ID_LIMIT } from '../../src/chat/id.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { pollOver } from '../../src/practice/poll-post.ts';
import { idOf, wordsOf } from '../asking.ts';
import { fresh, labelsOf, requestFrom } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('/practice poll', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let organiser: Player;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    organiser = await world.player({ zone: 'America/Toronto' });
    await letOpen('everyone');
  });
  const letOpen = (opens: 'everyone' | 'facilitators') =>
    store.db.updateTable('community').set({ opens }).where('id', '=', world.community).execute();

  const LINE = '"Thursday 7pm, Friday 6pm" "Caucus practice" length:"2 hours"';
  const type = (line = LINE, { asker }: Player = organiser) => world.type(asker, `poll ${line}`);
  const press = (player: Player, on: Message, label: string) => world.press(player.asker, on, label);
  const standing = (place = 0): Message => JSON.parse(world.sent()[place] ?? 'null');
  /** Posts the poll; returns what its organiser sees. */
  async function posted(): Promise<Message> {
    const card = await press(organiser, await type(), 'Post it');
    await world.pass({ seconds: 5 });
    return card;
  }
  const submit = (values: Record<string, string>, id = 'practice.poll-plan') =>
    world.reply(organiser.asker, { kind: 'form', id, values, own: true });

  test('shows all that was understood in full before anything is posted', async () => {
    const card = await type();
    const words = wordsOf(card);
    for (const each of [
      'Find a time: Caucus practice',
      'A. Thursday 5 March 2026, 19:00 on the clocks of America/Toronto; for you 2026-03-06T00:00:00.000Z',
      'B. Friday 6 March 2026, 18:00',
      'It will last 2 hours.',
      'It goes to #C1.',
    ]) {
      expect(words).toContain(each);
    }
    await world.pass({ hours: 1 });
    expect(world.sent()).toEqual([]);
    expect(wordsOf(await press(organiser, card, 'Discard'))).toContain('nothing was posted');
    expect(wordsOf(await press(organiser, card, 'Post it'))).toContain('That poll is gone');
  });

  test('asks for what is missing in a form, and keeps what was typed', async () => {
    const empty = await type('');
    const form = await world.reply(organiser.asker, {
      ...{ kind: 'action', id: idOf(empty, 'Fill in'), values: [], own: true },
    });
    expect(form).toMatchObject({ kind: 'form', view: { values: { length: '1 hour 30 minutes' } } });
    const half = await type('"Thursday 7pm, Friday 6pm"');
    expect(wordsOf(half)).toContain('Still missing: a title.');
    expect(labelsOf(half)).not.toContain('Post it');
    const filled = await world.reply(organiser.asker, {
      ...{ kind: 'action', id: idOf(half, 'Fill in'), values: [], own: true },
    });
    expect(filled).toMatchObject({
      view: { values: { times: '2026-03-05 19:00, 2026-03-06 18:00', title: '' } },
    });
    const times = '2026-03-05 19:00, 2026-03-06 18:00';
    const done = await submit({ times, title: 'Caucus practice', length: '90 min' });
    expect(done).toMatchObject({ kind: 'message', place: 'update' });
    expect(JSON.stringify(done)).toContain('Friday 6 March 2026, 18:00');
    expect(await type('sometime,later "Caucus practice"').then(wordsOf)).toContain(
      'could not read “sometime',
    );
  });

  test('is for those who may open sessions', async () => {
    await letOpen('facilitators');
    expect(wordsOf(await type())).toContain('facilitators open');
    const leader = await world.player({ zone: 'America/Toronto', standing: 'facilitator' });
    expect(labelsOf(await type(LINE, leader))).toContain('Post it');
  });

  test('stands in the channel with letters for its times, in the linked spaces too', async () => {
    const there = `slack:T${fresh()}` as SpaceId;
    await world.services.community.members.who(requestFrom({ space: there, member: 'first' }));
    await store.db
      .updateTable('space')
      .set({ community_id: world.community, announcement_channel: 'news' })
      .where('id', '=', there)
      .execute();
    const card = await posted();
    expect(wordsOf(card)).toContain('#C1 and the linked space’s channel');
    expect(world.direct().toSorted()).toEqual(['C1', 'news']);
    expect(wordsOf(standing())).toContain('A. 2026-03-06T00:00:00.000Z: nobody yet');
    expect(labelsOf(standing())).toEqual(['A', 'B', 'Choose a time']);
    const labels = labelsOf(standing());
    expect(labels.filter((label) => idOf(standing(), label).length > ID_LIMIT)).toEqual([]);
  });

  test('a click marks a time and takes it back; the answer is private, and the post shows how many', async () => {
    await posted();
    const member = await world.player();
    const id = idOf(standing(), 'A');
    const reply = await world.reply(member.asker, { kind: 'action', id, values: [], own: false });
    expect(reply).toMatchObject({ kind: 'message', place: 'private' });
    const mine = await press(member, standing(), 'B');
    expect(wordsOf(mine)).toContain('A. 2026-03-06T00:00:00.000Z: suits you');
    expect(labelsOf(mine)).toEqual(['A ✓', 'B ✓', 'None of these']);
    // The letter of one's own card says what it does, so that a second click is none.
    for (let clicks = 0; clicks < 2; clicks += 1) {
      expect(labelsOf(await press(member, mine, 'A ✓'))).toEqual(['A', 'B ✓', 'None of these']);
    }
    await world.pass({ seconds: 5 });
    expect(wordsOf(standing())).toContain('A. 2026-03-06T00:00:00.000Z: nobody yet');
    expect(wordsOf(standing())).toContain('B. 2026-03-06T23:00:00.000Z: 1 could come');
    expect(labelsOf(await press(member, mine, 'None of these'))).toEqual(['A', 'B', 'None of these']);
    await world.pass({ seconds: 5 });
    expect(wordsOf(standing())).not.toContain('1 could come');
    expect(JSON.stringify(world.sent())).not.toContain(member.asker.member);
  });

  test('the best comes first, for the organiser and facilitators only', async () => {
    const card = await posted();
    for (let index = 0; index < 2; index += 1) await press(await world.player(), standing(), 'B');
    const member = await world.player();
    await press(member, standing(), 'A');
    expect(wordsOf(await press(member, standing(), 'Choose a time'))).toContain('Only who asked');
    const choice = await press(organiser, card, 'Choose a time');
    expect(wordsOf(choice)).toContain('The best is B: 2 could come.');
    expect(labelsOf(choice)).toEqual(['B', 'A']);
    expect(wordsOf(await press(member, choice, 'B'))).toContain('Only who asked');
    const leader = await world.player({ standing: 'facilitator' });
    expect(labelsOf(await press(leader, standing(), 'Choose a time'))).toEqual(['B', 'A']);
    const stranger = { ...leader, asker: { ...leader.asker, space: `slack:T${fresh()}` as SpaceId } };
    expect(wordsOf(await press(stranger, choice, 'B'))).toContain('That poll is gone');
  });

  test('one click makes the session; who marked is told, and joins by one click', async () => {
    const card = await posted();
    const member = await world.player();
    await press(member, standing(), 'B');
    const choice = await press(organiser, card, 'Choose a time');
    expect(wordsOf(await press(organiser, choice, 'B'))).toContain('It is a session now.');
    expect(wordsOf(await press(organiser, choice, 'A'))).toContain('A time was chosen already');
    await world.pass({ seconds: 5 });
    expect(wordsOf(standing())).toContain('It takes place 2026-03-06T23:00:00.000Z');
    expect(wordsOf(standing())).toContain('This one was chosen');
    expect(labelsOf(standing())).toEqual(['See the session']);
    const direct = world.platform.messages.filter(({ channel }) => channel.startsWith('dm-'));
    expect(direct.map(({ channel }) => channel)).toEqual([`dm-${member.asker.member}`]);
    await press(member, JSON.parse(direct[0]!.words), 'Join');
    const [occurrence] = await world.practice.sessions.coming(world.community);
    const { seated } = await world.practice.sessions.roster(occurrence!);
    expect(seated.map(({ identity }) => identity)).toEqual([member.identity]);
  });

  test('says so once all its times have passed', async () => {
    const card = await posted();
    const early = standing();
    await world.pass({ hours: 24 * 5 });
    const { id } = await store.db
      .selectFrom('practice_poll')
      .where('community_id', '=', world.community)
      .select('id')
      .executeTakeFirstOrThrow();
    const { services, outgoing } = world;
    const due = store.clock.now();
    await pollOver.run({ subject: { poll: id }, due, services, clock: store.clock, ...outgoing });
    await world.pass({ seconds: 5 });
    expect(wordsOf(standing())).toContain('All of these times have passed');
    expect(labelsOf(standing())).toEqual([]);
    expect(wordsOf(await press(await world.player(), early, 'A'))).toContain('All the times');
    expect(wordsOf(await press(organiser, card, 'Choose a time'))).toContain('All of its times have passed');
  });
});
