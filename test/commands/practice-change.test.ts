import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ID_LIMIT } from '../../src/chat/id.ts';
import type { FormView, Message } from '../../src/chat/reply.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { idOf, messageOf, wordsOf } from '../asking.ts';
import { fresh, labelsOf } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

oneStore('/practice: changing a session', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let leader: Player;
  let session: Occurrence;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    leader = await world.player({ zone: 'Europe/Berlin' });
  });
  const opened = async (plan: Parameters<PracticeWorld['opened']>[0] = {}) => {
    session = await world.opened(plan, { organiser: leader });
  };

  const now = async () => (await world.practice.sessions.occurrence(session.id))!;
  const card = () => world.type(leader.asker, `show ${session.id}`);
  const press = (on: Message, label: string, { asker }: Player = leader) => world.press(asker, on, label);
  /** The form that a button opens. */
  const form = async (on: Message, label: string): Promise<FormView> => {
    const reply = await world.reply(leader.asker, {
      kind: 'action',
      id: idOf(on, label),
      values: [],
      own: true,
    });
    if (reply.kind !== 'form') throw new Error(`“${label}” opened no form: ${wordsOf(messageOf(reply))}`);
    return reply.view;
  };
  const submit = async (view: FormView, values: Record<string, string> = {}, { asker } = leader) =>
    messageOf(
      await world.reply(asker, {
        kind: 'form',
        id: view.id,
        values: { ...view.values, ...values },
        own: true,
      }),
    );
  /** What can be changed of a session that repeats. */
  const changing = async (scope = 'Only this one') => press(await press(await card(), 'Change'), scope);

  test('is offered to who opened it and to facilitators, and checked again on every click', async () => {
    await opened();
    const [member, facilitator] = [await world.player(), await world.player({ standing: 'facilitator' })];
    const labels = async ({ asker }: Player) => labelsOf(await world.type(asker, `show ${session.id}`));
    expect(await labels(leader)).toEqual(expect.arrayContaining(['Change', 'Cancel …']));
    expect(await labels(facilitator)).toContain('Change');
    expect(await labels(member)).not.toContain('Change');
    const change = await press(await card(), 'Change');
    const refused = 'Only who opened a session';
    expect(wordsOf(await press(await card(), 'Change', member))).toContain(refused);
    expect(wordsOf(await press(change, 'When', member))).toContain(refused);
    const what = await form(change, 'What');
    expect(wordsOf(await submit(what, { title: 'Mine now' }, member))).toContain(refused);
    const stranger = { asker: { ...member.asker, space: `slack:T${fresh()}` }, identity: '' };
    expect(wordsOf(await press(change, 'When', stranger))).toContain('gone');
    expect((await now()).title).toBe('Shuttle mediation');
  });

  test('what repeats asks for which; what is once does not', async () => {
    await opened({ rule: 'FREQ=WEEKLY' });
    expect(labelsOf(await press(await card(), 'Change'))).toEqual([
      'Only this one',
      'This and all that follow',
    ]);
    expect(wordsOf(await changing())).toContain('You are changing only this one.');
    expect(labelsOf(await changing('This and all that follow'))).not.toContain('Skip this one');
    await opened();
    expect(wordsOf(await press(await card(), 'Change'))).toContain('You are changing this session.');
  });

  describe('a new time', () => {
    test('is read on the session’s own clocks, shown in full, and saved once', async () => {
      await opened();
      const view = await form(await press(await card(), 'Change'), 'When');
      expect(view.values).toEqual({ when: '2026-03-12 19:00', length: '1 hour 30 minutes', repeat: 'once' });
      const shown = await submit(view, { when: 'Friday 13 March 7:30pm', length: '2 hours' });
      expect(wordsOf(shown)).toContain(
        'When: Friday 13 March 2026, 19:30 on the clocks of America/Toronto; for you 2026-03-13T23:30',
      );
      expect(wordsOf(shown)).toContain('How long: 2 hours, instead of 1 hour 30 minutes');
      expect((await now()).sequence).toBe(0);
      const saved = await press(shown, 'Save');
      expect(wordsOf(saved)).toContain('Saved. Whoever it concerns is told.');
      expect(await now()).toMatchObject({ sequence: 1, minutes: 120 });
      expect((await now()).starts.toString()).toBe('2026-03-13T23:30:00Z');
      expect(wordsOf(await press(shown, 'Save'))).toContain('saved already');
      expect((await now()).sequence).toBe(1);
    });

    test('that does not exist there is said to begin later, and “Back” changes nothing', async () => {
      await opened();
      const view = await form(await press(await card(), 'Change'), 'When');
      const shown = await submit(view, { when: '2027-03-14 02:30' });
      expect(wordsOf(shown)).toContain('02:30 does not exist: it begins at 03:30');
      expect(wordsOf(await press(shown, 'Back'))).toContain('Change “Shuttle mediation”');
      expect((await now()).sequence).toBe(0);
    });

    test('that is as it was, cannot be read or has passed changes nothing', async () => {
      await opened({ rule: 'FREQ=WEEKLY' });
      const view = await form(await changing('This and all that follow'), 'When');
      expect(wordsOf(await submit(view))).toContain('That is as it is already.');
      expect(wordsOf(await submit(view, { when: 'whenever' }))).toContain('I could not read');
      expect(wordsOf(await submit(view, { when: '1 March 2026 19:00' }))).toContain('already passed');
      const save = await submit(view, { when: '2026-03-13 19:00' });
      await world.pass({ hours: 12 * 24 });
      expect(wordsOf(await press(save, 'Save'))).toContain('over');
    });

    test('for all that follow shows the next dates, and how many are cancelled by it', async () => {
      await opened({ rule: 'FREQ=WEEKLY;COUNT=4' });
      const view = await form(await changing('This and all that follow'), 'When');
      expect(view.values.repeat).toContain('4 times');
      const moved = wordsOf(await submit(view, { when: '2026-03-13 19:00' }));
      expect(moved).toContain('Repeats: every week on Friday, 4 times');
      expect(moved).toMatch(/The next dates: .*Friday 13 March[\s\S]*Friday 20 March[\s\S]*Friday 27 March/);
      const fewer = await submit(view, { repeat: 'every 2 weeks, 2 times' });
      expect(wordsOf(fewer)).toContain('2 that were planned are cancelled by this');
      await press(fewer, 'Save');
      const coming = await world.practice.sessions.occurrences(session.session);
      expect(coming.filter(({ state }) => state === 'planned')).toHaveLength(2);
    });
  });

  test('what it is, where it is and who can come stand in the forms, and are saved at once', async () => {
    await opened({ seats: 6 });
    const change = await press(await card(), 'Change');
    const what = await form(change, 'What');
    expect(what.values).toEqual({ title: 'Shuttle mediation', about: 'Moving between two rooms' });
    expect(wordsOf(await submit(what, { title: 'Caucus', about: '' }))).toContain('Saved.');
    const where = await form(change, 'Where and who');
    expect(where.values).toMatchObject({ place: 'Room 2', seats: '6' });
    expect(wordsOf(await submit(where, { link: 'javascript:alert(1)' }))).toContain('https://');
    await submit(where, { place: '', link: 'https://video.example/b', seats: 'any' });
    expect(await now()).toMatchObject({
      ...{ title: 'Caucus', about: undefined, place: undefined },
      ...{ link: 'https://video.example/b', seats: undefined },
    });
  });

  test('how it reminds is changed for the whole session', async () => {
    await opened({ rule: 'FREQ=WEEKLY' });
    const view = await form(await changing(), 'Reminders');
    expect(view.values).toMatchObject({ leads: '1 day, 15 minutes', post: 'no', offer: '2 hours' });
    await submit(view, { leads: '2 hours', post: 'yes', offer: '30 min' });
    expect(await now()).toMatchObject({ leads: ['PT2H'], remindsChannel: true, offerMinutes: 30 });
  });

  test('is cancelled with a reason, in one click and a form', async () => {
    await opened();
    const before = await card();
    const cancelled = await submit(await form(before, 'Cancel …'), { reason: 'The room is flooded.' });
    expect(wordsOf(cancelled)).toContain('Cancelled: this session.');
    expect(labelsOf(cancelled)).not.toContain('Change');
    expect(await now()).toMatchObject({ state: 'cancelled', reason: 'The room is flooded.' });
    expect(wordsOf(await press(before, 'Change'))).toContain('is cancelled');
  });

  test('one time is skipped without a reason, or all that follow are cancelled', async () => {
    await opened({ rule: 'FREQ=WEEKLY;COUNT=3' });
    const all = await press(await card(), 'Cancel …');
    await submit(await form(await changing(), 'Skip this one'));
    const states = async () =>
      (await world.practice.sessions.occurrences(session.session)).map(({ state }) => state);
    expect(await states()).toEqual(['cancelled', 'planned', 'planned']);
    expect(wordsOf(await press(all, 'Only this one'))).toContain('is cancelled');
    [, session] = (await world.practice.sessions.occurrences(session.session)) as [Occurrence, Occurrence];
    const following = await press(await card(), 'Cancel …');
    await submit(await form(following, 'This and all that follow'));
    expect(await states()).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  test('its ids fit', async () => {
    await opened({ rule: 'FREQ=WEEKLY' });
    const cards = [await card(), await changing(), await changing('This and all that follow')];
    const view = await form(cards[2]!, 'When');
    cards.push(await submit(view, { when: '2026-03-13 19:00' }), await press(cards[0]!, 'Cancel …'));
    const ids = cards.flatMap(({ parts }) =>
      parts.flatMap((part) =>
        part.kind === 'buttons'
          ? part.buttons.map((button) => (button.kind === 'action' ? button.id : ''))
          : [],
      ),
    );
    expect([...ids, view.id].filter(({ length }) => length > ID_LIMIT)).toEqual([]);
  });
});
