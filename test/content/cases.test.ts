import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../src/chat/markdown.ts';
import type { Case } from '../../src/course/course.ts';
import { loadCourse } from '../../src/course/load.ts';

const { cases } = await loadCourse(join(import.meta.dirname, '../../content'));

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const wordCount = (text: string) => text.split(/\s+/).length;

function runsOf(text: string, length: number): string[] {
  const words = wordsOf(text);
  return words.slice(length - 1).map((_, start) => words.slice(start, start + length).join(' '));
}

/** All that a case says but for its confidential facts. */
const openText = ({ confidential: _, ...open }: Case) => JSON.stringify(open).replaceAll('\\n', ' ');
const storyOf = ({ general, confidential }: Case) => [general, ...confidential.values()];
const guidanceOf = ({ notices, caucusPlan = '', debrief }: Case) => [
  ...notices,
  caucusPlan,
  ...debrief.map(({ text }) => text),
];

test.each([
  ['between neighbours', 'fence-and-drums'],
  ['at work', 'coordinator-and-technician'],
  ['in a family after separation', 'two-homes'],
  ['between landlord and tenant', 'kitchen-floor'],
  ['between a person harmed and the person responsible', 'balcony-door'],
  ['about a small business', 'late-rucksacks'],
  ['at school', 'class-trip'],
  ['about a complaint against police', 'night-call'],
])('there is a case %s', (_, id) => {
  expect(cases.map((one) => one.id)).toContain(id);
});

describe.each(cases.map((one) => [one.id, one] as const))('the case %s', (_, one) => {
  const facts = [...one.confidential];

  test('tells the general facts in 150 to 250 words', () => {
    expect(wordCount(one.general)).toBeGreaterThanOrEqual(150);
    expect(wordCount(one.general)).toBeLessThanOrEqual(250);
  });

  test.each(facts)('tells %s in 120 to 200 words what nobody else is told', (_role, text) => {
    expect(wordCount(text)).toBeGreaterThanOrEqual(120);
    expect(wordCount(text)).toBeLessThanOrEqual(200);
    expect(text).toMatch(/\b[Yy]ou\b/);
  });

  test.each(facts)('has no five words in a row of what %s is told in another field', (role, text) => {
    const others = facts.filter(([id]) => id !== role).map(([, other]) => other);
    const elsewhere = new Set([openText(one), ...others].flatMap((other) => runsOf(other, 5)));
    expect(runsOf(text, 5).filter((run) => elsewhere.has(run))).toEqual([]);
  });

  test.each(facts)('has no sum of money that only %s knows in another field', (role, text) => {
    const sums = (from: string): string[] => from.match(/\b\d[\d,]*(?= dollars)/g) ?? [];
    const others = facts.filter(([id]) => id !== role).map(([, other]) => other);
    const known = sums(one.general);
    const secret = sums(text).filter((sum) => !known.includes(sum));
    const elsewhere: string[] = [openText(one), ...others].join(' ').match(/\d[\d,]*\d/g) ?? [];
    expect(secret.filter((sum) => elsewhere.includes(sum))).toEqual([]);
  });

  test.each(facts)('gives %s something for a caucus only', (_role, text) => {
    expect(text).toMatch(/alone|in private/);
  });

  test('names four to seven points to notice, a caucus and a temptation among them', () => {
    expect(one.notices.length).toBeGreaterThanOrEqual(4);
    expect(one.notices.length).toBeLessThanOrEqual(7);
    expect(one.notices.some((point) => /caucus/.test(point))).toBe(true);
    expect(one.notices.some((point) => /tempting/.test(point))).toBe(true);
  });

  test('asks six to nine questions in the debrief', () => {
    expect(one.debrief.length).toBeGreaterThanOrEqual(6);
    expect(one.debrief.length).toBeLessThanOrEqual(9);
  });

  test('is in plain paragraphs that both platforms show alike', () => {
    const kinds = [...storyOf(one), ...guidanceOf(one)].flatMap((text) =>
      readMarkdown(text).map(({ kind }) => kind),
    );
    expect([...new Set(kinds)]).toEqual(['paragraph']);
  });

  test('lets anybody play anybody: nobody in it is he or she', () => {
    expect(storyOf(one).filter((text) => /\b(?:he|she|his|her|him|hers)\b/i.test(text))).toEqual([]);
  });

  test('says nothing in absolute words', () => {
    const absolute = /\b(?:always|never|every|invariably|impossible|all of the above)\b/i;
    expect([...storyOf(one), ...guidanceOf(one)].filter((text) => absolute.test(text))).toEqual([]);
  });

  test('blames nobody', () => {
    const harsh = /\b(?:wrong|stupid|obviously|of course|careless|you should have|silly|ignorant|fault)\b/i;
    expect(guidanceOf(one).filter((text) => harsh.test(text))).toEqual([]);
  });
});
