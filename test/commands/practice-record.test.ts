import { parse } from 'csv-parse/sync';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { rows } from '../../src/chat/parts.ts';
import type { Button, Message } from '../../src/chat/reply.ts';
import { attendanceButtons, checkInButtons } from '../../src/practice/attendance-cards.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { wordsOf } from '../asking.ts';
import { labelsOf } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld, withRoles } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('/practice record', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let leader: Player;
  let ana: Player;
  let session: Occurrence;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    leader = await world.player();
    ana = await world.player();
    session = await world.opened({ title: '=Shuttle()', seats: 1 }, { organiser: leader });
  });

  const at = (minutes: number) => store.clock.set(session.starts.add({ minutes }));
  const join = async (player: Player, name = 'Ana') =>
    world.practice.rosters.answer(await world.who(player), name, session.id, 'join', world.outgoing);
  const evenings = async () =>
    world.practice.sessions.occurrences((await world.opened({ rule: 'FREQ=DAILY' })).session);
  const cardOf = (buttons: readonly Button[]): Message => ({ parts: rows(buttons) });
  const checkInCard = () => cardOf(checkInButtons(session, store.clock.now()));
  const listCard = () => cardOf(attendanceButtons(session, store.clock.now()));
  const press = (player: Player, on: Message, label: string) => world.press(player.asker, on, label);
  const type = (player: Player, text = '') => world.type(player.asker, `record ${text}`);
  const csvOf = (message: Message) => {
    const file = message.parts.find((part) => part.kind === 'file' && part.name.endsWith('.csv'));
    if (file?.kind !== 'file') throw new Error('there is no table');
    return parse(Buffer.from(file.content), { columns: true, bom: true }) as Record<string, string>[];
  };

  test('“I am here” is there from ten minutes before to the end, and checks in who has a seat', async () => {
    await join(ana);
    at(-11);
    expect(labelsOf(checkInCard())).toEqual([]);
    at(-10);
    const early = checkInCard();
    expect(wordsOf(await press(ana, early, 'I am here'))).toContain(
      'You are checked in since 2026-03-12T22:50',
    );
    at(5);
    expect(wordsOf(await press(ana, early, 'I am here'))).toContain('since 2026-03-12T22:50');
    const other = await world.player();
    const refused = await press(other, early, 'I am here');
    expect(wordsOf(refused)).toContain('You have no seat in this session yet.');
    expect(labelsOf(refused)).toContain('Join');
    expect(JSON.stringify(refused)).not.toContain('secret-room');
    at(90);
    expect(labelsOf(checkInCard())).toEqual([]);
    expect(wordsOf(await press(ana, early, 'I am here'))).toContain('over');
  });

  test('one’s own hours are a list and two files, and are no credits', async () => {
    expect(wordsOf(await type(ana))).toContain('nothing on your record yet');
    await join(ana);
    at(30);
    await press(ana, checkInCard(), 'I am here');
    at(91);
    const card = await type(ana);
    expect(wordsOf(card)).toContain('1 hour in 1 session.');
    expect(wordsOf(card)).toContain('=Shuttle(), 2026-03-12T23:00:00.000Z: 60 minutes');
    expect(wordsOf(card)).toContain('Records, not credits');
    const files = await press(ana, card, 'As files');
    expect(csvOf(files)).toEqual([
      {
        session: "'=Shuttle()",
        'begins (UTC)': '2026-03-12T23:00:00Z',
        'begins (there)': '2026-03-12T19:00',
        'time zone': 'America/Toronto',
        minutes: '60',
        role: '',
      },
    ]);
    expect(wordsOf(files)).toContain('.ics');
    expect(wordsOf(await type(leader))).toContain('nothing on your record yet');
  });

  test('each session stands with the role in it, and hours and turns add up by role', async () => {
    const [first, second, third] = await evenings();
    const [ben, cleo] = [await world.player(), await world.player()];
    const hedge = (occurrence: Occurrence, roles: Record<string, Player>) =>
      withRoles(world, store, occurrence.id, [{ caseId: 'hedge', roles }]);
    await hedge(first!, { mediator: ana, gardener: ben, neighbour: cleo });
    await hedge(second!, { mediator: ben, gardener: ana, neighbour: cleo });
    const who = await world.who(ana);
    await world.practice.rosters.answer(who, 'Ana', third!.id, 'join', world.outgoing);
    for (const each of [first!, second!, third!]) {
      store.clock.set(each.starts);
      await world.practice.attendance.checkIn(who, each.id);
    }
    store.clock.set(third!.ends);
    const card = await type(ana);
    const said = wordsOf(card);
    expect(said).toContain(
      'As mediator 1 hour 30 minutes, as a party 1 hour 30 minutes, without a role 1 hour 30 minutes.',
    );
    expect(said).toContain('Your turns: mediator 1, party 1.');
    expect(said).toMatch(/90 minutes\n.*90 minutes, Gardener\n.*90 minutes, Mediator\n/);
    const files = await press(ana, card, 'As files');
    expect(csvOf(files).map(({ role }) => role)).toEqual(['', 'Gardener', 'Mediator']);
    const calendar = files.parts.find((part) => part.kind === 'file' && part.name.endsWith('.ics'));
    expect(Buffer.from((calendar as { content: Uint8Array }).content).toString()).not.toMatch(
      /Mediator|Gardener/,
    );
    // Who never checked in has no hours, but had turns.
    expect(wordsOf(await type(cleo))).toMatch(/nothing on your record yet.*\nYour turns: party 2\./);
    expect(wordsOf(await type(leader))).not.toContain('Your turns');

    const list = cardOf(attendanceButtons(first!, store.clock.now()));
    const facilitator = await world.player({ standing: 'facilitator' });
    const there = await press(facilitator, list, 'Who was there');
    expect(wordsOf(there)).toContain(`@Member ${ana.asker.member}, Mediator: there since`);
    expect(wordsOf(there)).toContain(`@Member ${ben.asker.member}, Gardener: not checked in`);
    expect(
      csvOf(await press(facilitator, there, 'As a file'))
        .map(({ role }) => role)
        .toSorted(),
    ).toEqual(['Gardener', 'Mediator', 'Neighbour']);
  });

  test('a long record is turned by pages, and its total is of all', async () => {
    const weekly = await world.opened({ title: 'Weekly', rule: 'FREQ=DAILY', seats: undefined });
    const all = (await world.practice.sessions.occurrences(weekly.session)).slice(0, 12);
    expect(all).toHaveLength(12);
    const who = await world.who(ana);
    for (const each of all) {
      await world.practice.rosters.answer(who, 'Ana', each.id, 'join', world.outgoing);
      store.clock.set(each.starts);
      await world.practice.attendance.checkIn(who, each.id);
    }
    store.clock.advance({ hours: 3 });
    const card = await type(ana);
    expect(wordsOf(card)).toContain('18 hours in 12 sessions.');
    expect(wordsOf(card)).toContain('Page 1 of 2.');
    const next = await press(ana, card, 'Next');
    expect(wordsOf(next).match(/90 minutes/g)).toHaveLength(2);
  });

  test('who leads sees who was there, and corrects it', async () => {
    await join(ana);
    const ben = await world.player();
    await join(ben, 'Ben');
    expect(attendanceButtons(session, store.clock.now())).toEqual([]);
    at(0);
    await press(ana, checkInCard(), 'I am here');
    at(100);
    const card = await press(leader, listCard(), 'Who was there');
    expect(wordsOf(card)).toContain('1. @Ana: there since 2026-03-12T23:00:00.000Z, 90 minutes');
    expect(wordsOf(card)).toContain('1 there, of 1 on the list.');
    const seats = await world.practice.attendance.of(session);
    const seatOf = (name: string) => seats.find(({ seat }) => seat.name === name)!.seat.id;

    // A click that comes twice does once what it said.
    for (let clicks = 0; clicks < 2; clicks += 1) {
      const not = await world.choose(leader.asker, card, `not ${seatOf('Ana')}`);
      expect(wordsOf(not)).toContain('1. @Ana: not there (corrected)');
    }
    const back = await world.choose(leader.asker, card, `there ${seatOf('Ana')}`);
    expect(wordsOf(back)).toContain('1. @Ana: there since');

    // Who came without a seat is added.
    const others = await press(leader, back, 'Add somebody');
    const added = await world.choose(leader.asker, others, `there ${seatOf('Ben')}`);
    expect(wordsOf(added)).toContain('2. @Ben: 90 minutes (corrected)');
    expect(labelsOf(added)).not.toContain('Add somebody');

    const form = (minutes: string) =>
      world.reply(leader.asker, {
        ...{ kind: 'form', id: `practice.attendance-minutes:"${seatOf('Ana')}",0`, own: true },
        values: { minutes },
      });
    expect(JSON.stringify(await form('25'))).toContain('25 minutes (corrected)');
    expect(wordsOf(await type(ana))).toContain('25 minutes in 1 session.');
    expect(JSON.stringify(await form(''))).toContain('there since');

    expect(csvOf(await press(leader, added, 'As a file'))).toMatchObject([
      { name: 'Ana', 'had a seat': 'yes', minutes: '90', corrected: 'no' },
      { name: 'Ben', 'had a seat': 'no', minutes: '90', corrected: 'yes', 'checked in (UTC)': '' },
    ]);
  });

  test('the minutes open in a form with those that are known', async () => {
    await join(ana);
    at(100);
    const card = await press(leader, listCard(), 'Who was there');
    const selects = card.parts.flatMap((part) => (part.kind === 'select' ? [part] : []));
    const choice = selects[1]?.choices[0]?.value ?? '';
    const opened = await world.reply(leader.asker, {
      ...{ kind: 'action', id: selects[1]?.id ?? '', values: [choice], own: true },
    });
    expect(opened).toMatchObject({ kind: 'form', view: { values: {} } });
  });

  test('nobody else may see or change it, by a forged click neither', async () => {
    await join(ana);
    at(100);
    const list = listCard();
    expect(wordsOf(await press(ana, list, 'Who was there'))).toContain('Only who opened a session');
    const { seat } = (await world.practice.attendance.of(session))[0]!;
    const card = await press(leader, list, 'Who was there');
    expect(wordsOf(await world.choose(ana.asker, card, `there ${seat.id}`))).toContain('Only who opened');
    const forged = await world.reply(ana.asker, {
      ...{ kind: 'form', id: `practice.attendance-minutes:"${seat.id}",0`, own: true },
      values: { minutes: '600' },
    });
    expect(JSON.stringify(forged)).toContain('Only who opened');
    expect(wordsOf(await press(ana, card, 'As a file'))).toContain('Only who opened');
    expect(wordsOf(await type(ana, '"shuttle"'))).toContain('Only who led a session');
    const facilitator = await world.player({ standing: 'facilitator' });
    expect(wordsOf(await press(facilitator, list, 'Who was there'))).toContain('not checked in');
  });

  test('a session is named by words of its title, and where there are several, one chooses', async () => {
    expect(wordsOf(await type(leader, 'shuttle'))).toContain('No session that has begun');
    expect(wordsOf(await type(leader, session.id))).toContain('has not begun yet');
    at(0);
    expect(wordsOf(await type(leader, 'shuttle'))).toContain('Nobody has a seat.');
    const again = await world.opened({ title: 'Shuttle again' }, { organiser: leader });
    const choice = await type(leader, 'shuttle');
    expect(choice.title).toBe('Which session?');
    expect(wordsOf(await world.choose(leader.asker, choice, again.id))).toContain('Shuttle again');
  });
});
