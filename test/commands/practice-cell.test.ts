import { beforeAll, beforeEach, expect, test } from 'vitest';
import { rows } from '../../src/chat/parts.ts';
import type { Message } from '../../src/chat/reply.ts';
import { cellButton } from '../../src/practice/cell-cards.ts';
import { REVEALED_FOR } from '../../src/practice/debriefs.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { idOf, wordsOf } from '../asking.ts';
import { labelsOf } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld, withRoles } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

const SECRETS = /SECRET|NOTICE|CAUCUS|GENERAL|yourself\?|set out to do|What worked\?/;
const EARLY = ['Show me my facts'];
const TIMERS = ['Start preparation (10 min)', 'Start mediation (60 min)', 'Start debrief (45 min)'];

oneStore('a cell’s card', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let session: Occurrence;
  let cells: readonly string[];
  let [leader, mediator, gardener, coach, observer, other]: Player[] = [];
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    const player = () => world.player();
    [leader, mediator, gardener, coach, observer, other] = [
      await player(),
      ...[await player(), await player(), await player(), await player(), await player()],
    ];
    session = await world.opened({ leads: [] }, { organiser: leader! });
    cells = await withRoles(world, store, session.id, [
      {
        caseId: 'hedge',
        roles: { mediator: mediator!, gardener: gardener!, coach: coach!, observer: observer! },
      },
      { roles: { mediator: other! } },
    ]);
  });

  const at = (minutes: number) => store.clock.set(session.starts.add({ minutes }));
  const press = (player: Player | undefined, on: Message, label: string) =>
    world.press(player!.asker, on, label);
  const card = (player: Player | undefined, cell = cells[0]!): Promise<Message> =>
    press(player, { parts: rows([cellButton({ id: cell })]) }, 'My cell');
  const setCase = (id: string | null) =>
    store.db.updateTable('practice_cell').set({ case_id: id }).where('id', '=', cells[0]!).execute();
  const told = (player: Player | undefined, title: string): Message[] =>
    world.platform.messages
      .filter(({ channel }) => channel === `dm-${player?.asker.member}`)
      .map(({ words }) => JSON.parse(words) as Message)
      .filter((message) => message.title === title);
  const reveal = async () => press(mediator, await card(mediator), 'Reveal the facts and debrief');
  /** Opens the form, and sends it. */
  async function feedback(player: Player | undefined, answer: string, words: string): Promise<Message> {
    const id = idOf(await card(player), 'Feedback for the mediator');
    const form = await world.reply(player!.asker, { kind: 'action', id, values: [], own: true });
    if (form.kind !== 'form') throw new Error('no form opens');
    const skills = ['listening', 'impartiality', 'process'].map((skill) => [skill, answer]);
    const values = { ...Object.fromEntries(skills), interests: 'none', words };
    const sent = await world.reply(player!.asker, { kind: 'form', id: form.view.id, values, own: true });
    if (sent.kind !== 'message') throw new Error(JSON.stringify(sent));
    return sent.message;
  }

  test('says who plays what, and offers timers from ten minutes before to two hours after', async () => {
    at(-11);
    const early = await card(gardener);
    expect(wordsOf(early)).toContain('Cell 1: Shuttle mediation\nThe case: The hedge');
    expect(wordsOf(early)).toMatch(/Mediator: @Member .*\n.*Gardener: @Member .*\n.*Coach: @Member/);
    expect(labelsOf(early)).toEqual(EARLY);
    at(-10);
    expect(labelsOf(await card(gardener))).toEqual([...TIMERS, ...EARLY]);
    at(0);
    expect(labelsOf(await card(gardener))).toEqual([...TIMERS, ...EARLY]);
    expect(labelsOf(await card(mediator))).toEqual([...TIMERS, ...EARLY, 'Reveal the facts and debrief']);
    at(90 + 120);
    expect(labelsOf(await card(gardener))).toEqual(EARLY);
    for (const shown of [await card(gardener), await card(coach), await card(leader)]) {
      expect(wordsOf(shown)).not.toMatch(SECRETS);
    }
  });

  test('shows where the timer stands, and the message at its end starts the next part', async () => {
    at(0);
    const running = await press(gardener, await card(gardener), 'Start preparation (10 min)');
    expect(wordsOf(running)).toContain('Preparation: ends 2026-03-12T23:10:00.000Z');
    expect(labelsOf(running)).toEqual([...TIMERS.slice(1), 'Stop the timer', ...EARLY]);
    await world.pass({ minutes: 10 });
    const [bell] = told(mediator, 'Preparation is over');
    const next = await press(mediator, bell!, 'Start mediation (60 min)');
    expect(wordsOf(next)).toContain('Mediation: ends 2026-03-13T00:10:00.000Z');
    const stopped = await press(coach, next, 'Stop the timer');
    expect(wordsOf(stopped)).not.toContain('ends 2026');
    await world.pass({ minutes: 60 });
    expect(told(mediator, 'Mediation is over')).toEqual([]);
  });

  test('is for those in the cell, and for who leads without what only those in it may', async () => {
    at(0);
    const timers = await card(gardener);
    for (const player of [other, await world.player()]) {
      expect(wordsOf(await card(player))).toContain('those who are in this cell');
      expect(wordsOf(await press(player, timers, TIMERS[1]!))).toContain('those who are in this cell');
      const forged = await card(mediator);
      const refused = await press(player, forged, 'Reveal the facts and debrief');
      expect(wordsOf(refused)).toContain('those who are in this cell');
    }
    expect(labelsOf(await card(leader))).toEqual(['Reveal the facts and debrief']);
    expect(wordsOf(await press(leader, timers, TIMERS[1]!))).toContain('those who are in this cell');
    const opened = await press(leader, await card(leader), 'Reveal the facts and debrief');
    expect(labelsOf(opened)).toEqual([]);
    expect(wordsOf(opened)).not.toMatch(SECRETS);
    expect(labelsOf(await card(await world.player({ standing: 'facilitator' })))).toEqual([]);
    const stranger = await (await practiceWorld(store)).player();
    at(0);
    expect(wordsOf(await card(stranger))).toContain('That cell is gone');
  });

  test('reveals at one click, and the debrief goes out of role first', async () => {
    at(70);
    const first = await reveal();
    expect(wordsOf(first)).toContain('1. Out of role');
    expect(wordsOf(first)).toContain('Who are you when you are yourself?');
    let step = first;
    const seen: string[] = [];
    while (labelsOf(step).includes('Next')) {
      step = await press(mediator, step, 'Next');
      seen.push(/\d\. (.*)/.exec(wordsOf(step))?.[1] ?? '');
    }
    expect(seen).toEqual(['The mediator', 'What worked', 'Other options', 'Critique as asked']);
    expect(labelsOf(await card(observer))).toEqual([
      ...[...TIMERS, ...EARLY],
      ...['Debrief', 'All the facts', 'Feedback for the mediator'],
    ]);
    expect(labelsOf(await card(mediator)).slice(4)).toEqual(['Debrief', 'All the facts', 'Feedback I got']);
  });

  test('tells everybody discreetly, and behind the message’s button stand all facts, until they are closed', async () => {
    at(70);
    await reveal();
    await world.pass({ seconds: 1 });
    const message = told(gardener, 'Your debrief is open')[0]!;
    expect(message.discreet).toBe(true);
    const pages: string[] = [];
    let page = await press(gardener, message, 'All the facts');
    pages.push(wordsOf(page));
    while (labelsOf(page).includes('Next')) {
      page = await press(gardener, page, 'Next');
      pages.push(wordsOf(page));
    }
    expect(pages.map((words) => words.match(/SECRET\w+|NOTICE\w+|CAUCUS\w+|GENERAL\w+/)?.[0])).toEqual([
      ...['GENERALHEDGE', 'SECRETGARDENER', 'SECRETNEIGHBOUR', 'NOTICEHEDGE', 'CAUCUSHEDGE'],
    ]);
    expect(pages[1]).toContain(`Gardener (Member ${gardener!.asker.member})`);
    expect(pages[2]).toContain('Neighbour (nobody played it)');
    expect(wordsOf(await press(other, message, 'All the facts'))).toContain('those who are in this cell');
    expect(wordsOf(await press(leader, message, 'Debrief'))).toContain('those who are in this cell');
    store.clock.set(session.starts.add({ minutes: 70 }).add(REVEALED_FOR));
    for (const label of ['All the facts', 'Debrief']) {
      const closed = await press(gardener, message, label);
      expect(wordsOf(closed)).toContain('closed again');
      expect(wordsOf(closed)).not.toMatch(SECRETS);
    }
    expect(labelsOf(await card(gardener))).toEqual(EARLY);
  });

  test('is closed to who lost their role', async () => {
    at(70);
    await reveal();
    await world.pass({ seconds: 1 });
    const message = told(gardener, 'Your debrief is open')[0]!;
    await store.db.deleteFrom('practice_role').where('identity_id', '=', gardener!.identity).execute();
    for (const label of ['Debrief', 'All the facts', 'Feedback for the mediator', 'My cell']) {
      expect(wordsOf(await press(gardener, message, label))).toContain('those who are in this cell');
    }
  });

  test('takes feedback with “not observed”, which the mediator and the coach read by name', async () => {
    at(70);
    await reveal();
    expect(wordsOf(await feedback(observer, '4', 'You waited. FEEDBACKWORD'))).toContain(
      'read by the mediator and the coach of this cell, with your name, and by nobody else',
    );
    await feedback(gardener, '2', '');
    await feedback(observer, '3', 'You waited long. FEEDBACKWORD');
    await world.pass({ seconds: 1 });
    const message = told(mediator, 'Feedback has come for you')[0]!;
    expect(message.discreet).toBe(true);
    for (const got of [
      await press(mediator, message, 'Feedback I got'),
      await press(coach, await card(coach), 'Feedback the mediator got'),
    ]) {
      expect(wordsOf(got)).toContain('From 2 people');
      expect(wordsOf(got)).toContain('Listening and reflecting: well 1, in parts 1\n');
      expect(wordsOf(got)).toContain('Interests and options: not observed 2');
      expect(wordsOf(got)).toContain(`Member ${observer!.asker.member}: You waited long. FEEDBACKWORD`);
    }
    for (const player of [leader, observer, other, await world.player({ standing: 'administrator' })]) {
      expect(wordsOf(await press(player, message, 'Feedback I got'))).not.toContain('FEEDBACKWORD');
      expect(wordsOf(await card(player))).not.toContain('FEEDBACKWORD');
    }
    expect(world.sent().join()).not.toContain('FEEDBACKWORD');
    const kept = await store.db.selectFrom('delivery').select('subject').execute();
    expect(JSON.stringify(kept)).not.toContain('FEEDBACKWORD');
  });

  test('has one’s own feedback in the form that changes it, and none of another’s', async () => {
    at(70);
    await reveal();
    await feedback(observer, '4', 'You waited.');
    const opened = async (player: Player | undefined) => {
      const id = idOf(await card(player), 'Feedback for the mediator');
      const form = await world.reply(player!.asker, { kind: 'action', id, values: [], own: true });
      return form.kind === 'form' ? form.view.values : form;
    };
    expect(await opened(observer)).toEqual({
      ...{ listening: '4', impartiality: '4', process: '4', interests: 'none', words: 'You waited.' },
    });
    expect(await opened(gardener)).toEqual({});
    const id = idOf(await card(observer), 'Feedback for the mediator');
    expect(
      wordsOf(
        await world.press(
          mediator!.asker,
          { parts: rows([{ kind: 'action', id, label: 'x', style: 'plain' }]) },
          'x',
        ),
      ),
    ).toContain('You were the mediator here');
  });

  test('long feedback is turned by pages', async () => {
    at(70);
    await reveal();
    for (const player of [gardener, coach, observer]) await feedback(player, '3', 'x'.repeat(1000));
    const first = await press(mediator, await card(mediator), 'Feedback I got');
    expect(wordsOf(first).match(/x{1000}/g)).toHaveLength(2);
    const second = await press(mediator, first, 'Next');
    expect(wordsOf(second).match(/x{1000}/g)).toHaveLength(1);
    expect(wordsOf(second)).toContain('From 3 people');
  });

  test('of a situation of their own, or of a case that the course lost, it debriefs with general questions', async () => {
    at(70);
    for (const [id, says] of [
      [null, 'a situation of your own'],
      ['lost', 'no longer has the case'],
    ] as const) {
      await setCase(id);
      await store.db.updateTable('practice_cell').set({ revealed_at: null }).execute();
      const before = await card(mediator);
      expect(wordsOf(before)).toContain(says);
      const debrief = await press(mediator, before, 'Open the debrief');
      expect(wordsOf(debrief)).toContain('Put the part down');
      expect(labelsOf(await card(observer))).not.toContain('All the facts');
    }
    expect(wordsOf(await card(observer))).toContain('A part that the case no longer has: ');
    // It was revealed while the course still had it.
    await setCase('hedge');
    const facts = await card(observer);
    await setCase('lost');
    expect(wordsOf(await press(observer, facts, 'All the facts'))).toContain('cannot be read any more');
  });
});
