import { z } from 'zod';
import { commands, termButtons } from '../../commands/index.ts';
import { type Action, actionId } from '../../src/chat/action.ts';
import { createHandler } from '../../src/chat/handler.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { createGlossary } from '../../src/glossary/glossary.ts';
import { createLookUps } from '../../src/glossary/look-ups.ts';
import { createTermRequests } from '../../src/glossary/requests.ts';
import { cellActions } from '../../src/practice/cell-cards.ts';
import { factsActions } from '../../src/practice/facts-cards.ts';
import { rolesActions } from '../../src/practice/roles-cards.ts';
import { turnsActions } from '../../src/practice/turns-cards.ts';
import { createBank } from '../../src/quiz/bank.ts';
import { createQuiz } from '../../src/quiz/quiz.ts';
import { KeptLog, NO_COURSE } from '../asking.ts';
import type { Act } from '../contract/explorer.ts';
import type { Player } from '../jobs/command-world.ts';
import type { TestStore } from '../store/stores.ts';
import { memberActs, noticeOf, textsOf } from './member-acts.ts';
import { practiceWorld, withRoles } from './practice-world.ts';
import { hedge, roleCases, roster } from './role-cases.ts';
import { FEEDBACK, mayRead, mayReadOpened, secretsIn } from './role-oracle.ts';

/** Two cells on two cases, and everybody who might read what they must not. */

const ROLE_ACTIONS: readonly Action[] = [
  ...rolesActions,
  ...factsActions,
  ...cellActions,
  ...turnsActions,
] as unknown as Action[];
const PUBLIC_URL = 'https://parley.example';
/** Everybody; `twin`: the gardener's other account, in the other space of the community. */
export const CAST = [
  ...['mediator', 'co-mediator', 'gardener', 'neighbour', 'coach', 'observer'],
  ...['mediator-2', 'manager', 'nurse', 'companion', 'coach-2', 'observer-2'],
  ...['twin', 'unplaced', 'outsider', 'organiser', 'facilitator', 'stranger'],
] as const;
export type Part = string;

/** What tells which case is played, or who plays whom. */
const OF_A_CASE = new RegExp(
  [hedge, roster]
    .flatMap(({ title, parties, roles }) => [title, ...[...parties, ...roles].map(({ name }) => name)])
    .join('|'),
  'i',
);

export async function leakScene(store: TestStore, { confirmed = true } = {}) {
  const world = await practiceWorld(store, PUBLIC_URL);
  const { practice, outgoing, services, platform, space } = world;
  const { clock } = store;

  const there = await world.linkedSpace();
  const elsewhere = async (who: Player, where: SpaceId, person = who.identity): Promise<Player> => {
    await store.db
      .updateTable('identity')
      .set({ space_id: where, person_id: person })
      .where('id', '=', who.identity)
      .execute();
    return { ...who, asker: { ...who.asker, space: where } };
  };
  const personOf = (part: Part): string => the(part === 'twin' ? 'gardener' : part).identity;
  const cast = new Map<Part, Player>();
  for (const part of CAST) {
    cast.set(part, await world.player(part === 'facilitator' ? { standing: part } : {}));
  }
  const the = (part: Part): Player => cast.get(part)!;
  for (const part of ['coach-2', 'observer-2']) cast.set(part, await elsewhere(the(part), there));
  cast.set('twin', await elsewhere(the('twin'), there, the('gardener').identity));
  const other = await practiceWorld(store);
  cast.set('stranger', await other.player());

  const occurrence = await world.opened(
    { rule: 'FREQ=WEEKLY;COUNT=2' },
    {
      organiser: the('organiser'),
      places: [
        { space, channel: 'C1' },
        { space: there, channel: 'C2' },
      ],
    },
  );
  const roles = (parts: readonly Part[]) =>
    Object.fromEntries(parts.map((part) => [part.replace(/-2$/, ''), the(part)]));
  const cells = await withRoles(
    world,
    store,
    occurrence.id,
    [
      { caseId: 'hedge', roles: roles(CAST.slice(0, 6)) },
      { caseId: 'roster', roles: roles(CAST.slice(6, 12)) },
    ],
    { confirmed },
  );
  await practice.rosters.answer(
    await world.who(the('unplaced')),
    'Unplaced',
    occurrence.id,
    'join',
    outgoing,
  );

  // What the bot says by itself, judged at the moment when it is sent; edits too.
  const sent: { readonly channel: string; readonly message: Message }[] = [];
  const misdirected: string[] = [];
  const judge = async (channel: string, message: Message): Promise<void> => {
    sent.push({ channel, message });
    const found = textsOf(message).flatMap(secretsIn);
    if (found.length === 0) return;
    const part = CAST.find((each) => channel === `dm-${the(each).asker.member}`);
    const may = part ? await mayRead(store, occurrence, personOf(part)) : new Set();
    for (const secret of found)
      if (!may.has(secret)) misdirected.push(`${part ?? channel} was sent ${secret}`);
    // Whoever looks over a shoulder learns neither the role nor the case.
    if (OF_A_CASE.test(noticeOf(message))) misdirected.push(`a notification says ${noticeOf(message)}`);
  };
  const [post, edit] = [platform.post.bind(platform), platform.edit.bind(platform)];
  platform.post = async (...given) => {
    await judge(given[1], given[3]);
    return post(...given);
  };
  platform.edit = async (...given) => {
    await judge(given[1], given[3]);
    return edit(...given);
  };

  const course = { ...NO_COURSE, cases: roleCases };
  const bank = createBank(course);
  const log = new KeptLog();
  const handler = createHandler({
    ...{ commands, clock, log, outgoing, members: services.community.members },
    services: {
      ...services,
      glossary: createGlossary(course),
      quiz: createQuiz({ store, clock, bank: () => bank }),
      termRequests: createTermRequests({ store, clock }),
      lookUps: createLookUps({ store, clock, log }),
      termButtons,
    },
  });
  const holdings = await store.db
    .selectFrom('practice_role')
    .where('occurrence_id', '=', occurrence.id)
    .select('id')
    .execute();
  const persons = [...cast.values()].map(({ identity }) => identity);
  const ids = {
    occurrence: [occurrence.id],
    cell: cells,
    holder: holdings.map(({ id }) => id),
    person: persons,
  };

  const actsOf = (part: Part) => memberActs(handler, the(part).asker);

  const direct = (part: Part): readonly Message[] =>
    sent.filter(({ channel }) => channel === `dm-${the(part).asker.member}`).map(({ message }) => message);

  return {
    ...{ log, misdirected, direct },
    until: (instant: Temporal.Instant | string): Promise<void> =>
      world.pass({
        milliseconds: Temporal.Instant.from(instant).epochMilliseconds - clock.now().epochMilliseconds,
      }),

    /** Everything that a member can begin with: commands, and the buttons on what was written to them and for all. */
    beginningsOf: (part: Part, only?: readonly string[]): Act[] => {
      const acts = actsOf(part);
      const seen = sent.filter(({ channel }) => channel === 'C1' || channel === 'C2');
      return [
        ...direct(part).flatMap((message) => acts.actsOn(message, true)),
        ...(part === 'stranger' ? [] : seen.flatMap(({ message }) => acts.actsOn(message))),
        ...acts.beginnings(only),
      ];
    },

    /** What the calendars hold whose addresses stand in a text. */
    async calendarsIn(text: string): Promise<string[]> {
      const tokens = [...text.matchAll(/\/calendar\/([0-9a-f]{32})\.ics/g)].map(([, token]) => token!);
      const calendars = await Promise.all(tokens.map((token) => practice.feeds.calendar(token)));
      return calendars.map((calendar) => new TextDecoder().decode(calendar));
    },

    /** Secrets that somebody may read just now: from the records alone, without the code that gives them out. */
    allowed: (part: Part): Promise<ReadonlySet<string>> =>
      part === 'facilitator'
        ? mayReadOpened(store, personOf(part))
        : mayRead(store, occurrence, personOf(part)),

    /** Who holds which role of what, as it is kept. */
    holdings: async (): Promise<string> =>
      JSON.stringify(
        await store.db
          .selectFrom('practice_role')
          .innerJoin('practice_seat', 'practice_seat.identity_id', 'practice_role.identity_id')
          .innerJoin('practice_cell', 'practice_cell.id', 'practice_role.cell_id')
          .where('practice_role.occurrence_id', '=', occurrence.id)
          .where('practice_seat.occurrence_id', '=', occurrence.id)
          .select(['practice_role.id', 'role', 'practice_seat.state', 'case_id', 'revealed_at'])
          .orderBy('practice_role.id')
          .execute(),
      ),

    confirm: (): Promise<unknown> => practice.cells.confirm(occurrence.id, outgoing),

    /** The gardener's role goes to somebody else. */
    give: async (to: Part): Promise<void> => {
      await practice.cells.give(cells[0]!, 'gardener', personOf(to), outgoing);
      await world.pass({ minutes: 1 });
    },

    /** By the mediator of the first cell; the observer says something of it. */
    async reveal(): Promise<void> {
      const [cell] = cells;
      const { debriefs } = practice;
      await debriefs.reveal(await world.who(the('mediator')), cell!, false, outgoing);
      const observer = await world.who(the('observer'));
      const { mediator } = await debriefs.given(observer, cell!);
      const said = { ratings: {}, words: `Well listened. ${FEEDBACK}`, mediator: mediator.id };
      await debriefs.give(observer, cell!, said, outgoing);
      await world.pass({ minutes: 1 });
    },

    /** Every button and list of roles, facts and cells that could be made up, whether it was shown or not. */
    madeUp(part: Part): Act[] {
      const { press } = actsOf(part);
      return ROLE_ACTIONS.flatMap((action) =>
        statesOf(action, ids).map((state) => press(actionId(action, state), [cells[0]!])),
      );
    },
  };
}

/** Every state that an id of this action could carry, as far as ids and choices go. */
function statesOf(
  { state }: Action,
  ids: Readonly<Record<string, readonly string[]>>,
): Record<string, unknown>[] {
  const { properties = {} } = z.toJSONSchema(state);
  const all = Object.values(ids).flat();
  return Object.entries(properties).reduce<Record<string, unknown>[]>(
    (states, [key, spec]) => {
      const { format, type, enum: choices } = spec as { format?: string; type?: string; enum?: string[] };
      const values: readonly unknown[] =
        choices ?? (format === 'uuid' ? (ids[key] ?? all) : type === 'string' ? ['gardener'] : [0]);
      return states.flatMap((each) => values.map((value) => ({ ...each, [key]: value })));
    },
    [{}],
  );
}

export type LeakScene = Awaited<ReturnType<typeof leakScene>>;
