import { beforeAll, describe, expect, test } from 'vitest';
import type { Who } from '../../src/chat/request.ts';
import { hashOf, makeCode } from '../../src/community/codes.ts';
import type { LinkKind } from '../../src/community/linking.ts';
import { eachStore, type TestStore } from '../store/stores.ts';
import { fresh, type Scene, someone, withStore } from './asking.ts';

describe('a code', () => {
  test('is eight signs that are not mistaken for others, and never twice the same', () => {
    const codes = Array.from({ length: 500 }, makeCode);
    for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(new Set(codes).size).toBe(500);
  });

  test.each(['ab01-xyz9', 'ABO1XYZ9', ' ab0l xyz9 ', 'abOI-xyz9'])('is the same as typed: %s', (typed) => {
    expect(hashOf(typed)).toBe(hashOf('AB01-XYZ9'));
  });

  test('is another one with another sign', () => {
    expect(hashOf('AB01-XYZ8')).not.toBe(hashOf('AB01-XYZ9'));
  });
});

eachStore('linking', (open) => {
  let store: TestStore;
  let scene: Scene;
  beforeAll(async () => {
    store = await open();
    scene = withStore({ store, clock: store.clock });
  });
  const linking = () => scene.community.linking;
  const claim = (who: Who, kind: LinkKind, code: string) =>
    linking().claim(who, kind, code, scene.deliveries);
  const leader = async (platform = 'discord') =>
    scene.who(someone(await scene.space(`Space ${fresh()}`, platform), { standing: 'administrator' }));
  const communityOf = async (space: string) =>
    (
      await store.db
        .selectFrom('space')
        .where('id', '=', space)
        .select('community_id')
        .executeTakeFirstOrThrow()
    ).community_id;
  const personOf = async ({ identity }: Who) =>
    (
      await store.db
        .selectFrom('identity')
        .where('id', '=', identity)
        .select('person_id')
        .executeTakeFirstOrThrow()
    ).person_id;

  /** Links the second space to the community of the first. */
  async function join(host: Who, guest: Who): Promise<void> {
    const { code } = await linking().issue(host, 'space');
    const { code: id } = await claim(guest, 'space', code);
    await linking().confirm(host, 'space', id);
  }
  /** Two linked spaces, and one member with an account in each. */
  async function linkedPair() {
    const [host, guest] = [await leader(), await leader('slack')];
    await join(host, guest);
    const own = await scene.who(someone(host.space));
    const other = await scene.who(someone(guest.space));
    return { host, guest, own, other };
  }
  async function linkAccounts(own: Who, other: Who): Promise<void> {
    const { code } = await linking().issue(own, 'identity');
    const { code: id } = await claim(other, 'identity', code);
    await linking().confirm(own, 'identity', id);
  }
  const outcomes = async (work: readonly Promise<unknown>[]) =>
    (await Promise.allSettled(work)).map(({ status }) => status).toSorted();

  describe('two spaces', () => {
    test('become one community once the issuer confirms, and not before', async () => {
      const [host, guest] = [await leader(), await leader('slack')];
      const before = await communityOf(guest.space);
      const { code } = await linking().issue(host, 'space');
      const { code: id } = await claim(guest, 'space', code);
      expect(await communityOf(guest.space)).toBe(before);
      await linking().confirm(host, 'space', id);
      expect(await communityOf(guest.space)).toBe(await communityOf(host.space));
    });

    test('and the issuer is written to, with an id only', async () => {
      const [host, guest] = [await leader(), await leader('slack')];
      const { code } = await linking().issue(host, 'space');
      const { code: id } = await claim(guest, 'space', code);
      expect(scene.sent.at(-1)).toMatchObject({
        post: 'settings.link-claimed',
        wish: { to: { space: host.space, identity: host.identity }, subject: { code: id } },
      });
    });

    test('are not linked where it is refused, from either side', async () => {
      for (const side of ['host', 'guest'] as const) {
        const both = { host: await leader(), guest: await leader('slack') };
        const { code } = await linking().issue(both.host, 'space');
        const { code: id } = await claim(both.guest, 'space', code);
        await linking().refuse(both[side], id);
        await expect(linking().confirm(both.host, 'space', id)).rejects.toThrow('nothing to confirm');
        expect(await linking().claimed(id)).toBeUndefined();
      }
    });

    test('cannot be refused by a third', async () => {
      const [host, guest, third] = [await leader(), await leader('slack'), await leader()];
      const { code } = await linking().issue(host, 'space');
      const { code: id } = await claim(guest, 'space', code);
      await linking().refuse(third, id);
      expect(await linking().claimed(id)).toBeDefined();
    });

    test('cannot be confirmed by anybody but the issuer, not even the one who typed it', async () => {
      const [host, guest] = [await leader(), await leader('slack')];
      const { code } = await linking().issue(host, 'space');
      const { code: id } = await claim(guest, 'space', code);
      const colleague = await scene.who(someone(host.space, { standing: 'administrator' }));
      for (const who of [guest, colleague, await leader()]) {
        await expect(linking().confirm(who, 'space', id)).rejects.toThrow('nothing to confirm');
      }
      await expect(linking().confirm(host, 'identity', id)).rejects.toThrow('nothing to confirm');
      expect(await linking().claimed(id)).toBeDefined();
    });

    test('cannot be linked with themselves, nor twice', async () => {
      const { host, guest } = await linkedPair();
      const { code } = await linking().issue(host, 'space');
      await expect(claim(host, 'space', code)).rejects.toThrow('very space');
      await expect(claim(guest, 'space', code)).rejects.toThrow('linked already');
    });

    test('may be more than two; but one that brings others is refused kindly', async () => {
      const { host, guest } = await linkedPair();
      const third = await leader();
      await join(guest, third);
      expect(await communityOf(third.space)).toBe(await communityOf(host.space));
      const other = await linkedPair();
      for (const brings of [other.host, other.guest]) {
        const { code } = await linking().issue(host, 'space');
        await expect(claim(brings, 'space', code)).rejects.toThrow('would bring none along');
      }
    });

    test('are checked again when it is confirmed', async () => {
      const [host, guest, third] = [await leader(), await leader('slack'), await leader()];
      const { code } = await linking().issue(host, 'space');
      const { code: id } = await claim(guest, 'space', code);
      await join(third, guest);
      await expect(linking().confirm(host, 'space', id)).rejects.toThrow('would bring none along');
      expect(await communityOf(guest.space)).toBe(await communityOf(third.space));
    });

    test('part again: the one that joined goes home, and linked accounts part with it', async () => {
      const { host, guest, own, other } = await linkedPair();
      const home = await store.db
        .selectFrom('space')
        .where('id', '=', guest.space)
        .select('home_id')
        .executeTakeFirstOrThrow();
      await linkAccounts(own, other);
      expect(await personOf(own)).toBe(await personOf(other));
      await linking().unlinkSpace(guest);
      expect(await communityOf(guest.space)).toBe(home.home_id);
      expect(await communityOf(host.space)).toBe(host.community);
      expect(await personOf(own)).not.toBe(await personOf(other));
    });

    test('all part where the one that the others joined unlinks', async () => {
      const { host, guest } = await linkedPair();
      const third = await leader();
      await join(host, third);
      await linking().unlinkSpace(host);
      const all = await Promise.all([host, guest, third].map(({ space }) => communityOf(space)));
      expect(new Set(all).size).toBe(3);
      await expect(linking().unlinkSpace(host)).rejects.toThrow('not linked');
    });

    test('can be linked again the other way round', async () => {
      const { host, guest } = await linkedPair();
      await linking().unlinkSpace(host);
      await join(guest, host);
      expect(await communityOf(host.space)).toBe(await communityOf(guest.space));
    });
  });

  describe('one’s own accounts', () => {
    test('are one person’s once confirmed, and two persons’ after unlinking', async () => {
      const { own, other } = await linkedPair();
      await linkAccounts(own, other);
      expect(await personOf(other)).toBe(own.person);
      const now = { ...other, person: await personOf(other) };
      expect((await linking().accounts(now)).map(({ identity }) => identity)).toEqual([own.identity]);
      await linking().unlinkAccount(now, own.identity);
      expect(await personOf(own)).not.toBe(await personOf(other));
    });

    test('share settings, of which the latest counts, and have their own again after unlinking', async () => {
      const { own, other } = await linkedPair();
      const { preferences } = scene.community;
      await preferences.set(own.identity, { zone: 'Europe/Berlin', leads: ['P1D'] });
      store.clock.advance({ minutes: 1 });
      await preferences.set(other.identity, { zone: 'Asia/Tokyo' });
      await linkAccounts(own, other);
      expect(await preferences.of(own.identity)).toEqual({ zone: 'Asia/Tokyo', leads: ['P1D'] });
      store.clock.advance({ minutes: 1 });
      await preferences.set(own.identity, { leads: null });
      expect(await preferences.of(other.identity)).toEqual({ zone: 'Asia/Tokyo' });
      await linking().unlinkAccount(own, other.identity);
      expect(await preferences.of(own.identity)).toEqual({ zone: 'Europe/Berlin' });
      expect(await preferences.of(other.identity)).toEqual({ zone: 'Asia/Tokyo' });
    });

    test('in different communities are refused', async () => {
      const [own, other] = [await leader(), await leader('slack')];
      const { code } = await linking().issue(own, 'identity');
      await expect(claim(other, 'identity', code)).rejects.toThrow('different communities');
    });

    test('in one space are refused', async () => {
      const { own, host } = await linkedPair();
      const { code } = await linking().issue(own, 'identity');
      await expect(claim(host, 'identity', code)).rejects.toThrow('same space');
      await expect(claim(own, 'identity', code)).rejects.toThrow('very account');
    });

    test('are not unlinked by somebody else', async () => {
      const { own, other, guest } = await linkedPair();
      await linkAccounts(own, other);
      await expect(linking().unlinkAccount(guest, own.identity)).rejects.toThrow('not linked');
      expect(await personOf(own)).toBe(await personOf(other));
    });
  });

  describe('a code', () => {
    test('is kept as a hash only', async () => {
      const host = await leader();
      const { code } = await linking().issue(host, 'space');
      const rows = await store.db
        .selectFrom('link_code')
        .where('identity_id', '=', host.identity)
        .selectAll()
        .execute();
      expect(JSON.stringify(rows)).not.toContain(code);
      expect(JSON.stringify(rows)).not.toContain(code.replace('-', ''));
    });

    test('is good for ten minutes, up to the last moment', async () => {
      const [host, late, intime] = [await leader(), await leader('slack'), await leader('slack')];
      const { code, expires } = await linking().issue(host, 'space');
      store.clock.set(expires);
      await expect(claim(late, 'space', code)).rejects.toThrow('not valid');
      store.clock.set(expires.subtract({ milliseconds: 1 }));
      await claim(intime, 'space', code);
    });

    test('that was typed is confirmed within a day', async () => {
      const [host, guest] = [await leader(), await leader('slack')];
      const { code } = await linking().issue(host, 'space');
      const { code: id } = await claim(guest, 'space', code);
      store.clock.advance({ hours: 24 });
      await expect(linking().confirm(host, 'space', id)).rejects.toThrow('nothing to confirm');
      expect(await linking().waiting(host, 'space')).toEqual([]);
    });

    test('of one kind is none of the other', async () => {
      const { own, guest } = await linkedPair();
      const { code } = await linking().issue(own, 'identity');
      await expect(claim(guest, 'space', code)).rejects.toThrow('not valid');
    });

    test('ends where the same member makes a new one', async () => {
      const [host, guest] = [await leader(), await leader('slack')];
      const { code: first } = await linking().issue(host, 'space');
      const { code: second } = await linking().issue(host, 'space');
      await expect(claim(guest, 'space', first)).rejects.toThrow('not valid');
      await claim(guest, 'space', second);
    });

    test('cannot be guessed: five attempts in ten minutes, right or wrong, and at once too', async () => {
      const [host, guest] = [await leader(), await leader('slack')];
      const { code } = await linking().issue(host, 'space');
      const tries = await Promise.allSettled(
        Array.from({ length: 7 }, () => claim(guest, 'space', 'AAAA-AAAA')),
      );
      const reasons = tries.map((each) => (each.status === 'rejected' ? String(each.reason.message) : ''));
      expect(reasons.filter((reason) => reason.includes('not valid'))).toHaveLength(5);
      expect(reasons.filter((reason) => reason.includes('wait ten minutes'))).toHaveLength(2);
      await expect(claim(guest, 'space', code)).rejects.toThrow('wait ten minutes');
      store.clock.advance({ minutes: 10 });
      const { code: again } = await linking().issue(host, 'space');
      await claim(guest, 'space', again);
    });

    test('that two type at once is taken once', async () => {
      const [host, one, two] = [await leader(), await leader('slack'), await leader('slack')];
      const { code } = await linking().issue(host, 'space');
      const both = [claim(one, 'space', code), claim(two, 'space', code)];
      expect(await outcomes(both)).toEqual(['fulfilled', 'rejected']);
    });

    test('that is confirmed twice at once links once', async () => {
      const [host, guest] = [await leader(), await leader('slack')];
      const { code } = await linking().issue(host, 'space');
      const { code: id } = await claim(guest, 'space', code);
      const both = [linking().confirm(host, 'space', id), linking().confirm(host, 'space', id)];
      expect(await outcomes(both)).toEqual(['fulfilled', 'rejected']);
    });

    test('that is confirmed and refused at once ends one way', async () => {
      const [host, guest] = [await leader(), await leader('slack')];
      const { code } = await linking().issue(host, 'space');
      const { code: id } = await claim(guest, 'space', code);
      const [confirmed] = await Promise.allSettled([
        linking().confirm(host, 'space', id),
        linking().refuse(guest, id),
      ]);
      const linked = (await communityOf(guest.space)) === host.community;
      expect(linked).toBe(confirmed.status === 'fulfilled');
    });

    test('each of a circle confirmed at once leaves no space in a community that it does not belong to', async () => {
      const ring = [await leader(), await leader(), await leader()];
      const claims: { readonly who: Who; readonly id: string }[] = [];
      for (const [index, who] of ring.entries()) {
        const { code } = await linking().issue(who, 'space');
        const { code: id } = await claim(ring[(index + 1) % 3]!, 'space', code);
        claims.push({ who, id });
      }
      await Promise.allSettled(claims.map(({ who, id }) => linking().confirm(who, 'space', id)));
      const spaces = await store.db
        .selectFrom('space')
        .where(
          'id',
          'in',
          ring.map(({ space }) => space),
        )
        .select(['community_id', 'home_id'])
        .execute();
      // Whoever hosts others is at home itself.
      const hosts = spaces.map(({ community_id }) => spaces.find(({ home_id }) => home_id === community_id));
      for (const host of hosts) expect(host?.community_id).toBe(host?.home_id);
    });
  });
});
