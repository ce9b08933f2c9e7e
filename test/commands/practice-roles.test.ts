import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderMessage as asDiscord } from '../../src/adapters/discord/render.ts';
import { renderMessage as asSlack } from '../../src/adapters/slack/render.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { Case } from '../../src/course/course.ts';
import { markSeen } from '../../src/practice/seen-cases.ts';
import type { Occurrence } from '../../src/practice/session.ts';
import { wordsOf } from '../asking.ts';
import { labelsOf } from '../community/asking.ts';
import type { Player } from '../jobs/command-world.ts';
import { type PracticeWorld, practiceWorld, withRoles } from '../practice/practice-world.ts';
import { roleCases } from '../practice/role-cases.ts';
import { oneStore, type TestStore } from '../store/stores.ts';

const CELL = 'Change a cell';
const ROLE = 'Give a role to somebody else';
const CASE = 'Case';
const OUT = 'Did not come: replace …';
const MANY = 'How many cells';
const LEAD = 'When facts go out';
const LATE = 'Somebody came late: give them a place';

oneStore('/practice roles', (open) => {
  let store: TestStore;
  let world: PracticeWorld;
  let leader: Player;
  let session: Occurrence;
  beforeAll(async () => {
    store = await open();
  });
  beforeEach(async () => {
    world = await practiceWorld(store);
    leader = await world.player();
    session = await world.opened({}, { organiser: leader });
  });

  /** No word of a case that somebody has to themselves stands on any card here. */
  const discreet = (message: Message): Message => {
    expect(JSON.stringify(message)).not.toMatch(/SECRET|NOTICE|CAUCUS|GENERAL/);
    return message;
  };
  const type = async ({ asker }: Player, text = '') => discreet(await world.type(asker, `roles ${text}`));
  const press = async ({ asker }: Player, on: Message, label: string) =>
    discreet(await world.press(asker, on, label));
  const listOn = ({ parts }: Message, placeholder: string) => {
    const found = parts.find((part) => part.kind === 'select' && part.placeholder === placeholder);
    if (found?.kind !== 'select') throw new Error(`no list “${placeholder}”`);
    return found;
  };
  const clicked = async ({ asker }: Player, id: string, ...values: string[]): Promise<Message> => {
    const answer = await world.reply(asker, { kind: 'action', id, values, own: true });
    if (answer.kind !== 'message') throw new Error(`a ${answer.kind}`);
    return discreet(answer.message);
  };
  /** Chooses by what is read. */
  const choose = (player: Player, on: Message, placeholder: string, label: string) => {
    const { id, choices } = listOn(on, placeholder);
    const choice = choices.find((each) => each.label === label);
    if (!choice) throw new Error(`“${label}” is not among ${choices.map((each) => each.label).join(', ')}`);
    return clicked(player, id, choice.value);
  };
  const choicesOn = (on: Message, placeholder: string) =>
    listOn(on, placeholder).choices.map(({ label, description }) =>
      description === undefined ? label : `${label}: ${description}`,
    );
  const lists = ({ parts }: Message) =>
    parts.flatMap((part) => (part.kind === 'select' ? [part.placeholder] : []));

  const join = async (player: Player, name: string, { id } = session) =>
    world.practice.rosters.answer(await world.who(player), name, id, 'join', world.outgoing);
  async function joined(...names: string[]): Promise<Player[]> {
    const players = [];
    for (const name of names) {
      const player = await world.player();
      await join(player, name);
      players.push(player);
    }
    return players;
  }
  /** Members with these names and roles in one cell. */
  async function cast(
    roles: Readonly<Record<string, string>>,
    {
      caseId = 'hedge',
      at = session,
      ...more
    }: { caseId?: string; at?: Occurrence; confirmed?: boolean } = {},
  ) {
    const players: Record<string, Player> = {};
    for (const role of Object.keys(roles)) players[role] = await world.player();
    const [cell] = await withRoles(world, store, at.id, [{ caseId, roles: players }], {
      confirmed: false,
      ...more,
    });
    for (const [role, name] of Object.entries(roles)) await rename(players[role]!, name);
    return { players, cell: cell! };
  }
  const rename = ({ identity }: Player, name: string) =>
    store.db.updateTable('practice_seat').set({ name }).where('identity_id', '=', identity).execute();
  const PLAYING = { mediator: 'Ana', gardener: 'Ben', neighbour: 'Cem' };
  const planned = async () => (await world.practice.cells.plan(session.id))!;
  const rolesNow = async () =>
    Object.fromEntries(
      (await planned()).cells.flatMap(({ holders }) => holders.map(({ name, role }) => [name, role])),
    );

  describe('opens', () => {
    test('nothing, but says what to do, where no session is coming', async () => {
      const alone = await practiceWorld(store);
      const [member, facilitator] = [await alone.player(), await alone.player({ standing: 'facilitator' })];
      expect(wordsOf(await alone.type(member.asker, 'roles'))).toContain('/practice list');
      expect(wordsOf(await alone.type(facilitator.asker, 'roles'))).toContain('/practice create');
    });

    test('a member’s own card of the next session in which they have a seat', async () => {
      const later = await world.opened({
        title: 'Later',
        starts: Temporal.PlainDateTime.from('2026-03-20T19:00'),
      });
      const member = await world.player();
      expect(wordsOf(await type(member))).toContain('You have no seat in a session that is coming');
      await join(member, 'Ana', later);
      expect((await type(member)).title).toBe('Later');
      expect((await type(member, 'shuttle')).title).toBe('Shuttle mediation');
    });

    test('the roles of the next session that one opened, even where one comes to another before it', async () => {
      const earlier = await world.opened({
        title: 'Earlier',
        starts: Temporal.PlainDateTime.from('2026-03-05T19:00'),
      });
      await join(leader, 'Lea', earlier);
      const card = await type(leader);
      expect(card.title).toBe('Who plays which role');
      expect(wordsOf(card)).toContain('Shuttle mediation, ');
      expect((await type(leader, 'earlier')).title).toBe('Earlier');
    });

    test('for a facilitator the next session at which three have a seat, else the next', async () => {
      const facilitator = await world.player({ standing: 'facilitator' });
      const full = await world.opened({
        title: 'Full',
        starts: Temporal.PlainDateTime.from('2026-03-20T19:00'),
      });
      expect(wordsOf(await type(facilitator))).toContain('Shuttle mediation, ');
      for (const name of ['Ana', 'Ben', 'Cem']) await join(await world.player(), name, full);
      expect(wordsOf(await type(facilitator))).toContain('Full, ');
    });
  });

  test('three at least need a seat before roles can be proposed', async () => {
    await joined('Ana', 'Ben');
    const card = await type(leader);
    expect(wordsOf(card)).toContain('2 members have a seat. Three at least need one');
    expect(labelsOf(card)).not.toContain('Propose');
    expect(labelsOf(card)).toContain('Turns so far');
    await joined('Cem');
    expect(labelsOf(await type(leader))).toContain('Propose');
  });

  test('a proposal is seen by who leads, and by nobody else before it is confirmed', async () => {
    const [ana] = await joined('Ana', 'Ben', 'Cem', 'Dia');
    const proposal = await press(leader, await type(leader), 'Propose');
    expect(wordsOf(proposal)).toContain('Nobody else sees this before you confirm.');
    expect(wordsOf(proposal)).toMatch(/Mediator: @(Ana|Ben|Cem|Dia); /);
    expect(wordsOf(proposal)).toContain('Once you confirm, everybody gets their facts 2026-03-11T23:00');
    const own = JSON.stringify(await type(ana!));
    expect(own).not.toMatch(/Cell 1|Mediator|mediates:|The hedge|The roster/);

    const confirmed = await press(leader, proposal, 'Confirm');
    expect(wordsOf(confirmed)).toContain(
      'Confirmed 2026-03-02T12:00:00.000Z. Everybody sees their own role.',
    );
    expect(wordsOf(confirmed)).toContain('Facts go out 2026-03-11T23:00');
    expect(labelsOf(confirmed)).not.toContain('Confirm');
    expect(lists(confirmed)).not.toContain(MANY);
    expect((await planned()).confirmed).toBeDefined();

    const back = await press(leader, confirmed, 'Take it back');
    expect(wordsOf(back)).toContain('It is a proposal again.');
    expect((await planned()).confirmed).toBeUndefined();
  });

  test('the same is proposed for the same, and who leads chooses how many cells', async () => {
    await joined('Ana', 'Ben', 'Cem', 'Dia', 'Edo', 'Fay');
    const first = await press(leader, await type(leader), 'Propose');
    expect(wordsOf(await press(leader, first, 'Propose anew'))).toContain('It is the same again');
    expect(choicesOn(first, MANY)).toEqual(['1 cell', '2 cells']);
    const two = await choose(leader, first, MANY, '2 cells');
    expect(wordsOf(two)).toContain('Proposed anew: 2 cells.');
    expect(wordsOf(two)).toContain('Cell 2: ');
    expect(listOn(two, MANY).selected).toBe('2');
    expect(wordsOf(await choose(leader, two, MANY, '1 cell'))).not.toContain('Cell 2: ');
  });

  test('when facts go out is chosen, and what is due goes out at once', async () => {
    await cast(PLAYING);
    const card = await choose(leader, await type(leader), LEAD, 'Facts go out 3 days before');
    expect(wordsOf(card)).toContain('everybody gets their facts 2026-03-09T23:00');
    const sooner = await choose(leader, card, LEAD, 'Facts go out at once');
    expect(wordsOf(sooner)).toContain('Everybody gets their facts as soon as you confirm.');
    const out = await press(leader, sooner, 'Confirm');
    expect(wordsOf(out)).toContain('Facts are out.');
    expect(lists(out)).not.toContain(LEAD);
    expect(labelsOf(out)).not.toContain('Take it back');
    // By a card that is still open.
    expect(wordsOf(await choose(leader, sooner, LEAD, 'Facts go out 15 minutes before'))).toContain(
      'The facts are out already',
    );
    expect(wordsOf(await press(leader, card, 'Propose anew'))).toContain('confirmed');
  });

  test('who takes no direct messages is named once facts are out', async () => {
    const { players } = await cast(PLAYING, { confirmed: true });
    const closed = players.gardener!.asker.member;
    world.platform.opens = () =>
      world.platform.opened.at(-1) === closed ? { kind: 'refused', reason: 'direct-closed' } : undefined;
    expect(wordsOf(await type(leader))).not.toContain('cannot be written to');
    await world.pass({ hours: 24 * 10 });
    expect(wordsOf(await type(leader))).toContain(
      'Facts are out.\nBen cannot be written to directly: “Show me my facts” on their card of the session gives them.',
    );
  });

  describe('says why', () => {
    /** Sessions before this one at which these had roles. */
    async function earlier(times: number, roles: Readonly<Record<string, Player>>): Promise<void> {
      for (let time = 0; time < times; time += 1) {
        const starts = Temporal.PlainDateTime.from('2026-03-03T19:00').add({ days: time });
        const past = await world.opened({ title: 'Past', starts });
        await withRoles(world, store, past.id, [{ roles }]);
      }
    }

    test('whose turn it is: how often they came, and what would be theirs', async () => {
      const { players } = await cast(PLAYING);
      const [ana, ben, cem] = [players.mediator!, players.gardener!, players.neighbour!];
      expect(wordsOf(await type(leader))).toContain(
        'Why: Ana mediates: this is their first session with roles. Nobody who plays has read the case.',
      );
      await earlier(2, { mediator: ben, 'party-1': ana, 'party-2': cem });
      expect(wordsOf(await type(leader))).toContain('Ana mediates: has not mediated yet, came 2 times.');
      const card = await type(leader);
      const cell = await choose(leader, card, CELL, 'Cell 1: The hedge');
      const who = await choose(leader, cell, ROLE, 'Mediator');
      await choose(leader, who, 'Mediator: choose somebody', 'Ben');
      expect(wordsOf(await type(leader))).toContain(
        'Ben mediates: 2 turns so far, by their attendance 0.7 would be theirs.',
      );
    });

    test('which wishes were heeded, and which could not be', async () => {
      const { players } = await cast(PLAYING);
      const wish = async (role: string, wished: 'mediator' | 'not-mediator' | 'observer') =>
        world.practice.roleWishes.set(await world.who(players[role]!), session.id, wished);
      await wish('mediator', 'mediator');
      await wish('gardener', 'not-mediator');
      await wish('neighbour', 'observer');
      expect(wordsOf(await type(leader))).toContain(
        'Wishes heeded: Ana (to mediate) and Ben (not to mediate). Wishes that could not be: Cem (to observe).',
      );
    });

    test('who has read the case, and what it asks of those who play it', async () => {
      const { players } = await cast(
        { mediator: 'Ana', manager: 'Ben', nurse: 'Cem', observer: 'Dia' },
        { caseId: 'roster' },
      );
      const read = { caseId: 'roster', part: 'general', occurrence: undefined };
      const at = store.clock.now();
      await markSeen(store, [players.observer!.identity], read, at);
      const card = await type(leader);
      expect(wordsOf(card)).toContain('Good to know: It is about an illness.');
      expect(wordsOf(card)).toContain('Nobody who plays has read the case.');
      await markSeen(store, [players.nurse!.identity], read, at);
      const knowing = await type(leader);
      expect(wordsOf(knowing)).toContain('Cem has read the case already');
      const cell = await choose(leader, knowing, CELL, 'Cell 1: The roster');
      expect(choicesOn(cell, CASE)).toEqual([
        'Case: The roster: 2 here have read it',
        'Case: The hedge: nobody here has read it',
        'No case: a situation of their own',
      ]);
    });
  });

  describe('a cell', () => {
    const cellCard = async (): Promise<Message> => {
      const card = await type(leader);
      return clicked(leader, listOn(card, CELL).id, listOn(card, CELL).choices[0]!.value);
    };

    test('gives a role to somebody else, and says what became of both', async () => {
      await cast({ ...PLAYING, observer: 'Dia' });
      const cell = await cellCard();
      expect(wordsOf(cell)).toContain('Mediator: @Ana\nGardener: @Ben\nNeighbour: @Cem\nObserver: @Dia');
      expect(choicesOn(cell, ROLE)).toEqual([
        'Coach: nobody yet',
        'Co-mediator: nobody yet',
        'Mediator: Ana',
        'Gardener: Ben',
        'Neighbour: Cem',
        'Observer: Dia',
      ]);
      const who = await choose(leader, cell, ROLE, 'Mediator');
      expect(who.title).toBe('Who is Mediator in cell 1?');
      const LIST = 'Mediator: choose somebody';
      expect(choicesOn(who, LIST)).toEqual([
        'Ben: Gardener in cell 1',
        'Cem: Neighbour in cell 1',
        'Dia: Observer in cell 1',
      ]);
      const given = await choose(leader, who, LIST, 'Dia');
      expect(wordsOf(given)).toContain('Ana is Observer in cell 1 now. Dia is Mediator in cell 1 now.');
      expect(wordsOf(given)).toContain('Mediator: @Dia');
      expect(await rolesNow()).toMatchObject({ Dia: 'mediator', Ana: 'observer', Ben: 'gardener' });
      expect(wordsOf(await press(leader, given, 'Back to all cells'))).toContain('Cell 1: The hedge');
      expect(wordsOf(await press(leader, who, 'Back to the cell'))).toContain('Mediator: @Dia');
    });

    test('names those last who know the case', async () => {
      const { players } = await cast({ ...PLAYING, observer: 'Dia', coach: 'Edo' });
      await markSeen(
        store,
        [players.gardener!.identity],
        { caseId: 'hedge', part: 'all', occurrence: undefined },
        store.clock.now(),
      );
      const who = await choose(leader, await cellCard(), ROLE, 'Mediator');
      expect(choicesOn(who, 'Mediator: choose somebody').at(-1)).toBe(
        'Ben: knows the case; Gardener in cell 1',
      );
    });

    test('shows what nobody has yet, first of all', async () => {
      const { players } = await cast({ ...PLAYING, observer: 'Dia' });
      await world.practice.rosters.answer(
        await world.who(players.gardener!),
        'Ben',
        session.id,
        'leave',
        world.outgoing,
      );
      expect(wordsOf(await type(leader))).toContain('Nobody has yet: Gardener');
      const cell = await cellCard();
      expect(wordsOf(cell)).toContain('Nobody has yet: Gardener');
      expect(choicesOn(cell, ROLE)[0]).toBe('Gardener: nobody yet');
      const refused = await press(leader, await type(leader), 'Confirm');
      expect(wordsOf(refused)).toContain('Gardener');
      expect((await planned()).confirmed).toBeUndefined();
    });

    test('plays another case, or none, and the parts follow', async () => {
      await cast(PLAYING);
      const cell = await cellCard();
      expect(listOn(cell, CASE).selected).toBe('hedge');
      const other = await choose(leader, cell, CASE, 'Case: The roster');
      expect(wordsOf(other)).toContain('Cell 1 plays The roster now');
      expect(wordsOf(other)).toContain('Good to know: It is about an illness.');
      expect(await rolesNow()).toEqual({ Ana: 'mediator', Ben: 'manager', Cem: 'nurse' });
      const none = await choose(leader, other, CASE, 'No case');
      expect(none.title).toBe('Cell 1: no case, a situation of their own');
      expect(await rolesNow()).toEqual({ Ana: 'mediator', Ben: 'party-1', Cem: 'party-2' });
    });

    test('whose case left the course says so, and takes another one', async () => {
      await cast(PLAYING, { caseId: 'forgotten' });
      expect(wordsOf(await type(leader))).toContain('Cell 1: a case that the course no longer has');
      const cell = await cellCard();
      expect(wordsOf(cell)).toContain('Please choose another case, or none');
      await choose(leader, cell, CASE, 'Case: The hedge');
      expect(await rolesNow()).toEqual({ Ana: 'mediator', Ben: 'gardener', Cem: 'neighbour' });
    });

    test('replaces who did not come in one click, and says by whom', async () => {
      await cast({ ...PLAYING, observer: 'Dia' }, { confirmed: true });
      store.clock.set(session.starts);
      const cell = await cellCard();
      expect(wordsOf(cell)).toContain('A change takes effect at once');
      const replaced = await choose(leader, cell, OUT, 'Ana');
      expect(wordsOf(replaced)).toContain('Ana did not come: Dia is Mediator now.');
      expect(await rolesNow()).toEqual({ Dia: 'mediator', Ben: 'gardener', Cem: 'neighbour' });
      const short = await choose(leader, replaced, OUT, 'Ben');
      expect(wordsOf(short)).toContain('Ben did not come, and nobody is free to take over');
      expect(wordsOf(short)).toContain('Nobody has yet: Gardener');
      // The same click twice does the same once.
      expect(wordsOf(await choose(leader, cell, OUT, 'Ana'))).toContain(
        'They do not have that role any more.',
      );
    });

    test('of who only watches loses nobody else', async () => {
      await cast({ ...PLAYING, observer: 'Dia' }, { confirmed: true });
      const replaced = await choose(leader, await cellCard(), OUT, 'Dia');
      expect(wordsOf(replaced)).toContain('Dia did not come and has no role any more.');
    });

    test('that was proposed anew meanwhile is not changed by an old card', async () => {
      await cast(PLAYING);
      const cell = await cellCard();
      await press(leader, await type(leader), 'Propose anew');
      expect(wordsOf(await choose(leader, cell, CASE, 'No case'))).toContain('gone');
      expect(wordsOf(await clicked(leader, listOn(await type(leader), CELL).id, 'nonsense'))).toContain(
        'cannot be chosen any more',
      );
    });

    test('has a case file for facilitators alone, and none without a case', async () => {
      const { cell } = await cast(PLAYING);
      expect(labelsOf(await cellCard())).not.toContain('Open the case file');
      const facilitator = await world.player({ standing: 'facilitator' });
      const { id } = listOn(await type(leader), CELL);
      expect(labelsOf(await clicked(facilitator, id, cell))).toContain('Open the case file');
      await choose(leader, await cellCard(), CASE, 'No case');
      expect(labelsOf(await clicked(facilitator, id, cell))).not.toContain('Open the case file');
    });
  });

  test('in a direct message of somebody in two communities the session says which is meant', async () => {
    const { players } = await cast(PLAYING);
    const card = await type(leader);
    const other = await practiceWorld(store);
    await other.who({ ...leader, asker: { ...leader.asker, space: other.space } });
    const inDirect = (player: Player): Player => ({
      ...player,
      asker: { ...player.asker, space: 'slack:@me', direct: true },
    });
    const cell = await choose(inDirect(leader), card, CELL, 'Cell 1: The hedge');
    const changed = await choose(inDirect(leader), cell, CASE, 'No case');
    expect(wordsOf(changed)).toContain('Cell 1 plays no case');
    expect(wordsOf(await press(inDirect(leader), changed, 'Back to all cells'))).toContain('Cell 1: no case');
    expect(wordsOf(await press(inDirect(players.mediator!), changed, 'Back to all cells'))).toContain(
      'Only who opened a session',
    );
  });

  test('in a direct message who is a facilitator elsewhere leads nothing here', async () => {
    const { players } = await cast(PLAYING);
    const card = await type(leader);
    const other = await practiceWorld(store);
    const { identity, asker } = players.mediator!;
    await other.who({ identity, asker: { ...asker, space: other.space } });
    // What they do in direct messages counts for the other community, whose facilitator they are.
    const inDirect: Player = {
      identity,
      asker: { ...asker, space: other.space, standing: 'facilitator', direct: true },
    };
    const back = await choose(leader, card, CELL, 'Cell 1: The hedge');
    expect(wordsOf(await press(inDirect, back, 'Back to all cells'))).toContain('Only who opened a session');
    const here: Player = { identity, asker: { ...asker, standing: 'facilitator', direct: true } };
    expect(wordsOf(await press(here, back, 'Back to all cells'))).toContain('Cell 1: The hedge');
  });

  test('somebody who came late gets a place, the earliest first', async () => {
    await cast(PLAYING, { confirmed: true });
    expect(lists(await type(leader))).not.toContain(LATE);
    await joined('Dia', 'Edo');
    const card = await type(leader);
    expect(choicesOn(card, LATE)).toEqual(['Dia', 'Edo']);
    const placed = await choose(leader, card, LATE, 'Edo');
    expect(wordsOf(placed)).toContain('Edo is Observer in cell 1 now.');
    expect(choicesOn(placed, LATE)).toEqual(['Dia']);
  });

  test('what is over or cancelled is shown, and not changed any more', async () => {
    await cast(PLAYING, { confirmed: true });
    const card = await type(leader);
    store.clock.set(session.ends);
    const over = await press(leader, card, 'Take it back');
    expect(wordsOf(over)).toContain('over');
    const shown = await type(leader, session.id);
    expect(wordsOf(shown)).toContain('This session is over.');
    expect(wordsOf(shown)).toContain('Mediator: @Ana');
    expect(lists(shown)).toEqual([]);
    expect(labelsOf(shown)).toEqual(['Turns so far', 'The session']);
  });

  test('no click of any of these cards is for who does not lead the session', async () => {
    const { players, cell } = await cast({ ...PLAYING, observer: 'Dia' });
    await joined('Edo', 'Fay');
    const proposal = await type(leader);
    const cellCard = await clicked(leader, listOn(proposal, CELL).id, cell);
    const who = await choose(leader, cellCard, ROLE, 'Mediator');
    const before = JSON.stringify(await planned());
    const ways = (card: Message): string[][] =>
      card.parts.flatMap((part) => {
        if (part.kind === 'select') return [[part.id, part.choices.at(-1)!.value]];
        if (part.kind !== 'buttons') return [];
        return part.buttons.flatMap((each) => (each.kind === 'action' ? [[each.id]] : []));
      });
    const tried = new Set<string>();
    const refuse = async (card: Message) => {
      for (const [id = '', ...values] of ways(card)) {
        const [name = ''] = id.split(':');
        if (!name.startsWith('practice.roles')) continue;
        tried.add(name);
        for (const player of [players.mediator!, await world.player()]) {
          expect(wordsOf(await clicked(player, id, ...values))).toContain('Only who opened a session');
        }
      }
    };
    for (const card of [proposal, cellCard, who]) await refuse(card);
    expect(JSON.stringify(await planned())).toBe(before);
    await refuse(await press(leader, proposal, 'Confirm'));
    expect((await planned()).confirmed).toBeDefined();
    expect([...tried].toSorted()).toEqual([
      'practice.roles',
      'practice.roles-case',
      'practice.roles-cell',
      'practice.roles-confirm',
      'practice.roles-give',
      'practice.roles-late',
      'practice.roles-lead',
      'practice.roles-many',
      'practice.roles-out',
      'practice.roles-pick',
      'practice.roles-propose',
      'practice.roles-reopen',
      'practice.roles-slot',
    ]);
  });

  describe('of many', () => {
    const LONG = 'Long'.repeat(15);
    /** As long as the course allows, with the longest ids. */
    const longest: Case = {
      ...roleCases[0]!,
      id: 'l'.repeat(36),
      title: 'T'.repeat(60),
      caution: 'Caution '.repeat(50).trim(),
      parties: Array.from({ length: 3 }, (_, index) => ({
        id: `${index}${'p'.repeat(35)}`,
        name: 'P'.repeat(40),
      })),
      roles: Array.from({ length: 2 }, (_, index) => ({
        id: `${index}${'s'.repeat(35)}`,
        name: 'S'.repeat(40),
      })),
    };
    const roles = [
      'mediator',
      ...[...longest.parties, ...longest.roles].map(({ id }) => id),
      'coach',
      'co-mediator',
    ];
    /** So many people in so many cells; their ids. */
    async function crowd(people: number, cells: number): Promise<readonly string[]> {
      const { db } = store;
      const at = store.clock.now().toString();
      const of = { occurrence_id: session.id };
      const members = Array.from({ length: people }, (_, index) => ({ id: randomUUID(), index }));
      const made = Array.from({ length: cells }, (_, index) => ({ id: randomUUID(), number: index + 1 }));
      await db
        .insertInto('identity')
        .values(
          members.map(({ id }) => ({
            ...{ id, space_id: world.space, external_id: `U${id}`, person_id: id, first_seen_at: at },
          })),
        )
        .execute();
      await db
        .insertInto('practice_seat')
        .values(
          members.map(({ id, index }) => ({
            ...{ ...of, id: randomUUID(), identity_id: id, name: `${LONG}${index}` },
            ...{ state: 'seated' as const, rank: index, since: at },
          })),
        )
        .execute();
      await db
        .insertInto('practice_role_plan')
        .values({ ...of, facts_lead: 'P1D', made_at: at })
        .execute();
      await db
        .insertInto('practice_cell')
        .values(made.map((cell) => ({ ...of, ...cell, case_id: longest.id })))
        .execute();
      await db
        .insertInto('practice_role')
        .values(
          members.map(({ id, index }) => ({
            ...{ ...of, id: randomUUID(), identity_id: id, cell_id: made[index % cells]!.id, since: at },
            role: roles[Math.floor(index / cells)] ?? 'observer',
          })),
        )
        .execute();
      return made.map(({ id }) => id);
    }
    /** Both platforms show all of its words, lists and buttons. */
    const whole = (card: Message): Message => {
      const ids = card.parts.flatMap((part) => {
        if (part.kind === 'select') return [part.id];
        return part.kind === 'buttons'
          ? part.buttons.map((each) => (each.kind === 'action' ? each.id : ''))
          : [];
      });
      for (const payload of [asDiscord(card).components, asSlack(card, '').blocks]) {
        const shown = JSON.stringify(payload);
        expect(shown.replaceAll(OUT, '')).not.toContain('…');
        for (const id of ids) expect(shown).toContain(JSON.stringify(id).slice(1, -1));
      }
      return card;
    };
    const turned = async (first: Message): Promise<Message[]> => {
      const cards = [whole(first)];
      for (let card = first; labelsOf(card).includes('Next'); cards.push(whole(card)))
        card = await press(leader, card, 'Next');
      return cards;
    };
    beforeAll(() => {
      (roleCases as Case[]).push(longest);
      return () => (roleCases as Case[]).splice(roleCases.indexOf(longest), 1);
    });

    test('forty people in eight cells are shown whole on both platforms, page by page', async () => {
      const ids = await crowd(40, 8);
      await joined('Late');
      const pages = await turned(await type(leader));
      expect(pages.length).toBeGreaterThan(1);
      const all = pages.map(wordsOf).join('\n');
      for (let cell = 1; cell <= 8; cell += 1) expect(all.split(`Cell ${cell}: `)).toHaveLength(2);
      for (let member = 0; member < 40; member += 1) expect(all).toContain(`${LONG}${member}`);
      const offered = pages.flatMap((card) => listOn(card, CELL).choices.map(({ value }) => value));
      expect(offered).toEqual(ids);
      const cell = whole(await clicked(leader, listOn(pages.at(-1)!, CELL).id, ids[7]!));
      const who = await choose(leader, cell, ROLE, 'P'.repeat(40));
      const [first, second] = await turned(who);
      const list = `${'P'.repeat(40)}: choose somebody`;
      expect([listOn(first!, list).choices.length, listOn(second!, list).choices.length]).toEqual([25, 15]);
      expect(wordsOf(await press(leader, second!, 'Back'))).toBe(wordsOf(who));
    });

    test('forty people in one cell have pages, and so have those without a role', async () => {
      const [id] = await crowd(40, 1);
      whole(await type(leader));
      await Promise.all(
        Array.from({ length: 30 }, async (_, index) => join(await world.player(), `Late ${index}`)),
      );
      const card = whole(await type(leader));
      expect(choicesOn(card, LATE)).toHaveLength(25);
      const others = whole(await press(leader, card, 'Others without a role'));
      expect(choicesOn(others, LATE)).toHaveLength(5);
      expect(new Set([...choicesOn(card, LATE), ...choicesOn(others, LATE)]).size).toBe(30);
      const cells = await turned(await clicked(leader, listOn(card, CELL).id, id!));
      const names = cells.flatMap((each) => listOn(each, OUT).choices.map(({ label }) => label));
      expect(new Set(names).size).toBe(40);
      const all = cells.map(wordsOf).join('\n');
      for (let member = 0; member < 40; member += 1) expect(all).toContain(`${LONG}${member}`);
    });
  });
});
