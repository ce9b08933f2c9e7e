import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Message, Reply } from '../../src/chat/reply.ts';
import { caseFileButton } from '../../src/practice/facts-cards.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { idOf, wordsOf } from '../asking.ts';
import { labelsOf } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld, withRoles } from '../practice/practice-world.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

const SECRETS = /SECRET|NOTICE|GENERALROSTER/;
const MY_FACTS = 'Show me my facts';

oneStore('/practice, a role and its facts', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let mediator: Player;
  let manager: Player;
  let nurse: Player;
  let leader: Player;
  let session: Occurrence;
  let cell: string;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    [mediator, manager, nurse, leader] = [
      await world.player(),
      await world.player(),
      await world.player(),
      await world.player(),
    ];
    session = await world.opened({ leads: ['PT15M'] }, { organiser: leader });
  });

  const given = async (more: { readonly confirmed?: boolean } = {}) => {
    const cells = [{ caseId: 'roster', roles: { mediator, manager, nurse } }];
    [cell = ''] = await withRoles(world, store, session.id, cells, more);
  };
  const until = async (hoursBefore: number) => {
    const end = session.starts.subtract({ minutes: Math.round(hoursBefore * 60) });
    await world.pass({ milliseconds: end.epochMilliseconds - store.clock.now().epochMilliseconds });
  };
  const show = ({ asker }: Player) => world.type(asker, `show ${session.id}`);
  const directOf = ({ asker }: Player, title: string): Message => {
    const all = world.platform.messages.filter(({ channel }) => channel === `dm-${asker.member}`);
    return all
      .map(({ words }) => JSON.parse(words) as Message)
      .findLast((each) => each.title?.startsWith(title))!;
  };
  /** A click on a message that the bot wrote to somebody. */
  const inDirect = (player: Player, on: Message, label: string): Promise<Reply> =>
    world.reply(
      { ...player.asker, direct: true },
      { kind: 'action', id: idOf(on, label), values: [], own: false },
    );
  const wordsIn = (reply: Reply): string => (reply.kind === 'message' ? wordsOf(reply.message) : reply.kind);
  const set = (table: 'practice_occurrence' | 'practice_role_plan', values: object) =>
    store.db
      .updateTable(table)
      .set(values)
      .where(table === 'practice_occurrence' ? 'id' : 'occurrence_id', '=', session.id)
      .execute();
  const link = (first: Player, second: Player) =>
    store.db
      .updateTable('identity')
      .set({ person_id: first.identity })
      .where('id', '=', second.identity)
      .execute();
  const seen = async ({ identity }: Player) =>
    (
      await store.db
        .selectFrom('practice_case_seen')
        .where('identity_id', '=', identity)
        .select('part')
        .orderBy('part')
        .execute()
    ).map(({ part }) => part);

  describe('“Show me my facts”', () => {
    test('stands on one’s own card once facts are out, and says before when they come', async () => {
      await given();
      const early = await show(nurse);
      expect(wordsOf(early)).toContain('Your role: Nurse, cell 1. Your facts come 2026-03-11T23:00:00.000Z.');
      expect(labelsOf(early)).not.toContain(MY_FACTS);
      expect(labelsOf(early)).toContain('My cell');
      await until(24);
      const card = await show(nurse);
      expect(labelsOf(card)).toContain(MY_FACTS);
      expect(wordsOf(card)).not.toMatch(SECRETS);
      const facts = wordsOf(await world.press(nurse.asker, card, MY_FACTS));
      expect(facts).toContain('SECRETNURSE');
      expect(facts).not.toContain('SECRETMANAGER');
      expect(facts).toContain('keep it to yourself');
    });

    test('answers in a direct message too, privately, and keeps what was read', async () => {
      await given();
      await until(24);
      await store.db.deleteFrom('practice_case_seen').execute();
      const reply = await inDirect(nurse, directOf(nurse, 'Your part'), MY_FACTS);
      expect(reply).toMatchObject({ kind: 'message', place: 'private' });
      expect(wordsIn(reply)).toContain('SECRETNURSE');
      expect(await seen(nurse)).toEqual(['general', 'nurse']);
      expect(await seen(manager)).toEqual([]);
    });

    test('gives whoever clicks their own, and who has no role nothing', async () => {
      await given();
      await until(24);
      const message = directOf(nurse, 'Your part');
      expect(wordsIn(await inDirect(manager, message, MY_FACTS))).toContain('SECRETMANAGER');
      for (const other of [leader, await world.player({ standing: 'administrator' })]) {
        const said = wordsIn(await inDirect(other, message, MY_FACTS));
        expect(said).toContain('You have no role there now');
        expect(said).not.toMatch(SECRETS);
        expect(await seen(other)).toEqual([]);
      }
    });

    test('is answered with the time, where the session was moved to a later one', async () => {
      await given();
      await until(24);
      await set('practice_occurrence', { starts_at: session.starts.add({ hours: 48 }).toString() });
      const said = wordsIn(await inDirect(nurse, directOf(nurse, 'Your part'), MY_FACTS));
      expect(said).toContain('Your facts come 2026-03-13T23:00:00.000Z');
      expect(said).not.toMatch(SECRETS);
    });

    const losses: readonly (readonly [string, string, () => Promise<unknown>])[] = [
      [
        'the role went to another',
        'no role',
        () => store.db.deleteFrom('practice_role').where('identity_id', '=', nurse.identity).execute(),
      ],
      [
        'the seat was given up',
        'no role',
        async () => inDirect(nurse, directOf(nurse, 'Your part'), 'Can’t make it after all'),
      ],
      ['the session was cancelled', 'cancelled', () => set('practice_occurrence', { state: 'cancelled' })],
      ['roles are a proposal again', 'no role', () => set('practice_role_plan', { confirmed_at: null })],
      ['the session is over', 'is over', () => until(-1.5)],
      ['it is over since yesterday', 'is over', () => until(-26)],
      [
        'everything about it is gone',
        'gone',
        () => store.db.deleteFrom('practice_occurrence').where('id', '=', session.id).execute(),
      ],
    ];
    test.each(losses)('gives nothing any more once %s', async (_when, says, lose) => {
      await given();
      await until(24);
      const message = directOf(nurse, 'Your part');
      expect(wordsIn(await inDirect(nurse, message, MY_FACTS))).toContain('SECRETNURSE');
      await lose();
      const said = wordsIn(await inDirect(nurse, message, MY_FACTS));
      expect(said).toContain(says);
      expect(said).not.toMatch(SECRETS);
    });

    test('gives the facts of the role that is held now, where it is another one', async () => {
      await given();
      await until(24);
      const message = directOf(nurse, 'Your part');
      await store.db
        .updateTable('practice_role')
        .set({ role: 'companion' })
        .where('identity_id', '=', nurse.identity)
        .execute();
      const said = wordsIn(await inDirect(nurse, message, MY_FACTS));
      expect(said).toContain('SECRETCOMPANION');
      expect(said).not.toContain('SECRETNURSE');
    });

    test('stands on a reminder of who can read facts, and on nobody else’s', async () => {
      const watcher = await world.player();
      await given();
      await world.practice.rosters.answer(await world.who(watcher), 'W', session.id, 'join', world.outgoing);
      await until(0.25);
      const reminder = directOf(nurse, 'Reminder');
      expect(labelsOf(reminder)).toContain(MY_FACTS);
      expect(wordsOf(reminder)).not.toMatch(SECRETS);
      expect(labelsOf(directOf(watcher, 'Reminder'))).not.toContain(MY_FACTS);
    });

    test('stands on no reminder that comes before the facts, nor while roles are proposed', async () => {
      await given();
      await set('practice_role_plan', { facts_lead: 'PT5M' });
      await until(0.25);
      expect(labelsOf(directOf(nurse, 'Reminder'))).not.toContain(MY_FACTS);
      await set('practice_role_plan', { facts_lead: 'PT1H', confirmed_at: null });
      expect(await world.practice.facts.canRead(session, nurse.identity)).toBe(false);
    });
  });

  describe('the case file', () => {
    let facilitator: Player;
    beforeEach(async () => {
      facilitator = await world.player({ standing: 'facilitator' });
      await given();
    });
    const button = (): Message => ({ parts: [{ kind: 'buttons', buttons: [caseFileButton({ id: cell })] }] });
    const asked = ({ asker }: Player) => world.press(asker, button(), 'Open the case file');

    test('asks first, then shows everything, and whoever opens it has read the case', async () => {
      const question = await asked(facilitator);
      expect(wordsOf(question)).toContain('You will count as having read it');
      expect(wordsOf(question)).not.toMatch(SECRETS);
      expect(await seen(facilitator)).toEqual([]);
      const file = wordsOf(await world.press(facilitator.asker, question, 'Open it'));
      for (const mark of ['GENERALROSTER', 'SECRETMANAGER', 'SECRETNURSE', 'SECRETCOACH', 'NOTICEROSTER']) {
        expect(file).toContain(mark);
      }
      expect(file).toContain('It is about an illness.');
      expect(file).toContain('Who are you when you are yourself?');
      expect(await seen(facilitator)).toEqual(['all']);
    });

    test('opens neither to members nor to who opened the session', async () => {
      const question = await asked(facilitator);
      for (const player of [leader, mediator]) {
        expect(wordsOf(await asked(player))).toContain('Only facilitators');
        const forged = await world.press(player.asker, question, 'Open it');
        expect(wordsOf(forged)).toContain('Only facilitators');
        expect(await seen(player)).toEqual([]);
      }
    });

    test('opens to nobody who plays in that cell, by whichever account', async () => {
      const question = await asked(facilitator);
      await link(nurse, facilitator);
      const said = wordsOf(await world.press(facilitator.asker, question, 'Open it'));
      expect(said).toContain('You play in this cell yourself');
      expect(said).not.toMatch(SECRETS);
      expect(await seen(facilitator)).toEqual([]);
    });

    test('opens to nobody who is to play the same case elsewhere', async () => {
      const other = await world.opened({ title: 'Another' });
      await withRoles(world, store, other.id, [{ caseId: 'roster', roles: { nurse: facilitator } }]);
      const question = await asked(facilitator);
      expect(wordsOf(await world.press(facilitator.asker, question, 'Open it'))).toContain(
        'play this case yourself',
      );
      await store.db
        .updateTable('practice_role')
        .set({ role: 'coach' })
        .where('identity_id', '=', facilitator.identity)
        .execute();
      expect(wordsOf(await world.press(facilitator.asker, question, 'Open it'))).toContain('SECRETNURSE');
    });

    test('asks anew on every click who may read it', async () => {
      const question = await asked(facilitator);
      await world.press(facilitator.asker, question, 'Open it');
      const { asker } = facilitator;
      const now = await world.press({ ...asker, standing: 'member' }, question, 'Open it');
      expect(wordsOf(now)).toContain('Only facilitators');
    });

    test('of another community stays closed', async () => {
      const [question, elsewhere] = [await asked(facilitator), await practiceWorld(store)];
      const stranger = await elsewhere.player({ standing: 'administrator' });
      const said = wordsOf(await elsewhere.press(stranger.asker, question, 'Open it'));
      expect(said).toContain('That cell is gone');
      expect(said).not.toMatch(SECRETS);
    });

    test('of a cell without a case says so', async () => {
      await store.db.updateTable('practice_cell').set({ case_id: null }).where('id', '=', cell).execute();
      const question = await asked(facilitator);
      expect(wordsOf(await world.press(facilitator.asker, question, 'Open it'))).toContain('has no case');
    });
  });

  describe('what somebody would like to do', () => {
    const join = async (player: Player) =>
      world.practice.rosters.answer(await world.who(player), 'Ana', session.id, 'join', world.outgoing);
    const selectOn = ({ parts }: Message) =>
      parts
        .flatMap((part) => (part.kind === 'select' ? [part] : []))
        .find(({ placeholder }) => placeholder.includes('like to do'));
    const wishes = async () => [...(await world.practice.roleWishes.of(session.id))];

    test('is asked of who has a seat, and kept for that session', async () => {
      expect(selectOn(await show(nurse))).toBeUndefined();
      await join(nurse);
      const card = await show(nurse);
      expect(selectOn(card)).toMatchObject({ selected: 'none' });
      expect(wordsOf(card)).toContain('Turns come first');
      const after = await world.choose(nurse.asker, card, 'mediator');
      expect(selectOn(after)).toMatchObject({ selected: 'mediator' });
      expect(await wishes()).toEqual([[nurse.identity, 'mediator']]);
      expect(selectOn(await world.choose(nurse.asker, after, 'none'))).toMatchObject({ selected: 'none' });
      expect(await wishes()).toEqual([]);
    });

    test('is one wish a person: the latest, and taken back by any of their accounts', async () => {
      await join(nurse);
      const card = await show(nurse);
      await join(manager);
      await world.choose(manager.asker, card, 'coach');
      await link(nurse, manager);
      store.clock.advance({ minutes: 1 });
      await world.choose(nurse.asker, card, 'party');
      expect(await wishes()).toEqual([[nurse.identity, 'party']]);
      expect(selectOn(await show(manager))).toMatchObject({ selected: 'party' });
      await world.choose(manager.asker, card, 'none');
      expect(await wishes()).toEqual([]);
    });

    test('of two accounts that were linked since is the later one', async () => {
      await join(nurse);
      await join(manager);
      const card = await show(nurse);
      await world.choose(nurse.asker, card, 'party');
      store.clock.advance({ minutes: 1 });
      await world.choose(manager.asker, card, 'coach');
      await link(nurse, manager);
      expect(await wishes()).toEqual([[nurse.identity, 'coach']]);
      expect(await world.practice.roleWishes.own(await world.who(nurse), session.id)).toBe('coach');
    });

    test('cannot be said without a seat, once roles are given, or when it is over', async () => {
      await join(nurse);
      const card = await show(nurse);
      expect(wordsOf(await world.choose(leader.asker, card, 'coach'))).toContain('You have no seat');
      await given({ confirmed: false });
      expect(selectOn(await show(nurse))).toBeDefined();
      await set('practice_role_plan', { confirmed_at: store.clock.now().toString() });
      expect(selectOn(await show(nurse))).toBeUndefined();
      expect(wordsOf(await world.choose(nurse.asker, card, 'coach'))).toContain('Roles are given already');
      store.clock.set(session.ends);
      expect(wordsOf(await world.choose(nurse.asker, card, 'coach'))).toContain('over');
      expect(await wishes()).toEqual([]);
    });
  });

  describe('on a card of the session', () => {
    test('a proposal says nothing to who is in it', async () => {
      await given({ confirmed: false });
      await until(1);
      const card = await show(nurse);
      expect(wordsOf(card)).not.toContain('Your role');
      expect(labelsOf(card)).not.toContain('My cell');
      expect(labelsOf(card)).not.toContain(MY_FACTS);
    });

    test('“Roles” stands for who leads, until it is over', async () => {
      expect(labelsOf(await show(leader))).toContain('Roles');
      expect(labelsOf(await show(nurse))).not.toContain('Roles');
      store.clock.set(session.ends);
      const over = await show(leader);
      expect(wordsOf(over)).toContain('This session is over.');
      expect(labelsOf(over)).not.toContain('Roles');
    });

    test('who has a seat and no role is told so', async () => {
      await given();
      await world.practice.rosters.answer(await world.who(leader), 'L', session.id, 'join', world.outgoing);
      expect(wordsOf(await show(leader))).toContain('Roles are given, and you have none yet');
    });

    test('after the end the role stands with the way to the cell, and no facts', async () => {
      await given();
      await until(-1.5);
      const shown = await show(nurse);
      expect(wordsOf(shown)).toContain('Your role: Nurse, cell 1.');
      expect(wordsOf(shown)).not.toContain('Your facts come');
      expect(labelsOf(shown)).toContain('My cell');
      expect(labelsOf(shown)).not.toContain(MY_FACTS);
    });
  });
});
