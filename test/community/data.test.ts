import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Who } from '../../src/chat/request.ts';
import { PERSONAL } from '../../src/community/data.ts';
import { tablesOf } from '../../src/store/tables.ts';
import { eachStore, type TestStore } from '../store/stores.ts';
import { type Scene, someone, withStore } from './asking.ts';

eachStore('what is kept about a member', (open) => {
  let store: TestStore;
  let scene: Scene;
  beforeAll(async () => {
    store = await open();
    scene = withStore({ store, clock: store.clock });
  });

  /** Every column of every table that refers to an identity, as the database knows it. */
  async function references(): Promise<{ table: string; column: string; cascades: boolean }[]> {
    const { rows } = await sql<{ table: string; column: string; cascades: boolean }>`
      select conrelid::regclass::text as "table", attname::text as "column", confdeltype = 'c' as cascades
      from pg_constraint join pg_attribute on attrelid = conrelid and attnum = any (conkey)
      where contype = 'f' and confrelid = 'identity'::regclass
      order by 1, 2`.execute(store.db);
    return rows;
  }

  /** A row in each of those tables for each reference. */
  async function fill(space: string, community: string, identity: string): Promise<void> {
    const at = store.clock.now().toString();
    const id = () => crypto.randomUUID();
    const code = { kind: 'space', space_id: space, issued_at: at, expires_at: at } as const;
    const { db } = store;
    const other = await scene.who(someone(space));
    await scene.community.preferences.set(identity, { zone: 'Europe/Berlin' });
    await db
      .insertInto('term_request')
      .values({
        community_id: community,
        folded: id(),
        words: 'anchoring',
        identity_id: identity,
        asked_at: at,
      })
      .execute();
    await db.insertInto('link_attempt').values({ identity_id: identity, tried_at: at }).execute();
    await db
      .insertInto('link_code')
      .values({ ...code, id: id(), hash: id(), identity_id: identity })
      .execute();
    await db
      .insertInto('link_code')
      .values({ ...code, id: id(), hash: id(), identity_id: other.identity, claimed_identity: identity })
      .execute();
    await db
      .insertInto('delivery')
      .values({
        id: id().slice(0, 20),
        key: id(),
        community_id: community,
        space_id: space,
        identity_id: identity,
        post: 'settings.link-claimed',
        subject: '{}',
        due_at: at,
      })
      .execute();
    await fillQuiz(community, identity, at);
    const occurrence = await fillPractice(community, identity, at);
    await fillRoles(occurrence, identity, other.identity, at);
  }

  async function fillQuiz(community: string, identity: string, at: string): Promise<void> {
    const [round, post] = [crypto.randomUUID(), crypto.randomUUID()];
    const asked = { question: 'broken-window', revision: '00000000' };
    const own = { id: crypto.randomUUID(), identity_id: identity };
    const { db } = store;
    await db
      .insertInto('quiz_round')
      .values({
        ...{ id: round, identity_id: identity, kind: 'practice' },
        ...{ questions: '["broken-window"]', picked: '[]', started_at: at },
      })
      .execute();
    await db
      .insertInto('quiz_answer')
      .values({ ...own, ...asked, round_id: round, chosen: '["a"]', correct: true, answered_at: at })
      .execute();
    await db
      .insertInto('quiz_post')
      .values({ ...asked, id: post, community_id: community, content: '{}', opened_at: at, closes_at: at })
      .execute();
    await db
      .insertInto('quiz_vote')
      .values({ post_id: post, identity_id: identity, first: 'a', latest: 'b', first_at: at, latest_at: at })
      .execute();
    await db
      .insertInto('quiz_flag')
      .values({ ...own, ...asked, words: 'Two are right.', flagged_at: at })
      .execute();
  }

  /** The occurrence in which they have a seat. */
  async function fillPractice(community: string, identity: string, at: string): Promise<string> {
    const [session, occurrence, poll] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    const length = { minutes: 90, title: 'Shuttle mediation' };
    const { db } = store;
    await db
      .insertInto('practice_session')
      .values({
        ...{ ...length, id: session, community_id: community, zone: 'Europe/Berlin', made_at: at },
        ...{ starts: '2026-12-03T19:00', left_out: '[]', leads: '[]', offer_minutes: 60, state: 'open' },
        reminds_channel: false,
      })
      .execute();
    await db
      .insertInto('practice_organiser')
      .values({ session_id: session, identity_id: identity })
      .execute();
    await db
      .insertInto('practice_occurrence')
      .values({
        ...{ ...length, id: occurrence, session_id: session, original: '2026-12-03T19:00' },
        ...{ starts_at: at, reminded_until: at },
      })
      .execute();
    await db
      .insertInto('practice_seat')
      .values({
        ...{ id: crypto.randomUUID(), occurrence_id: occurrence, identity_id: identity },
        ...{ name: 'Member', state: 'seated', rank: 1, since: at },
      })
      .execute();
    await db
      .insertInto('practice_poll')
      .values({ ...length, id: poll, community_id: community, zone: 'Europe/Berlin', made_at: at })
      .execute();
    await db.insertInto('practice_poll_organiser').values({ poll_id: poll, identity_id: identity }).execute();
    await db
      .insertInto('practice_poll_mark')
      .values({ poll_id: poll, identity_id: identity, letter: 'A', marked_at: at })
      .execute();
    await db
      .insertInto('calendar_feed')
      .values({
        token_hash: crypto.randomUUID(),
        community_id: community,
        identity_id: identity,
        made_at: at,
      })
      .execute();
    return occurrence;
  }

  /** Roles, and feedback given and received. */
  async function fillRoles(occurrence: string, identity: string, other: string, at: string): Promise<void> {
    const cell = crypto.randomUUID();
    const own = { occurrence_id: occurrence, identity_id: identity };
    const { db } = store;
    await db
      .insertInto('practice_role_plan')
      .values({ occurrence_id: occurrence, facts_lead: 'P1D', made_at: at })
      .execute();
    await db.insertInto('practice_cell').values({ id: cell, occurrence_id: occurrence, number: 1 }).execute();
    await db
      .insertInto('practice_role')
      .values({ ...own, id: crypto.randomUUID(), cell_id: cell, role: 'observer', since: at })
      .execute();
    await db
      .insertInto('practice_role_wish')
      .values({ ...own, wish: 'mediator', wished_at: at })
      .execute();
    await db
      .insertInto('practice_case_seen')
      .values({ ...own, case_id: 'fence-and-drums', part: 'general', seen_at: at })
      .execute();
    const given = { cell_id: cell, ratings: '{"listening":3}', given_at: at };
    await db
      .insertInto('practice_feedback')
      .values([
        { ...given, identity_id: identity, mediator_id: other },
        { ...given, identity_id: other, mediator_id: identity },
      ])
      .execute();
  }

  const rowsOf = async (table: string, column: string, identity: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select count(*) as count from ${sql.table(table)} where ${sql.ref(column)} = ${identity}`.execute(
      store.db,
    );
    return rows[0]?.count ?? 0;
  };

  test('stands in tables that are all listed, each of their columns told or not for a reason', async () => {
    const found = await references();
    expect(
      PERSONAL.flatMap(({ table, refers }) => refers.map((column) => `${table}.${column}`)).toSorted(),
    ).toEqual(found.map(({ table, column }) => `${table}.${column}`));
    const tables = new Map((await tablesOf(store.db)).map(({ name, columns }) => [name, columns]));
    for (const { table, refers, told, untold } of PERSONAL) {
      const columns = (tables.get(table) ?? []).map(({ name }) => name).toSorted();
      expect([...refers, ...Object.keys(told), ...untold].toSorted(), table).toEqual(columns);
    }
  });

  test('is exported from every such table, of all linked accounts, with readable names and times in ISO 8601', async () => {
    const space = await scene.space('Discord course');
    const who = await scene.who(someone(space));
    await fill(space, who.community, who.identity);
    for (const { table, column } of await references()) {
      expect(await rowsOf(table, column, who.identity), `${table}.${column} was filled`).toBe(1);
    }
    const kept = await scene.community.data.export(who, store.clock.now());
    for (const { called, refers } of PERSONAL) expect(kept[called], called).toHaveLength(refers.length);
    const text = JSON.stringify(kept);
    expect(text).toContain('"words":"anchoring"');
    expect(text).toContain('"askedAt":"2026-11-25T17:30:00Z"');
    expect(text).toContain('"space":"Discord course"');
    // Nobody else's ids, and no secret.
    expect(text).not.toContain('hash');
  });

  test('is deleted from every such table, and nobody else’s is', async () => {
    const space = await scene.space();
    const who = await scene.who(someone(space));
    const other = await scene.who(someone(space));
    await fill(space, who.community, who.identity);
    await fill(space, other.community, other.identity);
    await scene.community.data.erase(who);
    for (const { table, column, cascades } of await references()) {
      expect(cascades, `${table}.${column}`).toBe(true);
      expect(await rowsOf(table, column, who.identity), `${table}.${column}`).toBe(0);
      expect(await rowsOf(table, column, other.identity), `${table}.${column} of another`).toBe(1);
    }
    const left = await store.db.selectFrom('identity').where('id', '=', who.identity).execute();
    expect(left).toEqual([]);
  });

  test('holds the naming as a facilitator, which goes with it; a role of the same id stays', async () => {
    const asker = someone(await scene.space());
    const who = await scene.who(asker);
    const added_at = store.clock.now().toString();
    for (const kind of ['member', 'role'] as const) {
      await store.db
        .insertInto('facilitator')
        .values({ space_id: asker.space, kind, external_id: asker.member, added_at })
        .execute();
    }
    const kept = await scene.community.data.export(who, store.clock.now());
    expect(kept.namedFacilitator).toEqual([{ spaceId: asker.space, at: added_at }]);
    await scene.community.data.erase(who);
    const left = await store.db
      .selectFrom('facilitator')
      .where('space_id', '=', asker.space)
      .select('kind')
      .execute();
    expect(left).toEqual([{ kind: 'role' }]);
  });

  test('is of all of one’s linked accounts, and of no account that only has the same id', async () => {
    const [host, guest] = [await scene.space('Discord course'), await scene.space('Slack course', 'slack')];
    const [leads, joins] = [await scene.who(someone(host)), await scene.who(someone(guest))];
    const { linking } = scene.community;
    const join = async (kind: 'space' | 'identity', a: Who, b: Who) => {
      const { code } = await linking.issue(a, kind);
      await linking.confirm(a, kind, (await linking.claim(b, kind, code, scene.deliveries)).code);
    };
    await join('space', leads, joins);
    const asker = someone(host);
    const own = await scene.who(asker);
    const linked = await scene.who(someone(guest));
    // The same account id in the other space is somebody else, or at least not known to be the same.
    const namesake = await scene.who({ ...asker, space: guest });
    await join('identity', own, linked);
    await scene.community.preferences.set(linked.identity, { locale: 'de' });
    await scene.community.preferences.set(namesake.identity, { locale: 'fr' });
    const kept = await scene.community.data.export(own, store.clock.now());
    expect(kept.accounts).toHaveLength(2);
    expect(kept.settings).toMatchObject([{ value: 'de' }]);
    await scene.community.data.erase(own);
    const left = await store.db
      .selectFrom('identity')
      .where('id', 'in', [own.identity, linked.identity, namesake.identity])
      .select('id')
      .execute();
    expect(left).toEqual([{ id: namesake.identity }]);
  });

  test('is not told or deleted in another community, where the same account is another person', async () => {
    const asker = someone(await scene.space());
    const here = await scene.who(asker);
    const there = await scene.who({ ...asker, space: await scene.space('Elsewhere') });
    await fill(there.space, there.community, there.identity);
    expect(JSON.stringify(await scene.community.data.export(here, store.clock.now()))).not.toContain(
      'anchoring',
    );
    await scene.community.data.erase(here);
    expect(await rowsOf('term_request', 'identity_id', there.identity)).toBe(1);
  });

  describe('in the command', () => {
    test('comes as a file to its member alone', async () => {
      const asker = someone(await scene.space());
      await scene.type(asker, 'show zone:Berlin');
      const card = await scene.type(asker, 'data');
      const answer = await scene.press(asker, card, 'Export');
      const [file] = answer.parts;
      if (file?.kind !== 'file') throw new Error('no file');
      const kept = JSON.parse(new TextDecoder().decode(file.content));
      expect(kept.accounts[0].accountId).toBe(asker.member);
      expect(kept.settings).toEqual([
        { setting: 'zone', value: 'Europe/Berlin', changedAt: expect.any(String) },
      ]);
    });

    test('is deleted only after one more question', async () => {
      const asker = someone(await scene.space());
      const { identity } = await scene.who(asker);
      const there = async () =>
        (await store.db.selectFrom('identity').where('id', '=', identity).execute()).length;
      const ask = await scene.press(asker, await scene.type(asker, 'data'), 'Delete …');
      expect(await there()).toBe(1);
      await scene.press(asker, ask, 'Delete everything');
      expect(await there()).toBe(0);
    });
  });
});
