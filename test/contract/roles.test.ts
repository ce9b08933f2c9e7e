import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadCourse } from '../../src/course/load.ts';
import { idIn } from '../../src/demo-course.ts';
import type { Seen } from '../../src/local/shared/human.ts';
import { courseDirectory } from '../asking.ts';
import { until } from '../until.ts';
import { secretsOf } from './case-secrets.ts';
import { type CourseApp, type Desk, startCourseApp } from './course-app.ts';
import { shown } from './shown.ts';
import { wallClock } from './wall-clock.ts';

// Roles and their facts in the whole program, through the real clients, in one community on both platforms.

/** What the program does by itself, after restarts on a busy machine; in ms. */
const LONG = 60_000;
const FENCE = 'fence-and-drums';
const FACTS = 'Your part in';

let app: CourseApp;
let secretsIn: ReturnType<typeof secretsOf>;
let discord: Desk;
let slack: Desk;

beforeAll(async () => {
  const [started, course] = await Promise.all([startCourseApp(), loadCourse(courseDirectory)]);
  app = started;
  secretsIn = secretsOf(course.cases);
  [discord, slack] = app.desks;
  for (const at of app.desks) await at.run('Facilitator', 'settings show zone:Berlin');
}, 120_000);

afterAll(() => app.stop());

/** A name as it stands on either platform. */
const called = (name: string): RegExp => new RegExp(name.replaceAll(' ', '[ .]'), 'i');

const { inDays, moveTo } = wallClock(() => app.clock);

const postOn = (at: Desk, title: string): Promise<Seen> =>
  until(
    `the post of ${title} on ${at.name}`,
    async () =>
      (await at.channel('Member')).findLast(({ private: own, text }) => !own && text.startsWith(title)),
    LONG,
  );

/** A member where they are. */
interface Someone {
  readonly at: Desk;
  readonly name: string;
}

/** The facilitator opens a session in one line, and these join it. */
async function opened(title: string, when: string, members: readonly Someone[]): Promise<Seen> {
  const draft = shown(
    await discord.run('Facilitator', `practice create when:${when} title:${title} length:90m`),
  );
  const card = shown(await discord.click('Facilitator', draft.id, 'Open it'));
  for (const { at, name } of members) await at.click(name, (await postOn(at, title)).id, 'Join');
  return card;
}

/** The value behind a label of a list. */
function choice(message: Seen, placeholder: string, label: RegExp): string | undefined {
  const list = message.controls.find((each) => each.kind === 'select' && each.label === placeholder);
  return list?.options?.find((each) => label.test(each.label))?.value;
}

async function choose(at: Desk, message: Seen, placeholder: string, label: RegExp): Promise<Seen> {
  const value = choice(message, placeholder, label);
  if (value === undefined) throw new Error(`${placeholder} has no ${label} on “${message.text}”`);
  return shown(await at.choose('Facilitator', message.id, placeholder, value));
}

const roles = async (at: Desk, title: string): Promise<Seen> =>
  shown(await at.run('Facilitator', `practice roles session:${title}`));

/** Gives a role of a cell's card to somebody, unless it is theirs. */
async function give(at: Desk, cell: Seen, role: string, name: string): Promise<Seen> {
  const asked = await choose(at, cell, 'Give a role to somebody else', new RegExp(`^${role}$`));
  const placeholder = `${role}: choose somebody`;
  return choice(asked, placeholder, called(name)) === undefined
    ? shown(await at.click('Facilitator', asked.id, 'Back to the cell'))
    : choose(at, asked, placeholder, called(name));
}

const written = async ({ at, name }: Someone, title: string): Promise<readonly Seen[]> =>
  (await at.direct(name)).filter(({ text }) => text.startsWith(title));

/** Waits until somebody was written so many messages with this title, and gives the last one. */
async function gets(someone: Someone, title: string, count = 1): Promise<Seen> {
  const found = await until(
    `${title} to ${someone.name}`,
    async () => {
      const all = await written(someone, title);
      return all.length >= count && all;
    },
    LONG,
  );
  expect(found).toHaveLength(count);
  return found.at(-1)!;
}

const labels = ({ controls }: Seen): string[] => controls.map(({ label }) => label);

/** What is confidential of all that somebody sees, wherever they look. */
async function reads({ at, name }: Someone): Promise<string[]> {
  const all = [...(await at.channel(name)), ...(await at.direct(name))];
  return [...secretsIn(all.map(({ text, payload }) => [text, payload]))].toSorted();
}
const of = (...parts: readonly string[]): string[] => parts.map((part) => `${FENCE} ${part}`).toSorted();

describe('a cell on both platforms', () => {
  const title = 'Evening practice';
  let when: string;
  let [ann, ben, cleo, dan, eve, finn, gil]: Someone[] = [];

  beforeAll(async () => {
    when = inDays(3);
    const there = (at: Desk, name: string): Someone => ({ at, name: `${name} of ${at.name}` });
    [ann, cleo, gil] = ['Ann', 'Cleo', 'Gil'].map((name) => there(discord, name));
    [dan, eve, finn] = ['Dan', 'Eve', 'Finn'].map((name) => there(slack, name));
    for (const { at, name } of [ann!, cleo!, dan!, eve!, finn!, gil!]) await at.addMember(name);
    ben = { at: discord, name: 'Second member' };
    await opened(title, when, [ann!, ben!, cleo!, dan!, eve!, finn!]);
  });

  test('is proposed, changed by selects and confirmed; facts come to each holder at the set time, over a restart', async () => {
    const plan = shown(await discord.click('Facilitator', (await roles(discord, title)).id, 'Propose'));
    const one =
      choice(plan, 'How many cells', /^1 cell$/) === undefined
        ? plan
        : await choose(discord, plan, 'How many cells', /^1 cell$/);
    let cell = await choose(discord, one, 'Change a cell', /^Cell 1/);
    cell = await choose(discord, cell, 'Case', /The fence and the drums/);
    cell = await give(discord, cell, 'Mediator', ann!.name);
    cell = await give(discord, cell, 'Night-shift neighbour', ben!.name);
    cell = await give(discord, cell, 'Parent next door', dan!.name);
    cell = await give(discord, cell, 'Coach', cleo!.name);
    cell = await give(discord, cell, 'Observer', eve!.name);
    let whole = shown(await discord.click('Facilitator', cell.id, 'Back to all cells'));
    whole = await choose(discord, whole, 'When facts go out', /1 hour/);
    expect(shown(await discord.click('Facilitator', whole.id, 'Confirm')).text).toContain('Confirmed');

    // Ben takes no direct messages.
    await app.discord.setDirectOpen(idIn(app.discord.members, ben!.name), false);
    await moveTo(when, { minutes: -62 });
    await app.restart();
    for (const someone of [ann!, dan!]) expect(await written(someone, FACTS)).toEqual([]);
    await moveTo(when, { minutes: -59 });
    for (const someone of [ann!, cleo!, dan!, eve!, finn!]) await gets(someone, FACTS);
    expect(await reads(dan!)).toEqual(of('general', 'parent'));
    expect(await reads(ann!)).toContain(`${FENCE} general`);
    for (const someone of [eve!, finn!]) expect(await reads(someone)).not.toContain(`${FENCE} parent`);
    for (const at of app.desks) {
      expect(await reads({ at, name: 'Member' })).toEqual([]);
      expect(await reads({ at, name: 'Facilitator' })).toEqual([]);
    }
    // What a lock screen shows of it.
    const { text } = (await gets(dan!, FACTS)).payload as { text: string };
    expect(text).toContain(FACTS);
    expect(text).not.toMatch(/parent|neighbour|fence and the drums|general/i);
  });

  test('facts of somebody who takes no direct messages stand beside their next answer; who leads is told', async () => {
    expect(await reads(ben!)).toEqual([]);
    expect((await roles(slack, title)).text).toMatch(/Second member.*cannot be written to directly/);
    const answer = shown(await discord.run(ben!.name, 'practice list'));
    expect(answer.private).toBe(true);
    expect([...secretsIn(answer.text)].toSorted()).toEqual(of('general', 'night-worker'));
    const card = shown(await discord.run(ben!.name, `practice show session:${title}`));
    const again = shown(await discord.click(ben!.name, card.id, 'Show me my facts'));
    expect(secretsIn(again.text)).toContain(`${FENCE} night-worker`);
    expect((await discord.channel(ann!.name)).map(({ id }) => id)).not.toContain(again.id);
  });

  test('a role that is given to another takes its facts along', async () => {
    const old = await gets(dan!, FACTS);
    const plan = await roles(slack, title);
    const cell = await choose(slack, plan, 'Change a cell', /^Cell 1/);
    await give(slack, cell, 'Parent next door', eve!.name);
    const facts = await gets(eve!, FACTS, 2);
    expect(secretsIn(facts.text)).toContain(`${FENCE} parent`);
    const dead = await slack.click(dan!.name, old.id, 'Show me my facts');
    expect([...secretsIn([dead.failure, dead.message?.text])]).not.toContain(`${FENCE} parent`);
  });

  test('a no-show is replaced in one click, and a late-comer gets a place', async () => {
    await moveTo(when, { minutes: -4 });
    const plan = await roles(slack, title);
    const cell = await choose(slack, plan, 'Change a cell', /^Cell 1/);
    const replaced = await choose(slack, cell, 'Did not come: replace …', called(ben!.name));
    // Dan knows the other side, Cleo all sides.
    expect(replaced.text).toMatch(/did not come: Finn.* is Night-shift neighbour now/i);
    expect(secretsIn((await gets(finn!, FACTS, 2)).text)).toContain(`${FENCE} night-worker`);
    const gone = shown(await discord.run(ben!.name, `practice show session:${title}`));
    expect(labels(gone)).not.toContain('Show me my facts');

    await discord.click(gil!.name, (await postOn(discord, title)).id, 'Join');
    const late = await roles(slack, title);
    const placed = await choose(slack, late, 'Somebody came late: give them a place', called(gil!.name));
    expect(placed.text).toMatch(/Gil.* is Observer/);
    await gets(gil!, FACTS);
    expect(await reads(gil!)).toEqual(of('general'));
  });

  test('the timer rings once, over a restart', async () => {
    const facts = await gets(ann!, FACTS);
    const cell = shown(await discord.click(ann!.name, facts.id, 'My cell'));
    await discord.click(ann!.name, cell.id, 'Start preparation (10 min)');
    await app.restart();
    await moveTo(when, { minutes: 7 });
    for (const someone of [ann!, dan!, eve!, gil!]) await gets(someone, 'Preparation is over');
    await app.restart();
    for (const someone of [ann!, dan!]) expect(await written(someone, 'Preparation is over')).toHaveLength(1);
  });

  test('the mediator reveals; the cell reads all, gives feedback, and nobody else does', async () => {
    const ring = await gets(ann!, 'Preparation is over');
    const cell = shown(await discord.click(ann!.name, ring.id, 'My cell'));
    const revealed = shown(await discord.click(ann!.name, cell.id, 'Reveal the facts and debrief'));
    expect(revealed.text).toContain('It is open to the cell now');
    const words = 'You asked what sleep would make possible';
    for (const [someone, said] of [
      [eve!, words],
      [gil!, undefined],
    ] as const) {
      const { at, name } = someone;
      const debrief = await gets(someone, 'Your debrief is open');
      const { form } = await at.click(name, debrief.id, 'Feedback for the mediator');
      const rated = Object.fromEntries(
        form!.fields.filter(({ options }) => options).map(({ id, options }) => [id, options![2]!.value]),
      );
      const open = form!.fields.find(({ options }) => !options)!;
      const sent = await at.submit(name, form!.id, { ...rated, ...(said ? { [open.id]: said } : {}) });
      expect(sent.kind).not.toBe('failed');
    }
    let page = await gets(finn!, 'Your debrief is open');
    const read = new Set<string>();
    for (
      let on: string | undefined = 'All the facts';
      on;
      on = labels(page).find((each) => each === 'Next')
    ) {
      page = shown(await slack.click(finn!.name, page.id, on));
      for (const secret of secretsIn(page.text)) read.add(secret);
    }
    expect([...read].toSorted()).toEqual(of('general', 'night-worker', 'parent', 'notices', 'caucus'));
    const told = await gets(ann!, 'Feedback has come for you');
    const got = shown(await discord.click(ann!.name, told.id, 'Feedback I got'));
    expect(got.text).toContain(words);
    for (const someone of [dan!, eve!, gil!]) {
      const everything = [
        ...(await someone.at.direct(someone.name)),
        ...(await someone.at.channel(someone.name)),
      ];
      expect(JSON.stringify(everything)).not.toContain(words);
    }
    for (const at of app.desks) expect(await reads({ at, name: 'Member' })).toEqual([]);
  });
});

test('facts follow a session that is moved, and nobody gets any of one that is cancelled', async () => {
  const [moving, ending] = ['Moving practice', 'Ending practice'];
  const [first, then] = [inDays(3), inDays(4)];
  const members = [
    ...['Ida', 'Jon'].map((name) => ({ at: discord, name: `${name} of discord` })),
    { at: slack, name: 'Kim of slack' },
  ];
  for (const { at, name } of members) await at.addMember(name);
  const cards = new Map<string, Seen>();
  for (const title of [moving, ending]) {
    cards.set(title, await opened(title, first, members));
    const plan = shown(await discord.click('Facilitator', (await roles(discord, title)).id, 'Propose'));
    const timed = await choose(discord, plan, 'When facts go out', /1 hour/);
    expect(shown(await discord.click('Facilitator', timed.id, 'Confirm')).text).toContain('Confirmed');
  }
  const change = shown(await discord.click('Facilitator', cards.get(moving)!.id, 'Change'));
  const { form } = await discord.click('Facilitator', change.id, 'When');
  await discord.submit('Facilitator', form!.id, { 'When it begins': then });
  const asked = await until('what was understood', async () =>
    (await discord.channel('Facilitator')).findLast(({ text }) => text.startsWith('Is this right?')),
  );
  await discord.click('Facilitator', asked.id, 'Save');
  const cancel = await discord.click('Facilitator', cards.get(ending)!.id, 'Cancel …');
  await discord.submit('Facilitator', cancel.form!.id, { 'Why (may stay empty)': 'The room is closed' });

  for (const someone of members) await gets(someone, 'Cancelled');
  await moveTo(first, { minutes: 30 });
  await app.restart();
  for (const someone of members) expect(await written(someone, FACTS)).toEqual([]);
  await moveTo(then, { minutes: -59 });
  for (const someone of members) expect((await gets(someone, FACTS)).text).toContain(moving);
});

test('nothing confidential stands in the log', () => {
  expect([...secretsIn(app.log.lines)]).toEqual([]);
  expect(app.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
