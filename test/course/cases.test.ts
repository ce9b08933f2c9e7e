import { describe, expect, test } from 'vitest';
import type { Case } from '../../src/course/course.ts';
import { courseWith, lines, problemsIn } from './content-directory.ts';

const FILE = 'cases/gate.md';

/** A case without a mistake. */
const gate = lines(
  '---', // 1
  'title: The gate',
  'courses: [law]',
  'setting: A small room.',
  'minutes:',
  '  preparation: 10',
  '  mediation: 60',
  '  debrief: 30',
  'parties:',
  '  - { id: owner, name: Owner }', // 10
  '  - { id: tenant, name: Tenant }',
  '---',
  '## General facts',
  '',
  'The gate stands open at night, and the dog of one of them runs out.',
  '',
  'Both were told.',
  '## Confidential facts: owner',
  'You lost the key on the day when the dog first ran out, and told nobody.',
  '## Confidential facts: tenant', // 20
  'You leave the gate open for a friend who comes late.',
  '## What the mediator should notice',
  '- The key is the interest',
  '  behind the gate.',
  '- Nobody has asked who comes late.',
  '',
  '- It is tempting to buy a lock.',
  '## Debrief questions',
  '### Out of role',
  '1. Who are you?', // 30
  '### The mediator',
  '1. What are you content with?',
  '2. What would you try?',
  '### What worked',
  '- Which words?',
  '### Other options',
  '- What else?',
  '### Critique as asked',
  '- On what?',
);

async function caseOf(text: string): Promise<Case> {
  const { cases } = await courseWith({ [FILE]: text });
  expect(cases).toHaveLength(1);
  return cases[0]!;
}

/** What the loader says about the sound case once `from` in it is replaced, without the file's name. */
async function problemsOf(from: string | RegExp, to: string): Promise<string[]> {
  const changed = gate.replace(from, to);
  expect(changed).not.toBe(gate);
  const found = await problemsIn({ [FILE]: changed });
  return found.map((problem) => problem.replace(FILE, ''));
}

const words = (number: number) => Array.from({ length: number }, (_, index) => `word${index}`).join(' ');
const chars = (number: number) => 'x'.repeat(number);

describe('a sound case', () => {
  test('gives its fields, its texts as Markdown, and its lists point by point', async () => {
    expect(await caseOf(gate)).toEqual({
      id: 'gate',
      title: 'The gate',
      courses: ['law'],
      setting: 'A small room.',
      minutes: { preparation: 10, mediation: 60, debrief: 30 },
      parties: [
        { id: 'owner', name: 'Owner' },
        { id: 'tenant', name: 'Tenant' },
      ],
      roles: [],
      sources: [],
      general: 'The gate stands open at night, and the dog of one of them runs out.\n\nBoth were told.',
      confidential: new Map([
        ['owner', 'You lost the key on the day when the dog first ran out, and told nobody.'],
        ['tenant', 'You leave the gate open for a friend who comes late.'],
      ]),
      notices: [
        'The key is the interest behind the gate.',
        'Nobody has asked who comes late.',
        'It is tempting to buy a lock.',
      ],
      debrief: [
        { step: 'out-of-role', text: 'Who are you?' },
        { step: 'mediator', text: 'What are you content with?' },
        { step: 'mediator', text: 'What would you try?' },
        { step: 'positives', text: 'Which words?' },
        { step: 'options', text: 'What else?' },
        { step: 'critique', text: 'On what?' },
      ],
    });
  });

  test('may have a caution, sources, a caucus plan, and roles with facts that are no parties', async () => {
    const text = gate
      .replace(
        'minutes:',
        'caution: Dogs.\nsources: [book]\nroles: [{ id: mediator, name: Mediator }]\nminutes:',
      )
      .replace(
        '## Debrief',
        '## Caucus plan\nOwner first.\n## Confidential facts: mediator\nOne wept.\n## Debrief',
      );
    const { caution, sources, roles, caucusPlan, confidential, parties } = await caseOf(text);
    expect([caution, sources, roles, caucusPlan, confidential.get('mediator')]).toEqual([
      'Dogs.',
      ['book'],
      [{ id: 'mediator', name: 'Mediator' }],
      'Owner first.',
      'One wept.',
    ]);
    expect(parties).toHaveLength(2);
  });

  test('has the confidential facts of a role in no other field', async () => {
    const { confidential, ...open } = await caseOf(gate);
    expect(JSON.stringify(open)).not.toMatch(/lost the key|leave the gate/);
    // A map shows nothing of itself where a case is written out whole by mistake.
    expect(JSON.stringify({ confidential })).toBe('{"confidential":{}}');
  });

  test('reads alike with Windows line ends, whatever the case of its headings', async () => {
    const shouted = gate.replaceAll(/^##+ (?!Conf).*$/gm, (heading) => heading.toUpperCase());
    expect(await caseOf(shouted.replaceAll('\n', '\r\n'))).toEqual(await caseOf(gate));
  });

  test('comes in the order of the files, and none where there is no folder of cases', async () => {
    const { cases } = await courseWith({ 'cases/z.md': gate, 'cases/a.md': gate.replace('gate', 'wall') });
    expect(cases.map(({ id }) => id)).toEqual(['a', 'z']);
    expect((await courseWith()).cases).toEqual([]);
  });
});

describe('each mistake in a case is reported with its line and what to write instead:', () => {
  test.each<[string, string | RegExp, string, string[]]>([
    [
      'no fields',
      /^---\n/,
      '',
      [':1 should start with a line of three hyphens, the fields, and another line of three hyphens'],
    ],
    ['no title', 'title: The gate\n', '', [':2 title: is missing; write it']],
    [
      'an unknown field',
      'setting',
      'seting',
      [':2 setting: is missing; write it', ':4 "seting" is not a field here; did you mean "setting"?'],
    ],
    [
      'an unknown course',
      '[law]',
      '[lwa]',
      [':3 courses: "lwa" is not a course of course.yaml; did you mean "law"?'],
    ],
    [
      'an unknown source',
      'minutes:',
      'sources: [boook]\nminutes:',
      [':5 sources: "boook" is not a source of sources.yaml; did you mean "book"?'],
    ],
    [
      'too short a mediation',
      'mediation: 60',
      'mediation: 29',
      [':7 minutes, mediation: should be a whole number of minutes from 30 to 90'],
    ],
    [
      'too long a debrief',
      'debrief: 30',
      'debrief: 61',
      [':8 minutes, debrief: should be a whole number of minutes from 30 to 60'],
    ],
    [
      'a time in words',
      'preparation: 10',
      'preparation: ten',
      [':6 minutes, preparation: should be a whole number of minutes from 5 to 20'],
    ],
    [
      'one party alone',
      '  - { id: tenant, name: Tenant }\n',
      '',
      [':10 parties: should name two to six parties'],
    ],
    [
      'two parties with one id',
      'id: tenant',
      'id: owner',
      [
        ':11 id: "owner" stands twice; give each role an id of its own',
        ':20 "tenant" is not the id of a party or role of this case; the ids are owner',
      ],
    ],
    [
      'two parties with one name',
      'name: Tenant',
      'name: owner',
      [':11 name: "owner" stands twice; name the roles apart'],
    ],
    [
      'a role of the cell among the parties',
      /tenant/g,
      'coach',
      [':11 id: "coach" is no party; put it under roles'],
    ],
    [
      'a party without facts',
      /## Confidential facts: tenant\n.*\n/,
      '',
      [':11 id: "tenant" has no facts; write a section "## Confidential facts: tenant"'],
    ],
    [
      'facts of a party that is not there',
      'facts: tenant',
      'facts: tenat',
      [
        ':11 id: "tenant" has no facts; write a section "## Confidential facts: tenant"',
        ':20 "tenat" is not the id of a party or role of this case; did you mean "tenant"?',
      ],
    ],
    [
      'facts of one party in two sections',
      'facts: tenant',
      'facts: owner',
      [
        ':11 id: "tenant" has no facts; write a section "## Confidential facts: tenant"',
        ':20 "Confidential facts: owner" stands twice; join the two sections',
      ],
    ],
    [
      'a misspelt section',
      'General facts',
      'Genral facts',
      [
        ':13 "Genral facts" is not a section of a case; did you mean "General facts"?',
        ':13 lacks a section; write a line "## General facts" and the text below it',
      ],
    ],
    [
      'text above the first section',
      '## General facts\n',
      'The gate.\n## General facts\n',
      [':13 stands above the first heading; put it below a line that starts with ##'],
    ],
    [
      'a heading that is too large',
      'Both were told.',
      '# Told',
      [':17 should start with ##, as the headings here do; for stress write **two stars**'],
    ],
    [
      'a heading inside the facts',
      'Both were told.',
      '### Told',
      [':17 is a heading inside a section; the sections start with ##, and **two stars** make bold'],
    ],
    [
      'an empty section',
      'You leave the gate open for a friend who comes late.',
      '',
      [':20 "Confidential facts: tenant" is empty; write its text below this line'],
    ],
    [
      'general facts too long for a card',
      'Both were told.',
      chars(1800),
      [':13 "General facts" is 1869 characters long; shorten it to 1800 or fewer'],
    ],
    [
      'confidential facts too long for a card',
      'You leave the gate open for a friend who comes late.',
      chars(1501),
      [':20 "Confidential facts: tenant" is 1501 characters long; shorten it to 1500 or fewer'],
    ],
    [
      'a point that is too long',
      'It is tempting to buy a lock.',
      chars(401),
      [':27 "this point" is 401 characters long; shorten it to 400 or fewer'],
    ],
    [
      'prose where a list belongs',
      '- Nobody has asked',
      '\nNobody has asked',
      [
        ':22 "What the mediator should notice" should hold 3 to 8 points; it holds 2',
        ':26 should be a point of a list; start it with a hyphen and a space',
      ],
    ],
    [
      'a debrief that does not leave the roles first',
      /(### Out of role\n.*\n)(### The mediator\n.*\n.*\n)/,
      '$2$1',
      [
        ':32 "Out of role" comes too late; the order is Out of role, The mediator, What worked, Other options, Critique as asked',
      ],
    ],
    [
      'a misspelt step',
      'What worked',
      'What workd',
      [
        ':28 lacks a step; write a line "### What worked" and its questions below it',
        ':34 "What workd" is not a step of a debrief; did you mean "What worked"?',
      ],
    ],
    [
      'a step without a question',
      '- Which words?\n',
      '',
      [':34 "What worked" has no question; write one at least'],
    ],
    [
      'a question above the first step',
      '### Out of role\n',
      '',
      [
        ':28 lacks a step; write a line "### Out of role" and its questions below it',
        ':29 stands above the first heading; put it below a line that starts with ###',
      ],
    ],
    [
      'more questions than a debrief has time for',
      '- On what?',
      '- On what?\n'.repeat(8),
      [':28 "Debrief questions" should hold 5 to 12 questions; it holds 13'],
    ],
  ])('%s', async (_, from, to, expected) => {
    expect((await problemsOf(from, to)).toSorted()).toEqual(expected.toSorted());
  });

  test('two cases with one title, whatever its case', async () => {
    const found = await problemsIn({ [FILE]: gate, 'cases/wall.md': gate.replace('The gate', 'the Gate') });
    expect(found).toEqual([
      'cases/wall.md:2 title: "the Gate" is already the title of another case (cases/gate.md:2); change one of the two',
    ]);
  });

  test('a file of another kind, or with a name that is no id', async () => {
    expect(await problemsIn({ 'cases/gate.txt': gate, 'cases/The Gate.md': gate })).toEqual([
      'cases/gate.txt:1 is not read; the name of a file in cases ends in .md',
      'cases/The Gate.md:1 the name before .md may hold 1 to 36 of a-z, 0-9 and hyphens only',
    ]);
  });
});

describe('eight words in a row of confidential facts', () => {
  const owned = 'You lost the key';
  const said = (place: string, line: number) =>
    `:19 8 words in a row here also stand in "${place}" (line ${line}); confidential facts stand in one section only`;

  test.each<[string, string, string]>([
    ['the general facts', 'Both were told.', said('General facts', 17)],
    ['the setting', 'A small room.', said('setting', 4)],
    ['what to notice', 'It is tempting to buy a lock.', said('What the mediator should notice', 27)],
    ['the debrief', 'Which words?', said('Debrief questions', 35)],
  ])('may not stand in %s as well', async (_, place, expected) => {
    const shared = gate.replace(owned, `${words(8)}. ${owned}`).replace(place, `${words(8)}.`);
    expect(await problemsIn({ [FILE]: shared })).toEqual([`${FILE}${expected}`]);
    const seven = gate.replace(owned, `${words(7)}. ${owned}`).replace(place, `${words(7)}.`);
    expect(await problemsIn({ [FILE]: seven })).toEqual([]);
  });

  test('may not stand in those of another party, even over a line end and with other marks', async () => {
    const theirs = 'Once, you leave\nthe GATE open; for a friend…';
    const found = await problemsIn({
      [FILE]: gate.replace(owned, `${theirs} ${owned}`),
    });
    expect(found).toEqual([
      `${FILE}:22 8 words in a row here also stand in "Confidential facts: owner" (line 19); confidential facts stand in one section only`,
    ]);
  });

  test('are not told by the message about them', async () => {
    const found = await problemsOf('Both were told.', owned + gate.split(owned)[1]!.split('\n')[0]!);
    expect(found).toHaveLength(1);
    expect(found.join()).not.toMatch(/key|dog/);
  });
});

describe('what could lead to real people is refused:', () => {
  test.each([
    ['a mail address', 'Write to me@example.org.'],
    ['a web address', 'See www.example.org.'],
    ['a telephone number', 'Ring 555-0199.'],
    ['an international number', 'Ring +44 20 1234.'],
  ])('%s', async (_, text) => {
    expect(await problemsOf('Both were told.', text)).toEqual([
      ':17 holds an address or a telephone number; nothing in a case leads to real people',
    ]);
  });

  test.each([
    ['a full name', 'Both know Karin Doe.'],
    ['a title and a name', 'Both know Mr. Doe.'],
    ['a street', 'Both live in Long Street.'],
    ['a name over a line end', 'Both know Karin\nDoe.'],
  ])('%s', async (_, text) => {
    const expected =
      ':17 holds what looks like the full name of a person or a place; write their role or an invented first name';
    expect(await problemsOf('Both were told.', text)).toEqual([expected]);
  });

  test.each([
    'On a Saturday Karin came.',
    'It cost 1 200 000 dollars in March 2026.',
    'Then Karin said: No Way.',
  ])('but not: %s', async (text) => {
    expect(await problemsOf('Both were told.', text)).toEqual([]);
  });
});
