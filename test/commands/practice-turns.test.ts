import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { renderMessage as asSlack } from '../../src/adapters/slack/render.ts';
import { rows } from '../../src/chat/parts.ts';
import type { Message } from '../../src/chat/reply.ts';
import { attendanceButtons } from '../../src/practice/attendance-cards.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { turnsButton } from '../../src/practice/turns-cards.ts';
import { shown } from '../adapters/discord/shown.ts';
import { wordsOf } from '../asking.ts';
import { labelsOf } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld, withRoles } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('turns so far', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let leader: Player;
  let ana: Player;
  let ben: Player;
  let cleo: Player;
  let first: Occurrence;
  let second: Occurrence;
  let third: Occurrence;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    leader = await world.player();
    [ana, ben, cleo] = [await world.player(), await world.player(), await world.player()];
    const { session } = await world.opened({ rule: 'FREQ=WEEKLY' }, { organiser: leader });
    [first, second, third] = (await world.practice.sessions.occurrences(session)) as [
      Occurrence,
      Occurrence,
      Occurrence,
    ];
  });

  const join = async (player: Player, name: string, { id }: Occurrence) =>
    world.practice.rosters.answer(await world.who(player), name, id, 'join', world.outgoing);
  const held = async (occurrence: Occurrence, roles: Readonly<Record<string, Player>>) => {
    const named = { Ana: ana, Ben: ben, Cleo: cleo };
    for (const [name, player] of Object.entries(named)) await join(player, name, occurrence);
    await withRoles(world, store, occurrence.id, [{ caseId: 'hedge', roles }]);
  };
  const buttonCard = (occurrence = third): Message => ({ parts: rows([turnsButton(occurrence)]) });
  const press = (player: Player, on: Message, label: string) => world.press(player.asker, on, label);
  const turns = (player = leader, occurrence = third) =>
    press(player, buttonCard(occurrence), 'Turns so far');
  const csvOf = (message: Message) => {
    const file = message.parts.find((part) => part.kind === 'file');
    if (file?.kind !== 'file') throw new Error('there is no table');
    return parse(Buffer.from(file.content), { columns: true, bom: true }) as Record<string, string>[];
  };

  test('name who has not mediated yet, and whose turn is next stands first', async () => {
    await held(first, { mediator: ana, gardener: ben, neighbour: cleo });
    await held(second, { mediator: ana, gardener: ben, observer: cleo });
    const dana = await world.player();
    await join(dana, 'Dana', third);
    store.clock.set(second.ends);
    const card = await turns();
    expect(wordsOf(card).split('\n').slice(2, 7)).toEqual([
      'Not mediated yet: Ben (came 2 times), Cleo (came 2 times), @Dana (no role so far).',
      '1. Ben: came 2 times, not mediated yet (even share 0.7), party 2',
      '2. Cleo: came 2 times, not mediated yet (even share 0.7), party 1, observer 1',
      '3. @Dana: no role so far',
      '4. Ana: came 2 times, mediated 2 times (even share 0.7)',
    ]);
    expect(labelsOf(card)).toEqual(['As a file', 'Roles']);
    expect(csvOf(await press(leader, card, 'As a file'))).toEqual([
      row('Ben', 2, 0, '0.7', 0, 0, 2, 0, 0),
      row('Cleo', 2, 0, '0.7', 0, 0, 1, 0, 1),
      row('Dana', 0, 0, '0.0', 0, 0, 0, 0, 0),
      row('Ana', 2, 2, '0.7', 0, 0, 0, 0, 0),
    ]);
  });

  const row = (name: string, ...counts: (string | number)[]) => {
    const columns = ['came', 'mediated', 'even share of mediating', 'to mediate soon', 'co-mediated'];
    const all = [...columns, 'party', 'coach', 'observer'];
    return Object.fromEntries([['name', name], ...all.map((each, index) => [each, String(counts[index])])]);
  };

  test('say who is to mediate soon, whose turn is no longer next', async () => {
    await held(first, { mediator: ana, gardener: ben, neighbour: cleo });
    store.clock.set(first.ends);
    await held(second, { mediator: ben, gardener: ana, neighbour: cleo });
    const said = wordsOf(await turns());
    expect(said).toContain('Cleo (came once), Ben (came once, has a turn coming).');
    expect(said).toMatch(/1\. Cleo: .*\n2\. .*\n3\. /);
    expect(said).toContain(
      'Ben: came once, not mediated yet (even share 0.3), to mediate once soon, party 1',
    );
    store.clock.set(second.ends);
    expect(wordsOf(await turns())).toContain('Not mediated yet: Cleo (came 2 times).');
  });

  test('say kindly that there are none yet, or that everybody has mediated', async () => {
    expect(wordsOf(await turns())).toContain('Nobody has had a role yet');
    expect(labelsOf(await turns())).toEqual(['Roles']);
    await withRoles(world, store, first.id, [{ roles: { mediator: ana } }]);
    store.clock.set(first.ends);
    expect(wordsOf(await turns())).toContain('Everybody here has mediated.');
  });

  test('are for who leads the session, by a forged click neither', async () => {
    await held(first, { mediator: ana, gardener: ben, neighbour: cleo });
    const other = await world.opened({}, { organiser: ana });
    store.clock.set(first.ends);
    const card = await turns();
    for (const attempt of [await turns(ana), await press(ana, card, 'As a file')]) {
      expect(wordsOf(attempt)).toContain('Only who opened a session, and facilitators');
      expect(wordsOf(attempt)).not.toContain('came');
    }
    // Of her own session she may.
    expect(wordsOf(await turns(ana, other))).toContain('came once');
    expect(wordsOf(await turns(await world.player({ standing: 'facilitator' })))).toContain('came once');
    const stranger = { space: `discord:${randomUUID()}`, member: 'S', standing: 'administrator' as const };
    expect(wordsOf(await world.press(stranger, card, 'As a file'))).toContain('That session is gone');
  });

  test('of many with long names are turned by pages, and every card can be shown as it is', async () => {
    const [, , , fourth, fifth] = await world.practice.sessions.occurrences(first.session);
    const all = [first, second, third, fourth!, fifth!];
    await crowd(60, all, ['role', 'co-mediator', 'coach', 'observer', 'mediator']);
    store.clock.set(fourth!.ends);
    let card = await turns(leader, first);
    const pages = Number(/Page 1 of (\d+)\./.exec(wordsOf(card))?.[1]);
    expect(pages).toBeGreaterThan(3);
    let lines = 0;
    for (let page = 1; ; page += 1) {
      fits(card);
      lines += wordsOf(card).match(/^\d+\. /gm)?.length ?? 0;
      if (page === pages) break;
      card = await press(leader, card, 'Next');
    }
    expect(lines).toBe(60);
    const list = { parts: rows(attendanceButtons(first, store.clock.now())) };
    const attendance = await press(leader, list, 'Who was there');
    expect(wordsOf(attendance)).toContain(', A part that the case no longer has: there since');
    fits(attendance);
  });

  /** Nothing that it says is cut short on either platform. */
  function fits(card: Message): void {
    expect(shown(card).refusals).toEqual([]);
    const said = { ...card, parts: card.parts.filter(({ kind }) => kind === 'text' || kind === 'note') };
    for (const each of [shown(said).text, JSON.stringify(asSlack(said, '').blocks)])
      expect(each.includes('…')).toBe(false);
  }

  /**
   * Members of another space of the community, who cannot be pointed at, with the longest names; all have this role at
   * each of the occurrences, of a case that is gone.
   */
  async function crowd(
    size: number,
    occurrences: readonly Occurrence[],
    roles: readonly string[],
  ): Promise<void> {
    const { db } = store;
    const space_id = await world.linkedSpace();
    const now = store.clock.now().toString();
    const people = Array.from({ length: size }, (_, number) => ({ id: randomUUID(), number }));
    const account = ({ id, number }: (typeof people)[number]) => ({
      ...{ id, space_id, external_id: `U${number}`, person_id: id, first_seen_at: now },
    });
    await db.insertInto('identity').values(people.map(account)).execute();
    for (const [index, { id, starts }] of occurrences.entries()) {
      const seats = people.map(({ id: identity_id, number: rank }) => ({
        ...{ id: randomUUID(), occurrence_id: id, identity_id, rank, since: now, state: 'seated' as const },
        name: `${'Wilhelmina '.repeat(7)}${rank}`.padEnd(80, 'x'),
        checked_in_at: starts.toString(),
      }));
      await db.insertInto('practice_seat').values(seats).execute();
      const plan = { occurrence_id: id, facts_lead: 'P1D', confirmed_at: now, made_at: now };
      await db.insertInto('practice_role_plan').values(plan).execute();
      const cells = people.map(({ number }) => ({
        ...{ id: randomUUID(), occurrence_id: id, number: number + 1, case_id: 'lost' },
      }));
      await db.insertInto('practice_cell').values(cells).execute();
      const held = people.map(({ id: identity_id, number }) => ({
        ...{ id: randomUUID(), cell_id: cells[number]!.id, occurrence_id: id, identity_id, since: now },
        role: roles[index]!,
      }));
      await db.insertInto('practice_role').values(held).execute();
    }
  }
});
