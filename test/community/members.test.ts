import { beforeAll, describe, expect, test } from 'vitest';
import { createCommunity } from '../../src/community/community.ts';
import { openStore } from '../../src/store/open.ts';
import { KeptLog, wordsOf } from '../asking.ts';
import { eachStore, type TestStore } from '../store/stores.ts';
import { type Asker, fresh, requestFrom, type Scene, someone, withStore } from './asking.ts';

eachStore('members', (open) => {
  let store: TestStore;
  let scene: Scene;
  beforeAll(async () => {
    store = await open();
    scene = withStore({ store, clock: store.clock });
  });
  const identities = async (member: string) =>
    (await store.db.selectFrom('identity').where('external_id', '=', member).selectAll().execute()).length;

  test('who a request is from stays the same, and is one identity however often it is asked at once', async () => {
    const asker = someone(await scene.space());
    const all = await Promise.all(Array.from({ length: 8 }, () => scene.who(asker)));
    expect(new Set(all.map(({ identity }) => identity)).size).toBe(1);
    expect(await identities(asker.member)).toBe(1);
  });

  test('a space that nobody told of gets one community, however many ask at once', async () => {
    const space = `slack:${fresh()}`;
    const all = await Promise.all(Array.from({ length: 6 }, () => scene.who(someone(space))));
    expect(new Set(all.map(({ community }) => community)).size).toBe(1);
    const homes = await store.db.selectFrom('space').where('id', '=', space).select('home_id').execute();
    expect(homes.map(({ home_id }) => home_id)).toEqual([all[0]?.community]);
  });

  test('one account in two spaces is two identities of two persons', async () => {
    const member = `M${fresh()}`;
    const [a, b] = [await scene.space(), await scene.space()];
    const first = await scene.who({ space: a, member });
    const second = await scene.who({ space: b, member });
    expect(first.identity).not.toBe(second.identity);
    expect(first.person).not.toBe(second.person);
    expect(first.community).not.toBe(second.community);
  });

  test('a guest is nobody here, and nothing is kept of them', async () => {
    const guest = someone(await scene.space(), { guest: true });
    await expect(scene.who(guest)).rejects.toThrow('guest');
    expect(wordsOf(await scene.type(guest, 'show'))).toContain('guest');
    expect(await identities(guest.member)).toBe(0);
  });

  test('where a request belongs is known without keeping who asked', async () => {
    const asker = someone(await scene.space());
    expect(await scene.community.members.communityOf(requestFrom(asker))).toBeDefined();
    expect(await identities(asker.member)).toBe(0);
  });

  describe('a direct message on Discord', () => {
    const direct = (member: string): Asker => ({ space: 'discord:@me', member, direct: true });

    test('of somebody who is not known asks them to begin in their server', async () => {
      await expect(scene.who(direct(`M${fresh()}`))).rejects.toThrow('in your course’s server');
    });

    test('counts for the only community that the account is in', async () => {
      const asker = someone(await scene.space());
      const there = await scene.who(asker);
      expect(await scene.who(direct(asker.member))).toEqual(there);
    });

    test('does not count for a server that the bot was removed from, nor for another platform', async () => {
      const gone = someone(await scene.space());
      await scene.who(gone);
      await store.db
        .updateTable('space')
        .set({ left_at: store.clock.now().toString() })
        .where('id', '=', gone.space)
        .execute();
      await scene.who({ ...gone, space: await scene.space('W', 'slack') });
      await expect(scene.who(direct(gone.member))).rejects.toThrow('in your course’s server');
    });

    test('of somebody in several communities asks which, remembers it, and can be changed', async () => {
      const member = `M${fresh()}`;
      const a = await scene.space('First course');
      const b = await scene.space('Second course');
      const first = await scene.who({ space: a, member });
      const second = await scene.who({ space: b, member });
      const asked = await scene.type(direct(member), 'show');
      expect(wordsOf(asked)).toContain('[First course] [Second course]');
      await scene.press(direct(member), asked, 'Second course');
      expect(await scene.who(direct(member))).toEqual(second);
      const card = await scene.type(direct(member), 'show');
      store.clock.advance({ minutes: 1 });
      await scene.press(direct(member), card, 'First course');
      expect(await scene.who(direct(member))).toEqual(first);
    });

    test('cannot be turned to a server that the account was never seen in', async () => {
      const member = `M${fresh()}`;
      await scene.who({ space: await scene.space(), member });
      const other = await scene.space('Not theirs');
      const answer = await scene.click(direct(member), `settings.here:"${other}"`);
      expect(wordsOf(answer)).toContain('You are not known there');
    });
  });

  describe('who leads', () => {
    const standing = (asker: Asker) => scene.community.members.standing(requestFrom(asker));
    const name = (space: string, kind: 'member' | 'role', id: string) =>
      store.db
        .insertInto('facilitator')
        .values({ space_id: space, kind, external_id: id, added_at: store.clock.now().toString() })
        .execute();

    test('is whom the platform says', async () => {
      expect(await standing(someone(await scene.space(), { standing: 'administrator' }))).toBe(
        'administrator',
      );
    });

    test('is who was named, in that space only', async () => {
      const [a, b] = [await scene.space(), await scene.space()];
      const asker = someone(a);
      await name(a, 'member', asker.member);
      expect(await standing(asker)).toBe('facilitator');
      expect(await standing({ ...asker, space: b })).toBe('member');
      expect(await standing(someone(a))).toBe('member');
    });

    test('is who holds a named role; a role’s id is not taken for a member’s', async () => {
      const space = await scene.space();
      await name(space, 'role', '77');
      expect(await standing(someone(space, { roles: ['5', '77'] }))).toBe('facilitator');
      expect(await standing(someone(space, { roles: ['5'] }))).toBe('member');
      expect(await standing({ space, member: '77' })).toBe('member');
    });

    test('is never a guest by being named', async () => {
      const guest = someone(await scene.space(), { guest: true });
      await name(guest.space, 'member', guest.member);
      expect(await standing(guest)).toBe('member');
    });
  });

  test('the zone is what the member set, else the platform’s, and never a guess', async () => {
    const asker = someone(await scene.space(), { zone: 'Asia/Tokyo' });
    const zone = (of: Asker) => scene.community.members.zone(requestFrom(of));
    expect(await zone(asker)).toBe('Asia/Tokyo');
    await scene.type(asker, 'show zone:Berlin');
    expect(await zone(asker)).toBe('Europe/Berlin');
    expect(await zone(someone(asker.space))).toBeUndefined();
  });
});

test('where the store is not reached, the platform’s own word counts', async () => {
  // Not opened: there is no such server.
  const store = openStore({ url: 'postgres://127.0.0.1:1/none', directory: '', log: new KeptLog() });
  const { members } = createCommunity({
    store,
    clock: { now: () => Temporal.Instant.from('2026-11-25T17:30Z') },
  });
  const request = requestFrom({ space: 'slack:T1', member: 'U1', zone: 'Asia/Tokyo' });
  expect(await members.standing(request)).toBe('member');
  expect(await members.zone(request)).toBe('Asia/Tokyo');
  await expect(members.who(request)).rejects.toThrow('cannot reach its records');
  await store.close();
});
