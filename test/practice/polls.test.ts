import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { SpaceId, Who } from '../../src/chat/request.ts';
import type { Poll } from '../../src/practice/poll-rows.ts';
import { fresh, requestFrom } from '../community/asking.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { type PracticeWorld, practiceWorld } from './practice-world.ts';

oneStore('polls', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let organiser: Who;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    organiser = await member();
  });

  /** Another space of the same community. */
  async function linked(): Promise<SpaceId> {
    const space = `slack:T${fresh()}` as SpaceId;
    await world.services.community.members.who(requestFrom({ space, member: 'first' }));
    await store.db
      .updateTable('space')
      .set({ community_id: world.community })
      .where('id', '=', space)
      .execute();
    return space;
  }
  async function member(space: SpaceId = world.space, person?: string): Promise<Who> {
    const id = randomUUID();
    const row = {
      ...{ id, space_id: space, external_id: `U${id.slice(0, 8)}`, person_id: person ?? id },
      first_seen_at: store.clock.now().toString(),
    };
    await store.db.insertInto('identity').values(row).execute();
    return { community: world.community, space, identity: id, person: row.person_id };
  }
  const polls = () => world.practice.polls;
  const draft = (title: string | undefined = 'Caucus practice') =>
    polls().make(organiser, {
      ...{ title, minutes: 60, zone: 'America/Toronto' },
      times: ['2026-03-05T23:00:00Z', '2026-03-06T23:00:00Z'].map((each) => Temporal.Instant.from(each)),
    });
  const post = async (more: { readonly space: SpaceId; readonly channel: string }[] = []): Promise<Poll> =>
    polls().post(
      organiser,
      (await draft()).id,
      [{ space: world.space, channel: 'C1' }, ...more],
      world.outgoing,
    );
  const mark = (who: Who, { id }: Poll, letter: string, on?: boolean) =>
    polls().mark(who, id, letter, on, world.outgoing);
  const counts = async ({ id }: Poll) => (await polls().find(id))?.times.map(({ persons }) => persons);

  test('a draft is its maker’s alone, and the next one takes its place', async () => {
    const first = await draft();
    expect(await polls().draft(organiser, first.id)).toMatchObject({ title: 'Caucus practice' });
    expect(await polls().draft(await member(), first.id)).toBeUndefined();
    expect(await polls().find(first.id)).toBeUndefined();
    const next = await draft();
    expect(await polls().draft(organiser, first.id)).toBeUndefined();
    expect(await polls().draft(organiser, next.id)).toBeDefined();
  });

  test('is posted once, by its maker, whole, and with all its times to come', async () => {
    const places = [{ space: world.space, channel: 'C1' }];
    const untitled = await draft('');
    await expect(polls().post(organiser, untitled.id, places, world.outgoing)).rejects.toThrow('no title');
    const { id } = await draft();
    await expect(polls().post(await member(), id, places, world.outgoing)).rejects.toThrow('gone');
    await polls().post(organiser, id, places, world.outgoing);
    expect(await polls().post(organiser, id, places, world.outgoing)).toMatchObject({ state: 'open' });
    await world.pass({ seconds: 5 });
    expect(world.sent()).toHaveLength(1);
    const late = await draft();
    store.clock.set('2026-03-05T23:00:00Z');
    await expect(polls().post(organiser, late.id, places, world.outgoing)).rejects.toThrow('has passed');
  });

  test('counts a person once, by whichever of their accounts, and only in the community', async () => {
    const poll = await post();
    const there = await linked();
    const ana = await member();
    const same = await member(there, ana.person);
    await mark(ana, poll, 'A', true);
    await mark(same, poll, 'A', true);
    await mark(same, poll, 'B', true);
    await mark(await member(there), poll, 'A', true);
    expect(await counts(poll)).toEqual([2, 1]);
    // By the other account it is taken back as well.
    await mark(same, poll, 'A');
    expect(await counts(poll)).toEqual([1, 1]);
    const elsewhere = { ...(await member()), community: randomUUID() };
    await expect(mark(elsewhere, poll, 'A')).rejects.toThrow('gone');
    await store.db
      .updateTable('space')
      .set({ community_id: await community() })
      .where('id', '=', there)
      .execute();
    expect(await counts(poll)).toEqual([0, 0]);
  });

  async function community(): Promise<string> {
    const id = randomUUID();
    await store.db.insertInto('community').values({ id, created_at: store.clock.now().toString() }).execute();
    return id;
  }

  test('two accounts that marked before they were linked count once, and their marks go together', async () => {
    const poll = await post();
    const [ana, other] = [await member(), await member()];
    for (const who of [ana, other]) await mark(who, poll, 'A');
    expect(await counts(poll)).toEqual([2, 0]);
    await store.db
      .updateTable('identity')
      .set({ person_id: ana.person })
      .where('id', '=', other.identity)
      .execute();
    expect(await counts(poll)).toEqual([1, 0]);
    await mark(ana, poll, 'A');
    expect(await counts(poll)).toEqual([0, 0]);
  });

  test('marks of many at once are all kept, and the post is changed few times', async () => {
    const poll = await post();
    await world.pass({ seconds: 5 });
    const many = await Promise.all(Array.from({ length: 40 }, () => member()));
    await Promise.all(many.map((who, index) => mark(who, poll, index % 4 === 0 ? 'B' : 'A')));
    await world.pass({ seconds: 30 });
    expect(await counts(poll)).toEqual([30, 10]);
    expect(world.sent()[0]).toContain('30 could come');
    expect(world.platform.edits.length).toBeLessThan(5);
  });

  test('becomes one session, however often and by whomever it is chosen at once', async () => {
    const poll = await post();
    const chosen = await Promise.all(
      ['A', 'B', 'A'].map((letter) => polls().choose(organiser, poll.id, letter, world.outgoing)),
    );
    expect(new Set(chosen.map(({ occurrence }) => occurrence?.id)).size).toBe(1);
    expect(chosen.filter(({ made }) => made)).toHaveLength(1);
    const sessions = await store.db
      .selectFrom('practice_session')
      .where('community_id', '=', world.community)
      .selectAll()
      .execute();
    expect(sessions).toMatchObject([
      { state: 'open', title: 'Caucus practice', zone: 'America/Toronto', minutes: 60 },
    ]);
    expect(await world.practice.sessions.isOrganiser(organiser, sessions[0]!.id)).toBe(true);
    expect(await world.practice.sessions.places(sessions[0]!.id)).toEqual([
      { space: world.space, channel: 'C1' },
    ]);
    expect((await mark(await member(), poll, 'A')).poll.state).toBe('closed');
    expect(await counts(poll)).toEqual([0, 0]);
  });

  test('the session is at the moment that was voted on, on the clocks of the poll’s zone', async () => {
    const poll = await post();
    const { occurrence } = await polls().choose(organiser, poll.id, 'B', world.outgoing);
    expect(occurrence?.starts.toString()).toBe('2026-03-06T23:00:00Z');
    expect(occurrence?.original.toString()).toBe('2026-03-06T18:00:00');
  });

  test('a time that has passed is neither marked nor chosen', async () => {
    const poll = await post();
    store.clock.set('2026-03-05T23:00:00Z');
    await expect(mark(await member(), poll, 'A')).rejects.toThrow('Time A has passed');
    await expect(polls().choose(organiser, poll.id, 'A', world.outgoing)).rejects.toThrow(
      'Time A has passed',
    );
    store.clock.set('2026-03-07T00:00:00Z');
    await expect(mark(await member(), poll, 'B')).rejects.toThrow('All the times');
    expect(await world.practice.sessions.coming(world.community)).toEqual([]);
  });

  test('tells each person whom the time suits once, and nobody else', async () => {
    const there = await linked();
    const poll = await post();
    const [ana, ben, cleo] = [await member(), await member(), await member()];
    const same = await member(there, ana!.person);
    for (const who of [ana!, ben!]) await mark(who, poll, 'A');
    await store.db
      .insertInto('practice_poll_mark')
      .values({
        poll_id: poll.id,
        identity_id: same.identity,
        letter: 'A',
        marked_at: '2026-03-03T00:00:00Z',
      })
      .execute();
    await mark(cleo!, poll, 'B');
    await polls().choose(organiser, poll.id, 'A', world.outgoing);
    await polls().choose(organiser, poll.id, 'A', world.outgoing);
    const told = await store.db
      .selectFrom('delivery')
      .where('community_id', '=', world.community)
      .where('post', '=', 'practice.poll-chosen')
      .select('identity_id')
      .execute();
    expect(told.map(({ identity_id }) => identity_id).toSorted()).toEqual(
      [ana!.identity, ben!.identity].toSorted(),
    );
  });

  test('tells nobody in the night, nor who has answered the session meanwhile', async () => {
    const [ana, ben] = [await member(), await member()];
    const poll = await post();
    for (const who of [ana, ben]) {
      await mark(who, poll, 'A');
      await world.services.community.preferences.set(who.identity, {
        quiet: { from: '22:00', to: '07:00' },
        zone: 'America/Toronto',
      });
    }
    store.clock.set('2026-03-04T04:00:00Z');
    const { occurrence } = await polls().choose(organiser, poll.id, 'A', world.outgoing);
    await world.practice.rosters.answer(ben, 'Ben', occurrence!.id, 'maybe', world.outgoing);
    const direct = () => world.sent().filter((each) => each.includes('it suits you'));
    await world.pass({ hours: 7 });
    expect(direct()).toHaveLength(0);
    await world.pass({ hours: 1, minutes: 1 });
    expect(direct()).toHaveLength(1);
  });

  test('of an organiser who is gone, the one who chooses leads the session', async () => {
    const poll = await post();
    await store.db.deleteFrom('identity').where('id', '=', organiser.identity).execute();
    const facilitator = await member();
    const { occurrence } = await polls().choose(facilitator, poll.id, 'A', world.outgoing);
    expect(await world.practice.sessions.isOrganiser(facilitator, occurrence!.session)).toBe(true);
  });
});
