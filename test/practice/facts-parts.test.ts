import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderMessage } from '../../src/adapters/slack/render.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { SpaceId } from '../../src/chat/request.ts';
import { plainText } from '../../src/chat/text.ts';
import type { Case } from '../../src/course/course.ts';
import type { RoleHolder } from '../../src/practice/cell.ts';
import type { RoleFacts } from '../../src/practice/facts.ts';
import { factPages, keepNote } from '../../src/practice/facts-parts.ts';
import { shown } from '../adapters/discord/shown.ts';
import { roster } from './role-cases.ts';

const here = 'discord:1' as SpaceId;
const at = Temporal.Instant.from('2026-03-12T23:00:00Z');

const holder = (index: number, role: string, name = `Member ${index}`): RoleHolder => ({
  ...{ id: `${index}`, role, identity: `${index}`, person: `${index}`, name, since: at },
  ...{ space: here, member: `10000000000000000${index}` },
});

/** Words of exactly so many characters. */
const words = (length: number, word = 'a word, and '): string =>
  word
    .repeat(Math.ceil(length / word.length))
    .slice(0, length - 1)
    .trimEnd()
    .padEnd(length, '.');

function factsOf(role: string, played: Case, { place = 'Room 2', title = 'Shuttle', name = 'Ana' } = {}) {
  const holders = ['mediator', 'manager', 'nurse', 'companion', 'coach', 'observer'].map((each, index) =>
    holder(index, each, name),
  );
  return {
    occurrence: { title, place, link: 'https://secret.example', starts: at, minutes: 90 },
    plan: { cells: [{}, {}] },
    cell: { number: 2, caseId: played.id, holders },
    holder: holders.find((each) => each.role === role),
    played,
  } as unknown as RoleFacts;
}

/** As a member reads them, on the platform that has least room; and that it takes them. */
function readOnDiscord(facts: RoleFacts): string[] {
  const pages = factPages(facts, here);
  return pages.map((text, page) => {
    const message: Message = {
      title: `Your part in ${facts.occurrence.title}`,
      discreet: true,
      parts: [{ kind: 'text', text }, keepNote(page, pages.length)],
    };
    const { text: read, refusals } = shown(message);
    expect(refusals).toEqual([]);
    expect(read).not.toContain('…');
    expect(JSON.stringify(renderMessage(message, ''))).not.toContain('…');
    return read;
  });
}

const longest = (more: Partial<Case> = {}): Case => ({
  ...roster,
  general: words(1800),
  confidential: new Map(roster.parties.map(({ id }) => [id, words(1500, 'a secret, or ')])),
  setting: words(300),
  title: words(60),
  ...more,
});
const count = (text: string, word: string) => text.split(word).length - 1;

describe('the facts of a role', () => {
  test('stand on one page where there is room, the caution first', () => {
    const [page = '', ...more] = readOnDiscord(factsOf('nurse', roster));
    expect(more).toEqual([]);
    const order = [
      'Nurse, in cell 2 of 2',
      'illness',
      'round table',
      'GENERALROSTER',
      'For you alone',
      'SECRETNURSE',
    ];
    expect(order.map((each) => page.indexOf(each))).toEqual(
      order.map((each) => page.indexOf(each)).toSorted((a, b) => a - b),
    );
    expect(order.filter((each) => !page.includes(each))).toEqual([]);
  });

  test('leave nothing out on the first page of the longest case there may be', () => {
    const facts = factsOf('nurse', longest({ caution: words(400, 'beware, and ') }), {
      ...{ place: words(200), title: words(100), name: words(80) },
    });
    const [first = '', ...more] = readOnDiscord(facts);
    expect(count(first, 'a word')).toBeGreaterThanOrEqual(150);
    expect(count(first, 'a secret')).toBe(count(words(1500, 'a secret, or '), 'a secret'));
    expect(first).toContain('Before you read: its subject may weigh on somebody.');
    expect(count(more.join(), 'beware')).toBe(count(words(400, 'beware, and '), 'beware'));
    expect(more.join()).toContain('With you: ');
    expect(more.join()).toContain('10 minutes to prepare');
  });

  test('hold the whole caution where there is room beside the facts', () => {
    const [first = ''] = readOnDiscord(
      factsOf('nurse', longest({ general: words(1500), caution: words(400, 'beware, and ') })),
    );
    expect(first.indexOf('beware')).toBeGreaterThan(0);
    expect(first.indexOf('beware')).toBeLessThan(first.indexOf('a word'));
    expect(first).not.toContain('next page');
  });

  test('of a coach fold over pages, with all that the mediator should notice', () => {
    const notices = Array.from({ length: 8 }, (_, index) => words(400, `notice ${index}, `));
    const played = longest({ notices, confidential: new Map([['coach', words(1500, 'a secret, or ')]]) });
    const pages = readOnDiscord(factsOf('coach', played));
    expect(pages.length).toBeGreaterThan(1);
    expect(pages[0]).toContain('a secret');
    for (const index of notices.keys()) expect(pages.join()).toContain(`notice ${index}`);
  });

  test('are told nobody who only watches: neither notices nor anybody’s secrets', () => {
    const all = (role: string) => readOnDiscord(factsOf(role, { ...roster, caucusPlan: 'CAUCUS' })).join();
    expect(all('observer').match(/[A-Z]{6,}/g)).toEqual(['GENERALROSTER']);
    expect(all('mediator').match(/[A-Z]{6,}/g)).toEqual(['GENERALROSTER', 'CAUCUS']);
  });

  test('name only members of the space where they are read as such, and never hold the link', () => {
    const facts = factsOf('nurse', roster);
    const elsewhere = factPages(facts, 'slack:T1' as SpaceId);
    expect(JSON.stringify(elsewhere)).not.toContain('"member"');
    expect(JSON.stringify(factPages(facts, here))).toContain('"member"');
    expect(JSON.stringify(elsewhere)).not.toContain('secret.example');
  });
});

test('whatever a case holds, every page fits into a message and no word is lost', () => {
  const part = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('a word ', 'and so on. ', '\n\n', '\n- one more\n') },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '(_*[]*_) ',
        '\\*\\* ',
        '漢字 ',
        '😀',
        '# ',
        '> quoted\n\n',
        'https://a.example ',
      ),
    },
  );
  const text = (most: number) =>
    fc
      .tuple(fc.array(part, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: most }))
      .map(([parts, length]) => {
        const piece = parts.join('');
        return [...piece.repeat(Math.ceil(most / piece.length))].slice(0, length).join('');
      });
  const any = fc.record({
    general: text(1800),
    own: text(1500),
    caution: fc.option(text(400), { nil: undefined }),
    caucus: text(600),
    setting: text(300),
  });
  fc.assert(
    fc.property(any, ({ general, own, caution, caucus, setting }) => {
      const played = {
        ...{ ...roster, general, setting, caucusPlan: caucus, confidential: new Map([['mediator', own]]) },
        ...(caution === undefined ? {} : { caution }),
      };
      const facts = factsOf('mediator', played);
      const read = readOnDiscord(facts).join(' ');
      const all = factPages(facts, here).map(plainText).join(' ');
      for (const word of ['word', 'so', 'one']) {
        const given = [general, own, caution ?? '', caucus, setting].join(' ');
        expect(count(all, word)).toBeGreaterThanOrEqual(count(given, word));
      }
      expect(read).toContain('For you alone');
    }),
    { numRuns: 40 },
  );
}, 60_000);
