import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Seen } from '../../src/local/shared/human.ts';
import { until } from '../until.ts';
import { type CourseApp, type Desk, startCourseApp } from './course-app.ts';
import { shown } from './shown.ts';
import { wallClock } from './wall-clock.ts';

// The whole program, through the real clients, in one community on both platforms; started anew and troubled in the middle.

/** What the program does by itself, after restarts on a busy machine; in ms. */
const LONG = 60_000;
const LINK = 'https://video.example/our-secret-room';
/** What a member typed, that no log may hold. */
const ABOUT = 'Wordsofamember about carrying offers between rooms';

let app: CourseApp;

beforeAll(async () => {
  app = await startCourseApp();
  for (const at of app.desks) await at.run('Facilitator', 'settings show zone:Berlin');
}, 120_000);

afterAll(() => app.stop());

const desk = (name: string): Desk => app.desks.find((each) => each.name === name)!;
const other = (at: Desk): Desk => app.desks.find((each) => each !== at)!;

const { inDays, moveTo } = wallClock(() => app.clock);

/** The facilitator opens a session in one line; its post on each platform. */
async function open(
  at: Desk,
  title: string,
  when: string,
  more: string,
): Promise<{ readonly card: Seen; readonly posts: ReadonlyMap<Desk, Seen> }> {
  const draft = shown(
    await at.run('Facilitator', `practice create when:${when} title:${title} length:90m ${more}`),
  );
  expect(draft.private).toBe(true);
  expect(draft.text).toContain('19:00');
  expect(draft.text).toContain('Berlin');
  const card = shown(await at.click('Facilitator', draft.id, 'Open it'));
  const posts = new Map<Desk, Seen>();
  for (const each of app.desks) posts.set(each, await postOn(each, title, () => true));
  return { card, posts };
}

const postOn = (at: Desk, title: string, holds: (text: string) => boolean): Promise<Seen> =>
  until(
    `the post of ${title} on ${at.name}`,
    async () =>
      (await at.channel('Member')).findLast(
        ({ private: own, text }) => !own && text.startsWith(title) && holds(text),
      ),
    LONG,
  );

const direct = async (at: Desk, member: string, title: string): Promise<readonly Seen[]> =>
  (await at.direct(member)).filter(({ text }) => text.includes(title));

/** A name as it stands on either platform. */
const called = (name: string): RegExp => new RegExp(name.replaceAll(' ', '[ .]'), 'i');

/** Everything that a member sees, in the channel and directly. */
const everything = async (at: Desk, member: string): Promise<string> =>
  [...(await at.channel(member)), ...(await at.direct(member))].map(({ text }) => text).join('\n');

// Each has members on both platforms; where it begins changes from one to the next.
describe('a session', () => {
  test('opened on Discord is joined on both platforms for one roster; reminds those with a seat once, over restarts and faults, and not who left', async () => {
    const on = 'discord';
    const at = desk(on);
    const title = `Shuttle from ${on}`;
    const when = inDays(3);
    const { posts } = await open(at, title, when, `seats:2 link:${LINK} about:${ABOUT}`);
    const [here, there] = [posts.get(at)!, posts.get(other(at))!];
    const [first, second, third] = [`First at ${on}`, `Second at ${on}`, `Third at ${on}`];
    await at.addMember(first);
    await other(at).addMember(second);
    await at.addMember(third);

    const seated = shown(await at.click(first, here.id, 'Join'));
    expect(seated.text).toContain('You have a seat.');
    expect(seated.text).toContain(LINK);
    expect(shown(await other(at).click(second, there.id, 'Join')).text).toContain(LINK);
    const waits = shown(await at.click(third, here.id, 'Join'));
    expect(waits.text).toContain('1st on the waiting list');
    expect(waits.text).not.toContain(LINK);
    await app.restart();
    for (const each of app.desks) {
      const post = await postOn(each, title, (text) => text.includes('2 of 2 seats taken, 1 waiting'));
      expect(post.text).toMatch(called(first));
      expect(post.text).toMatch(called(second));
      expect(post.text).not.toContain(LINK);
    }

    // Who leaves frees the seat, which is offered to who waits.
    await at.click(first, here.id, 'Leave');
    const [offer] = await until(
      'the offer',
      async () => {
        const found = await direct(at, third, title);
        return found.length > 0 && found;
      },
      LONG,
    );
    expect(shown(await at.click(third, offer!.id, 'Take the seat')).text).toContain('You have a seat.');

    for (const each of app.desks) await each.trouble('answer-lost');
    await moveTo(when, { minutes: 1 - 24 * 60 });
    const reminders = async (each: Desk, member: string): Promise<readonly Seen[]> =>
      (await direct(each, member, title)).filter(({ text }) => text.startsWith('Reminder'));
    const oneFor = (each: Desk, member: string) =>
      until(`the reminder of ${member}`, async () => (await reminders(each, member)).length > 0, LONG);
    await oneFor(at, third);
    await oneFor(other(at), second);
    await app.restart();
    for (const each of app.desks) {
      await each.trouble('dropped');
      await each.trouble('limited');
    }
    await moveTo(when, { minutes: -14 });
    const twoFor = (each: Desk, member: string) =>
      until(`the second of ${member}`, async () => (await reminders(each, member)).length > 1, LONG);
    await twoFor(at, third);
    await twoFor(other(at), second);
    const [day, quarter, ...more] = await reminders(at, third);
    expect(more).toEqual([]);
    expect(day?.text).toContain(LINK);
    expect(quarter?.text).toContain(LINK);
    expect(await reminders(other(at), second)).toHaveLength(2);
    expect(await reminders(at, first)).toEqual([]);

    // From the reminder one may still leave; it frees the seat.
    const left = shown(await at.click(third, quarter!.id, 'Can’t make it after all'));
    expect(left.text).toContain('not among those who come');
    await postOn(other(at), title, (text) => text.includes('1 of 2 seats taken'));

    await moveTo(when, { minutes: -5 });
    const mine = shown(await other(at).run(second, 'practice show'));
    expect(shown(await other(at).click(second, mine.id, 'I am here')).text).toContain('You are checked in');
    await moveTo(when, { minutes: 91 });
    for (const each of app.desks) await postOn(each, title, (text) => text.includes('over'));
    const record = shown(await other(at).run(second, 'practice record'));
    expect(record.text).toContain(title);
    for (const each of app.desks) expect(await everything(each, 'Member')).not.toContain(LINK);
  });

  test('opened on Slack moves and is cancelled: everyone concerned is told once, and nobody is reminded of what was', async () => {
    const on = 'slack';
    const at = desk(on);
    const title = `Caucus from ${on}`;
    const when = inDays(3);
    const { card, posts } = await open(at, title, when, 'repeat:every week seats:6');
    const [comes, doubts, declines] = [`Comes on ${on}`, `Doubts on ${on}`, `Declines on ${on}`];
    await other(at).addMember(comes);
    for (const name of [doubts, declines]) await at.addMember(name);
    await other(at).click(comes, posts.get(other(at))!.id, 'Join');
    await at.click(doubts, posts.get(at)!.id, 'Maybe');
    await at.click(declines, posts.get(at)!.id, 'Join');
    await at.click(declines, posts.get(at)!.id, 'Leave');

    const moved = inDays(4);
    const choice = shown(await at.click('Facilitator', card.id, 'Change'));
    const scope = shown(await at.click('Facilitator', choice.id, 'Only this one'));
    const { form } = await at.click('Facilitator', scope.id, 'When');
    await at.submit('Facilitator', form!.id, { 'When it begins': moved });
    const proposal = await until('what was understood', async () =>
      (await at.channel('Facilitator')).find(({ text }) => text.startsWith('Is this right?')),
    );
    for (const each of app.desks) await each.trouble('answer-lost');
    const saved = shown(await at.click('Facilitator', proposal.id, 'Save'));
    const told = async (each: Desk, member: string, word: string): Promise<readonly Seen[]> =>
      (await direct(each, member, title)).filter(({ text }) => text.startsWith(word));
    const toldOnce = (each: Desk, member: string, word: string) =>
      until(`${word} to ${member}`, async () => (await told(each, member, word)).length > 0, LONG);
    await toldOnce(other(at), comes, 'Changed');
    await toldOnce(at, doubts, 'Changed');

    // Past the time at which the day before would have been, had it not been moved.
    await moveTo(when, { minutes: 5 - 24 * 60 });
    await app.restart();
    expect((await direct(other(at), comes, title)).filter(({ text }) => text.startsWith('Reminder'))).toEqual(
      [],
    );

    const cancel = await at.click('Facilitator', saved.id, 'Cancel …');
    const asked =
      cancel.form ?? (await at.click('Facilitator', shown(cancel).id, 'This and all that follow')).form;
    await at.submit('Facilitator', asked!.id, { 'Why (may stay empty)': 'The room is closed' });
    await toldOnce(other(at), comes, 'Cancelled');
    await toldOnce(at, doubts, 'Cancelled');
    for (const each of app.desks) await postOn(each, title, (text) => text.includes('The room is closed'));
    await moveTo(moved, { minutes: 100 });
    await app.restart();
    expect(await told(other(at), comes, 'Changed')).toHaveLength(1);
    expect(await told(other(at), comes, 'Cancelled')).toHaveLength(1);
    expect(await direct(other(at), comes, title)).toHaveLength(2);
    expect(await direct(at, doubts, title)).toHaveLength(2);
    expect(await direct(at, declines, title)).toEqual([]);
  });

  test('comes out of a poll on Discord by one click, and those whom the time suits are told', async () => {
    const on = 'discord';
    const at = desk(on);
    const title = `Polled on ${on}`;
    const suits = `Suits on ${on}`;
    await other(at).addMember(suits);
    const draft = shown(
      await at.run('Facilitator', `practice poll times:${inDays(5)}, ${inDays(6)} title:${title} length:60m`),
    );
    const posted = shown(await at.click('Facilitator', draft.id, 'Post it'));
    expect(posted.text).toContain('Posted');
    const poll = await postOn(other(at), `When? ${title}`, () => true);
    const marks = shown(await other(at).click(suits, poll.id, 'B'));
    expect(marks.private).toBe(true);
    const own = await postOn(at, `When? ${title}`, (text) => text.includes('1 could come'));
    const choice = shown(await at.click('Facilitator', own.id, 'Choose a time'));
    await at.click('Facilitator', choice.id, 'B');
    for (const each of app.desks) await postOn(each, title, (text) => text.includes('Seats'));
    const [invited] = await until(
      'the invitation',
      async () => {
        const found = await direct(other(at), suits, title);
        return found.length > 0 && found;
      },
      LONG,
    );
    expect(shown(await other(at).click(suits, invited!.id, 'Join')).text).toContain('You have a seat.');
  });
});

test('nothing that a member typed, and no link, stands in the log', () => {
  const log = JSON.stringify(app.log.lines);
  expect(log).not.toContain('Wordsofamember');
  expect(log).not.toContain('our-secret-room');
});
