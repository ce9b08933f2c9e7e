import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Who } from '../../src/chat/request.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import type { Player } from '../jobs/command-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';
import { readByIcal } from './calendars.ts';
import { type PracticeWorld, practiceWorld } from './practice-world.ts';

oneStore('a calendar address', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let ada: Player;
  let who: Who;
  let first: Occurrence;

  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store, 'https://parley.example/');
    ada = await world.player();
    who = await world.who(ada);
    first = await world.opened();
    await seat(first, ada);
  });

  async function seat({ id }: Occurrence, { identity }: Player, state = 'seated') {
    await store.db
      .insertInto('practice_seat')
      .values({
        id: randomUUID(),
        occurrence_id: id,
        identity_id: identity,
        name: 'Member',
        state: state as 'seated',
        rank: 1,
        since: store.clock.now().toString(),
      })
      .execute();
  }

  const set = (change: object, { id }: Occurrence = first) =>
    store.db.updateTable('practice_occurrence').set(change).where('id', '=', id).execute();

  const tokenOf = (address: string): string => /\/calendar\/([^/]+)\.ics$/.exec(address)?.[1] ?? '';
  const renewed = async (whose: 'own' | 'community' = 'own', of: Who = who): Promise<string> =>
    tokenOf(await world.practice.feeds.renew(of, whose));
  const text = async (token: string): Promise<string | undefined> => {
    const found = await world.practice.feeds.calendar(token);
    return found && new TextDecoder().decode(found);
  };
  const shown = async (token: string) => readByIcal((await text(token)) ?? '').events;
  const titles = async (token: string) => (await shown(token)).map(({ summary }) => summary);

  describe('is a secret', () => {
    test('of 128 bits under PUBLIC_URL, of which only a hash is kept', async () => {
      const address = await world.practice.feeds.renew(who, 'own');
      expect(address).toMatch(/^https:\/\/parley\.example\/calendar\/[0-9a-f]{32}\.ics$/);
      const rows = await store.db.selectFrom('calendar_feed').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(tokenOf(address));
    });

    test('and another each time: the new one works, the old one no more', async () => {
      const old = await renewed();
      const now = await renewed();
      expect(now).not.toBe(old);
      expect(await text(old)).toBeUndefined();
      expect(await titles(now)).toEqual(['Shuttle mediation']);
    });

    test('of which one is left where two are asked for at once', async () => {
      const both = await Promise.all([renewed(), renewed()]);
      const works = await Promise.all(both.map(text));
      expect(works.filter((each) => each !== undefined)).toHaveLength(1);
    });

    test('that opens nothing once removed', async () => {
      const token = await renewed();
      expect(await world.practice.feeds.since(who, 'own')).toEqual(store.clock.now());
      await world.practice.feeds.remove(who, 'own');
      expect(await text(token)).toBeUndefined();
      expect(await world.practice.feeds.since(who, 'own')).toBeUndefined();
    });

    test('that is one’s own: others’ and the community’s stay when it changes', async () => {
      const bob = await world.player();
      const others = [await renewed('own', await world.who(bob)), await renewed('community')];
      await renewed();
      await world.practice.feeds.remove(who, 'own');
      for (const token of others) expect(await text(token)).toBeDefined();
    });

    test('that ends with the account', async () => {
      const token = await renewed();
      await store.db.deleteFrom('identity').where('id', '=', ada.identity).execute();
      expect(await text(token)).toBeUndefined();
    });

    test('that rests while the bot is not in the member’s space', async () => {
      const [own, community] = [await renewed(), await renewed('community')];
      const left = (at: string | null) =>
        store.db.updateTable('space').set({ left_at: at }).where('id', '=', world.space).execute();
      await left(store.clock.now().toString());
      expect([await text(own), await text(community)]).toEqual([undefined, undefined]);
      await left(null);
      expect(await titles(own)).toHaveLength(1);
    });

    test('that shows nothing of a community which the member’s space has left', async () => {
      const token = await renewed();
      const other = randomUUID();
      const now = store.clock.now().toString();
      await store.db.insertInto('community').values({ id: other, created_at: now }).execute();
      await store.db
        .updateTable('space')
        .set({ community_id: other })
        .where('id', '=', world.space)
        .execute();
      expect(await text(token)).toBeUndefined();
    });

    test('that nobody has where the operator gave no PUBLIC_URL', async () => {
      const { practice } = await practiceWorld(store);
      expect(practice.feeds.there).toBe(false);
      await expect(practice.feeds.renew(who, 'own')).rejects.toThrow('not set up');
    });
  });

  describe('of one’s own', () => {
    test('shows the sessions in which one has a seat, with their links, and no others', async () => {
      const states = ['offered', 'waiting', 'maybe', 'declined'];
      for (const state of states) await seat(await world.opened({ title: state }), ada, state);
      await seat(await world.opened({ title: 'Bob’s' }), await world.player());
      const [event, ...more] = await shown(await renewed());
      expect(more).toEqual([]);
      expect(event).toMatchObject({
        uid: `${first.id}@parley`,
        status: 'CONFIRMED',
        url: 'https://video.example/secret-room',
      });
    });

    test('shows the seats of all of a person’s accounts, and one address serves them', async () => {
      const other = await world.player();
      await store.db
        .updateTable('identity')
        .set({ person_id: who.person })
        .where('id', '=', other.identity)
        .execute();
      await seat(await world.opened({ title: 'By the other account' }), other);
      const token = await renewed('own', await world.who(other));
      expect((await titles(token)).toSorted()).toEqual(['By the other account', 'Shuttle mediation']);
      await renewed();
      expect(await text(token)).toBeUndefined();
    });

    test('loses a session with the seat', async () => {
      const token = await renewed();
      await store.db
        .updateTable('practice_seat')
        .set({ state: 'declined' })
        .where('occurrence_id', '=', first.id)
        .execute();
      expect(await shown(token)).toEqual([]);
    });

    test('says that a session is cancelled, so that calendars take it out', async () => {
      const token = await renewed();
      await set({ state: 'cancelled', reason: 'No room', sequence: 1 });
      expect(await shown(token)).toMatchObject([
        { uid: `${first.id}@parley`, sequence: 1, status: 'CANCELLED' },
      ]);
    });

    test('keeps what is over for thirty days', async () => {
      const token = await renewed();
      store.clock.set('2026-04-11T22:00:00Z');
      expect(await titles(token)).toHaveLength(1);
      store.clock.set('2026-04-12T00:00:00Z');
      expect(await titles(token)).toHaveLength(0);
    });
  });

  describe('of the community', () => {
    test('shows all that is planned, never with a link', async () => {
      await set({ state: 'cancelled' }, await world.opened({ title: 'Cancelled' }));
      await world.opened({ title: 'Caucus', starts: Temporal.PlainDateTime.from('2026-03-13T19:00') });
      const token = await renewed('community');
      expect(await titles(token)).toEqual(['Shuttle mediation', 'Caucus']);
      expect(await text(token)).not.toMatch(/video|secret/i);
    });

    test('shows the thousand nearest, by the time they begin, where there are more', async () => {
      await sql`insert into practice_occurrence
        (id, session_id, original, starts_at, minutes, title, reminded_until)
        select gen_random_uuid(), session_id, 'more ' || n, starts_at + n * interval '1 hour', 90, n, starts_at
        from practice_occurrence, generate_series(1, 1000) n where id = ${first.id}`.execute(store.db);
      const all = await titles(await renewed('community'));
      expect([all.length, all[0], all[1], all.at(-1)]).toEqual([1_000, 'Shuttle mediation', '1', '999']);
    });

    test('shows nothing of another', async () => {
      const elsewhere = await practiceWorld(store, 'https://parley.example');
      await elsewhere.opened({ title: 'Elsewhere' });
      expect(await titles(await renewed('community'))).toEqual(['Shuttle mediation']);
    });
  });

  describe('gives the same', () => {
    test('however often it is read, until something changes', async () => {
      const token = await renewed();
      const before = await text(token);
      await world.pass({ hours: 5 });
      expect(await text(token)).toBe(before);
      const at = store.clock.now();
      const change = randomUUID();
      await store.db
        .insertInto('practice_change')
        .values({
          id: change,
          session_id: first.session,
          kind: 'edited',
          before: '{}',
          reason: null,
          made_at: at.toString(),
        })
        .execute();
      await set({ title: 'Caucus', sequence: 1, change_id: change });
      expect(await shown(token)).toMatchObject([
        { summary: 'Caucus', sequence: 1, stamp: at.epochMilliseconds / 1000 },
      ]);
    });
  });
});
