import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCourse } from '../../src/course/load.ts';
import { idIn, linkSpaces } from '../../src/demo-course.ts';
import type { Seen } from '../../src/local/shared/human.ts';
import { courseDirectory } from '../asking.ts';
import { until } from '../until.ts';
import { secretsOf } from './case-secrets.ts';
import { explore } from './explorer.ts';
import { CASE_FILE, LAST, LONG_WAY } from './last-acts.ts';
import { type LeakApp, startLeakApp } from './leak-app.ts';
import { discordHands, type Hands, handActs, slackHands } from './member-hands.ts';
import { shown } from './shown.ts';

// Two cells on two cases of the course, and members of both platforms who go through everything that has to do with
// sessions: nobody ever sees six words in a row of somebody else's facts.

const TITLE = 'Evening practice';
const [FENCE, WORKSHOP] = ['fence-and-drums', 'coordinator-and-technician'];
const LONG = 60_000;
/** Nobody needs more: 42 were the most. */
const MOST = 200;

let app: LeakApp;
let secretsIn: ReturnType<typeof secretsOf>;
const people = new Map<string, Hands>();
const the = (name: string): Hands => people.get(name)!;

/** Who plays what: Ben has an account on both platforms. */
const CELLS = [
  {
    played: /The fence and the drums/,
    roles: { Mediator: 'Ann', 'Night-shift neighbour': 'Ben', 'Parent next door': 'Dan', Coach: 'Eve' },
  },
  {
    played: /The coordinator and the technician/,
    roles: { Mediator: 'Ivy', 'Workshop coordinator': 'Gus', 'Senior technician': 'Jan', Observer: 'Kay' },
  },
] as const;
const ON_DISCORD = ['Ann', 'Ben', 'Gus', 'Kay', 'Otto'];
const ON_SLACK = ['Dan', 'Eve', 'Ivy', 'Jan', 'Ben too'];

/** What each may read once facts are out; nobody else anything. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  Ann: [`${FENCE} general`, `${FENCE} caucus`],
  Ben: [`${FENCE} general`, `${FENCE} night-worker`],
  'Ben too': [`${FENCE} general`, `${FENCE} night-worker`],
  Dan: [`${FENCE} general`, `${FENCE} parent`],
  Eve: [`${FENCE} general`, `${FENCE} notices`],
  Ivy: [`${WORKSHOP} general`, `${WORKSHOP} caucus`],
  Gus: [`${WORKSHOP} general`, `${WORKSHOP} coordinator`],
  Jan: [`${WORKSHOP} general`, `${WORKSHOP} technician`],
  Kay: [`${WORKSHOP} general`],
};

/** The value behind a label of a list. */
function choice({ controls, text }: Seen, list: string, label: RegExp): string {
  const options = controls.find((each) => each.label === list)?.options ?? [];
  const value = options.find((each) => label.test(each.label))?.value;
  if (value === undefined) throw new Error(`“${list}” has no ${label} on ${text}`);
  return value;
}

const control = ({ controls }: Seen, label: string): string | undefined =>
  controls.find((each) => each.label === label)?.id;

async function press(name: string, on: Seen, label: string): Promise<Seen> {
  return shown(await the(name).press(on.id, label));
}
async function choose(name: string, on: Seen, list: string, label: RegExp): Promise<Seen> {
  return shown(await the(name).choose(on.id, list, choice(on, list, label)));
}

/** At the same time on Berlin's clocks. */
const inThreeDays = (): string =>
  app.clock
    .now()
    .add({ hours: 72 })
    .toZonedDateTimeISO('Europe/Berlin')
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');

const called = (name: string): RegExp => new RegExp(`^${name}$`, 'i');

beforeAll(async () => {
  const [started, course] = await Promise.all([startLeakApp(), loadCourse(courseDirectory)]);
  app = started;
  secretsIn = secretsOf(course.cases);
  const { discord, slack } = app;
  const [here, there] = [idIn(discord.conversations, 'general'), idIn(slack.conversations, 'general')];
  await linkSpaces({ discord, slack });
  await discord.slash(idIn(discord.members, 'Administrator'), here, '/settings community', {
    facilitator: idIn(discord.members, 'Facilitator'),
    channel: here,
    sessions: 'everyone',
  });
  const setting = '/settings community facilitator:@facilitator channel:#general';
  await slack.slash(idIn(slack.members, 'Administrator'), there, setting);
  for (const name of ON_DISCORD) {
    people.set(name, discordHands(discord, name, await discord.addMember(discord.guildId, name), here));
  }
  for (const name of ON_SLACK) {
    people.set(name, slackHands(slack, name, await slack.addMember(name), there));
  }
  people.set('Facilitator', discordHands(discord, 'Facilitator', idIn(discord.members, 'Facilitator'), here));
  people.set('Member', slackHands(slack, 'Member', idIn(slack.members, 'Member'), there));
  const other = await discord.addGuild('Another course');
  const stranger = await discord.addMember(other.guildId, 'Stranger');
  people.set('Stranger', discordHands(discord, 'Stranger', stranger, idIn(other.conversations, 'general')));

  // One person on both platforms.
  const issued = shown(await the('Ben').run('settings account'));
  const [code] = /\b[A-Z0-9]{4}-[A-Z0-9]{4}\b/.exec(issued.text) ?? [];
  await the('Ben too').run('settings account', { code: code! });
  expect((await press('Ben', await press('Ben', issued, 'Was it typed?'), 'Confirm')).text).toMatch(
    /^Linked/,
  );

  await the('Otto').run('settings show', { zone: 'Berlin' });
  const draft = shown(
    await the('Otto').run('practice create', { when: inThreeDays(), title: TITLE, length: '90m' }),
  );
  await press('Otto', draft, 'Open it');
  for (const name of CELLS.flatMap(({ roles }) => Object.values(roles))) {
    await press(name, shown(await the(name).run('practice show')), 'Join');
  }
  await cast();
}, 180_000);

afterAll(() => app.stop());

/** Otto, who opened the session and is a member like others, gives everybody their role. */
async function cast(): Promise<void> {
  const proposed = await press('Otto', shown(await the('Otto').run('practice roles')), 'Propose');
  let plan = await choose('Otto', proposed, 'How many cells', /^2 cells$/);
  for (const [index, { played, roles }] of CELLS.entries()) {
    let cell = await choose('Otto', plan, 'Change a cell', new RegExp(`^Cell ${index + 1}`));
    cell = await choose('Otto', cell, 'Case', played);
    for (const [role, name] of Object.entries(roles)) {
      const who = await choose('Otto', cell, 'Give a role to somebody else', called(role));
      const list = `${role}: choose somebody`;
      const others = who.controls.find((each) => each.label === list)?.options ?? [];
      cell = others.some(({ label }) => called(name).test(label))
        ? await choose('Otto', who, list, called(name))
        : await press('Otto', who, 'Back to the cell');
    }
    plan = await press('Otto', cell, 'Back to all cells');
  }
  plan = await choose('Otto', plan, 'When facts go out', /1 day/);
  await press('Otto', plan, 'Confirm');
}

/** What is confidential in what is shown, and in the calendars whose addresses stand there. */
async function found(texts: readonly string[]): Promise<string[]> {
  const all = [...texts];
  for (const [url] of texts.join(' ').matchAll(/http:\/\/127\.0\.0\.1:\d+\/calendar\/[0-9a-f]+\.ics/g)) {
    const answer = await fetch(url);
    // A newer address took the place of an older one.
    if (answer.ok) all.push(await answer.text());
  }
  return [...new Set(all.flatMap((text) => [...secretsIn(JSON.parse(JSON.stringify(text)))]))].toSorted();
}

test('everybody is written their own facts, and nobody another’s', async () => {
  await app.advance({ hours: 49 });
  for (const name of Object.keys(MAY).filter((each) => each !== 'Ben too')) {
    await until(
      `the facts of ${name}`,
      async () => (await the(name).direct()).some(({ text }) => text.startsWith('Your part in')),
      LONG,
    );
  }
  for (const [name, hands] of people) {
    const read = await found(await handActs(hands).reads());
    expect(
      read.filter((secret) => !MAY[name]?.includes(secret)).map((secret) => `${name}: ${secret}`),
    ).toEqual([]);
  }
});

/** What a notification, or the list of conversations, shows of a message. */
const lineOf = ({ payload }: Seen): string => (payload as { text: string }).text;

test('what a list of conversations shows of one’s facts tells neither role nor case', async () => {
  const facts = (await the('Jan').direct()).find(({ text }) => text.startsWith('Your part in'))!;
  expect(lineOf(facts)).not.toMatch(/You are|technician|workshop/i);
  expect(lineOf(await press('Jan', facts, 'Show me my facts'))).not.toMatch(/You are|technician|workshop/i);
});

// The facilitator does not open the case file; Otto opened the session, and is a member like others.
test.each(['Ben', 'Ben too', 'Eve', 'Jan', 'Kay', 'Otto', 'Member', 'Stranger', 'Facilitator'])(
  'whoever goes through everything reads what is theirs alone: %s',
  async (name) => {
    const acts = handActs(the(name));
    const { shown: all } = await explore(await acts.beginnings(['practice']), {
      most: MOST,
      ofAKind: 3,
      leaveOut: (act) => act.name in LAST || act.name === CASE_FILE || LONG_WAY.test(act.name),
    });
    const read = await found([...all.map(({ text }) => text), ...(await acts.reads())]);
    expect(read).toEqual([...(MAY[name] ?? [])].toSorted());
  },
);

test('once revealed, the cell reads everything; the other cell, who leads and who looks on read nothing more', async () => {
  await app.advance({ hours: 24 });
  const mine = shown(await the('Ann').run('practice show'));
  const cell = await press('Ann', mine, 'My cell');
  await press('Ann', cell, 'Reveal the facts and debrief');
  const told = await until('the debrief', async () =>
    (await the('Dan').direct()).find(({ text }) => text.startsWith('Your debrief is open')),
  );
  const texts: string[] = [];
  let page = await press('Dan', told, 'All the facts');
  for (;;) {
    texts.push(JSON.stringify([page.text, page.payload]));
    expect([...secretsIn(lineOf(page))]).toEqual([]);
    if (!control(page, 'Next')) break;
    page = await press('Dan', page, 'Next');
  }
  const everything = ['general', 'night-worker', 'parent', 'notices', 'caucus'];
  expect(await found(texts)).toEqual(everything.map((part) => `${FENCE} ${part}`).toSorted());
  // But for the first questions, nothing stays in direct messages, where it would stand when all is closed again.
  const kept = (await the('Dan').direct()).flatMap((message) =>
    message.private ? [] : [JSON.stringify([message.text, message.payload])],
  );
  const own = [...(MAY.Dan ?? []), `${FENCE} debrief`];
  expect((await found(kept)).filter((secret) => !own.includes(secret))).toEqual([]);
  for (const name of ['Gus', 'Jan', 'Kay', 'Otto', 'Member', 'Stranger', 'Facilitator']) {
    const read = await found(await handActs(the(name)).reads());
    expect(read.filter((secret) => !MAY[name]?.includes(secret))).toEqual([]);
  }
});

test('no record and no line of the log holds any of it', async () => {
  const leaks: string[] = [];
  for (const [table, rows] of await app.records()) {
    for (const secret of secretsIn(rows)) leaks.push(`${table} holds ${secret}`);
  }
  expect(leaks).toEqual([]);
  expect([...secretsIn(app.log.lines)]).toEqual([]);
  expect(app.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
