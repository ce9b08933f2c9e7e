import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Course, Question, QuestionOption } from '../../src/course/course.ts';
import { loadCourse } from '../../src/course/load.ts';
import type { Seen } from '../../src/local/shared/human.ts';
import { courseDirectory } from '../asking.ts';
import { embeddedRecords } from '../store/stores.ts';
import { until } from '../until.ts';
import { type CourseApp, type Desk, startCourseApp } from './course-app.ts';
import { shown } from './shown.ts';

// The whole program, through the real clients, in one community on both platforms; started anew in the middle.

/** What the program does by itself, after two restarts on a busy machine; in ms. */
const LONG = 40_000;

let course: Course;
let app: CourseApp;

beforeAll(async () => {
  // In a folder also where there is a server: so the whole program, started anew, is proved on both homes.
  [course, app] = await Promise.all([loadCourse(courseDirectory), startCourseApp(embeddedRecords())]);
}, 120_000);

afterAll(() => app.stop());

const desk = (name: string): Desk => {
  const found = app.desks.find((each) => each.name === name);
  if (!found) throw new Error(`there is no desk at ${name}`);
  return found;
};

const labels = ({ controls }: Seen): string[] => controls.map(({ label }) => label);

/** The question that a message asks. */
function questionIn({ text }: Seen): Question {
  // Two that ask for pairs may have the same stem, and one may stand within another.
  const [found] = course.questions
    .filter(({ stem, pairs }) =>
      [stem, ...pairs.map(({ prompt }) => prompt)].every((each) => text.includes(each)),
    )
    .toSorted((a, b) => b.stem.length - a.stem.length);
  if (!found) throw new Error(`no question of the course is in “${text}”`);
  return found;
}

/** The label of an option, as this message letters it. */
function labelOf(seen: Seen, { text }: QuestionOption): string {
  const onButton = labels(seen).find((label) => label.slice(3) === text);
  const [, letter] = new RegExp(`(?:^|\\n)([A-E])\\. ${RegExp.escape(text)}`).exec(seen.text) ?? [];
  const found = onButton ?? letter;
  if (found === undefined) throw new Error(`the option does not stand in “${seen.text}”`);
  return found;
}

/** The label of an option that is right, or is not. */
const optionIn = (seen: Seen, right: boolean): string =>
  labelOf(seen, questionIn(seen).options.find((each) => each.right === right)!);

/** Answers a question of any kind, rightly or not, and gives what is told. */
async function answer(
  { click, choose, submit }: Desk,
  member: string,
  seen: Seen,
  right: boolean,
): Promise<Seen> {
  const question = questionIn(seen);
  const given = question.options.filter((each) => each.right === right);
  switch (question.kind) {
    case 'typed': {
      const { form } = await click(member, seen.id, 'Answer');
      const words = right ? (question.accept[0] ?? '') : 'something else';
      return shown(await submit(member, form?.id ?? '', { Answer: words }));
    }
    case 'match': {
      const terms = question.pairs.map(({ term }) => term);
      for (const [index, { key }] of question.pairs.entries()) {
        const term = right ? terms[index] : terms.at(-1 - index);
        await choose(member, seen.id, `${key}: choose a term`, term ?? '');
      }
      return shown(await click(member, seen.id, 'Check'));
    }
    case 'several': {
      const one = question.options.find((each) => each.right);
      const ticked = right ? given : [...given.slice(0, 1), ...(one ? [one] : [])];
      for (const option of ticked) await click(member, seen.id, labelOf(seen, option));
      return shown(await click(member, seen.id, 'Check'));
    }
    default:
      return shown(await click(member, seen.id, labelOf(seen, given[0]!)));
  }
}

const both = ['discord', 'slack'] as const;

describe.each(both)('practice on %s', (on) => {
  test('goes on where it stood after a restart, tells why, and ends with the result', async () => {
    const at = desk(on);
    const first = shown(await at.run('Member', 'quiz start topic:which-process length:2'));
    expect(first.private).toBe(true);
    const told = await answer(at, 'Member', first, false);
    expect(told.text).toContain(questionIn(first).fact);
    await app.restart();
    const offered = shown(await at.run('Member', 'quiz start'));
    const second = shown(await at.click('Member', offered.id, 'Go on'));
    expect(questionIn(second).id).not.toBe(questionIn(first).id);
    const end = await answer(at, 'Member', second, true);
    const result = shown(await at.click('Member', end.id, 'See your result'));
    expect(result.text).toContain('1 of 2');
    const again = shown(await at.click('Member', result.id, 'Again, only my mistakes'));
    expect(questionIn(again).id).toBe(questionIn(first).id);
  });

  test('asks every kind of question, and takes its answer', async () => {
    const at = desk(on);
    const who = `Who on ${on}`;
    await at.addMember(who);
    const kinds = new Set<string>();
    for (const topic of ['courts-and-police', 'words-of-the-field']) {
      const wanted = new Set(course.questions.filter((each) => each.topic === topic).map(({ kind }) => kind));
      let offered = shown(await at.run(who, `quiz start topic:${topic} length:14`));
      let seen = labels(offered).includes('Start anew')
        ? shown(await at.click(who, offered.id, 'Start anew'))
        : offered;
      for (;;) {
        kinds.add(questionIn(seen).kind);
        offered = await answer(at, who, seen, true);
        expect(offered.text).toContain('Right.');
        if (wanted.isSubsetOf(kinds)) break;
        seen = shown(await at.click(who, offered.id, 'Next question'));
      }
    }
    expect([...kinds].sort()).toEqual(['match', 'scenario', 'several', 'single', 'true-false', 'typed']);
    const progress = shown(await at.run(who, 'quiz progress'));
    expect(progress.text).toMatch(/\d+ of \d+ right/);
    const review = shown(await at.run(who, 'quiz review'));
    expect(review.text).toContain('Nothing is due now');
    const board = shown(await at.run(who, 'quiz leaderboard'));
    expect(board.text).not.toContain(who);
  });

  test('from a term’s card asks about that term', async () => {
    const { run, click } = desk(on);
    const term = course.questions[0]?.terms[0] ?? '';
    const card = shown(await run('Second member', `glossary term:${term}`));
    const asked = shown(await click('Second member', card.id, 'Quiz me on this'));
    expect(questionIn(asked).terms).toContain(term);
  });
});

test('a posted question stands on both platforms, is answered once a person, tells nothing before its close, and counts all', async () => {
  const [here, there] = app.desks;
  await here.run('Facilitator', 'quiz post');
  const postAt = async (at: Desk): Promise<Seen> =>
    until(`the question on ${at.name}`, async () =>
      (await at.channel('Member')).findLast(
        ({ private: own, text }) => !own && text.includes('A question for everyone'),
      ),
    );
  const posts = [await postAt(here), await postAt(there)] as const;
  const question = questionIn(posts[0]);
  expect(questionIn(posts[1]).id).toBe(question.id);
  for (const { text } of posts) expect(text).not.toContain(question.fact);

  // Both at once: the second of two clicks is a change, never a second answer.
  const right = optionIn(posts[0], true);
  const wrong = optionIn(posts[0], false);
  const kept = shown(await here.click('Member', posts[0].id, right));
  expect(kept).toMatchObject({ private: true, text: `Kept: ${right[0]}; one change left.` });
  await app.restart();
  const changed = shown(await here.click('Member', posts[0].id, wrong));
  expect(changed.text).toContain(`Changed to ${wrong[0]}`);
  expect(shown(await here.click('Member', posts[0].id, right)).text).toContain(`Kept: ${wrong[0]}`);
  for (const [at, post, names] of [
    [here, posts[0], ['One', 'Two', 'Three']],
    [there, posts[1], ['Four', 'Five']],
  ] as const) {
    for (const name of names) {
      await at.addMember(name);
      await at.click(name, post.id, right);
    }
  }
  const before = await here.channel('Member');
  expect(before.find(({ id }) => id === posts[0].id)?.text).toBe(posts[0].text);

  const asked = (await here.channel('Facilitator')).findLast(({ private: own }) => own);
  await here.click('Facilitator', asked?.id ?? '', 'Close it now');
  for (const [at, post] of [
    [here, posts[0]],
    [there, posts[1]],
  ] as const) {
    const closed = await until(`the close on ${at.name}`, async () =>
      (await at.channel('Member')).find(({ id, text }) => id === post.id && text.includes(question.fact)),
    );
    expect(closed.text).toContain(question.rule);
    expect(closed.text).toContain('What 6 members chose first');
    const own = shown(await at.click(at === here ? 'Member' : 'Four', closed.id, 'My feedback'));
    expect(own.private).toBe(true);
    expect(own.text).toContain('You chose');
  }
  expect(shown(await here.click('Second member', posts[0].id, 'My feedback')).text).toContain(
    'did not answer',
  );
});

describe.each(both)('the facilitators’ tools on %s', (on) => {
  test('are not for members', async () => {
    for (const line of ['quiz post', 'quiz schedule', 'quiz report']) {
      expect(shown(await desk(on).run('Member', line)).text).toContain('Only facilitators');
    }
  });

  test('report what is wrong with a question, with its id', async () => {
    const { run, click, submit } = desk(on);
    const asked = shown(await run('Second member', 'quiz start topic:which-process length:1'));
    const first = labels(asked).includes('Start anew')
      ? shown(await click('Second member', asked.id, 'Start anew'))
      : asked;
    const { form } = await click('Second member', first.id, 'Something wrong?');
    await submit('Second member', form?.id ?? '', {
      'What should we look at?': 'Two answers seem right to me.',
    });
    // The thanks stand beside the question, which may be in the middle of a quiz.
    const stays = (await desk(on).channel('Second member')).find(({ id }) => id === first.id);
    expect(stays?.text).toBe(first.text);
    const report = shown(await run('Facilitator', 'quiz report'));
    const listed = labels(report).find((label) => label.startsWith('Reported questions')) ?? '';
    const list = shown(await click('Facilitator', report.id, listed));
    expect(list.text).toContain(questionIn(first).id);
    expect(list.text).toContain('Two answers seem right to me.');
  });

  test('keep a timetable over a restart: what is due then stands on both platforms, once', async () => {
    const { run, click } = desk(on);
    const inAnHour = app.clock.now().toZonedDateTimeISO('Europe/Berlin').add({ hours: 1 });
    const time = inAnHour.toPlainTime().toString({ smallestUnit: 'minute' });
    const made = shown(
      await run('Facilitator', `quiz schedule days:daily time:${time} zone:Berlin closes:2h`),
    );
    expect(made.text).toContain('Europe/Berlin');
    await click('Facilitator', made.id, 'Start');
    const postsAt = async (at: Desk): Promise<readonly Seen[]> =>
      (await at.channel('Second member')).filter(
        (seen) => !seen.private && seen.text.startsWith('A question for'),
      );
    const before = await Promise.all(app.desks.map(async (at) => (await postsAt(at)).length));
    await app.restart();
    await app.clock.advance({ hours: 1 });
    for (const [index, at] of app.desks.entries()) {
      await until(
        `the question on ${at.name}`,
        async () => (await postsAt(at)).length === before[index]! + 1,
        LONG,
      );
    }
    await app.restart();
    await app.clock.advance({ hours: 2 });
    for (const at of app.desks) {
      const closed = await until(
        `its close on ${at.name}`,
        async () => (await postsAt(at)).findLast(({ text }) => text.includes('What decides it')),
        LONG,
      );
      expect(closed.text).toContain('so no numbers are shown');
    }
    expect(await Promise.all(app.desks.map(async (at) => (await postsAt(at)).length))).toEqual(
      before.map((count) => count + 1),
    );

    const listed = shown(await run('Facilitator', 'quiz schedule'));
    const one = shown(await click('Facilitator', listed.id, 'Timetable 1'));
    const paused = shown(await click('Facilitator', one.id, 'Pause'));
    expect(paused.text).toContain('paused');
    const removed = shown(await click('Facilitator', paused.id, 'Remove'));
    expect(removed.text).toContain('No timetable yet');
  });
});

describe.each(both)('review on %s', (on) => {
  test('is due days later; the daily reminder says so by DM, once, and stops by its button', async () => {
    const at = desk(on);
    await at.addMember(`Reviewer on ${on}`);
    const who = `Reviewer on ${on}`;
    const first = shown(await at.run(who, 'quiz start topic:which-process length:1'));
    await answer(at, who, first, false);
    const soon = app.clock.now().toZonedDateTimeISO('Europe/Berlin').add({ hours: 2 });
    const time = soon.toPlainTime().toString({ smallestUnit: 'minute' });
    await at.run(who, 'settings show zone:Berlin');
    expect(shown(await at.run(who, `quiz review nudge:${time}`)).text).toContain(time);
    await app.clock.advance({ hours: 50 });
    const reminders = async () =>
      (await at.direct(who)).filter(({ text }) => text.startsWith('Worth repeating today'));
    await until('the reminder', async () => (await reminders()).length > 0, LONG);
    await app.restart();
    const [reminder, ...more] = await reminders();
    expect(more).toEqual([]);
    expect(shown(await at.click(who, reminder?.id ?? '', 'Stop these')).text).toContain('Stopped');
    const due = shown(await at.run(who, 'quiz review'));
    expect(due.text).toContain('Daily reminder: none');
    expect(questionIn(shown(await at.click(who, due.id, 'Start'))).id).toBe(questionIn(first).id);
  });
});

test('nothing that a member typed stands in the log', () => {
  expect(JSON.stringify(app.log.lines)).not.toContain('Two answers seem right');
});
