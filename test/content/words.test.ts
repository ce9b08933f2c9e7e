import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadCourse } from '../../src/course/load.ts';

// The texts that the course was made from lie beside the repository where it is worked on, and not in a plain copy.
const shared = join(import.meta.dirname, '../../../shared');
const content = join(import.meta.dirname, '../../content');

/** The longest run of words that content may share with a text it was made from. */
const SHARED_WORDS = 5;

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/['’]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Every run of one word more than may be shared. */
function runsOf(text: string, most = SHARED_WORDS): string[] {
  const words = wordsOf(text);
  return words.slice(most).map((_, start) => words.slice(start, start + most + 1).join(' '));
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A content file as its author wrote it: what names a source is quoted and not written. */
function ownText(file: string): string {
  const text = readFileSync(file, 'utf8');
  return file.endsWith('sources.yaml') ? text.replaceAll(/^ +(title|from): .*$/gm, '') : text;
}

const seeds = join(shared, 'seeds');
describe.skipIf(!existsSync(seeds))('in its own words', () => {
  const taken = existsSync(seeds)
    ? new Set(filesIn(seeds).flatMap((file) => runsOf(readFileSync(file, 'utf8'))))
    : new Set<string>();

  test.each(filesIn(content).map((file) => [file.slice(content.length + 1), file] as const))(
    '%s shares no six words in a row with a source of the course',
    (_, file) => {
      expect(runsOf(ownText(file)).filter((run) => taken.has(run))).toEqual([]);
    },
  );
});

interface Pattern {
  misconceptions: readonly { belief: string; correction: string }[];
  items: readonly {
    stem: string;
    options: readonly { text: string }[];
    feedback: Readonly<Record<string, string>>;
  }[];
}

/** A pattern is for facts, and a plain fact has few wordings: more words may be the same. */
const PATTERN_WORDS = 8;

const patternFile = join(shared, 'domain/items.yaml');
describe.skipIf(!existsSync(patternFile))('the questions share no nine words in a row', async () => {
  const { items, misconceptions: beliefs }: Pattern = existsSync(patternFile)
    ? parse(readFileSync(patternFile, 'utf8'))
    : { items: [], misconceptions: [] };
  const patterns = [
    ...items.flatMap(({ stem, options, feedback }) => [
      stem,
      ...options.map(({ text }) => text),
      ...Object.values(feedback),
    ]),
    ...beliefs.flatMap(({ belief, correction }) => [belief, correction]),
  ];
  const taken = new Set(patterns.flatMap((text) => runsOf(text, PATTERN_WORDS)));
  const { questions, misconceptions } = await loadCourse(content);
  const sharedBy = (texts: readonly string[]) =>
    texts.flatMap((text) => runsOf(text, PATTERN_WORDS)).filter((run) => taken.has(run));

  test.each(questions.map((question) => [question.id, question] as const))(
    'with their pattern: %s',
    (_, { stem, options, fact, rule }) => {
      const told = options.flatMap(({ text, feedback }) => [text, feedback]);
      expect(sharedBy([stem, fact, rule, ...told])).toEqual([]);
    },
  );

  test('with their pattern: the misconceptions', () => {
    const told = [...misconceptions.values()].flatMap(({ belief, correction }) => [belief, correction]);
    expect(sharedBy(told)).toEqual([]);
  });
});

interface Guide {
  id: string;
  caution?: string;
}

const guideFile = join(shared, 'domain/terms.yaml');
describe.skipIf(!existsSync(guideFile))('with every term and every known caution', async () => {
  const guides: Guide[] = existsSync(guideFile) ? parse(readFileSync(guideFile, 'utf8')) : [];
  const { terms } = await loadCourse(content);
  // A word counts by its first five letters, so that "require" and "required" are one.
  const stems = (text: string) =>
    new Set(
      wordsOf(text)
        .filter((word) => word.length > 4)
        .map((word) => word.slice(0, 5)),
    );
  const cautioned = guides.flatMap(({ id, caution }) => {
    const term = terms.find((one) => one.id === id);
    return term && caution ? [{ id, caution, term }] : [];
  });

  test.each(cautioned)('$id warns of what may mislead about it', ({ caution, term }) => {
    const given = stems(term.meanings.map((meaning) => meaning.caution ?? '').join(' '));
    const wanted = [...stems(caution)];
    expect(wanted.filter((stem) => given.has(stem)).length / wanted.length).toBeGreaterThanOrEqual(0.6);
  });

  test('no term of the guide is left out', () => {
    const known = new Set(terms.map(({ id }) => id));
    expect(guides.filter(({ id }) => !known.has(id)).map(({ id }) => id)).toEqual([]);
  });

  test('is checked for the terms that have one', () => {
    expect(cautioned.length).toBeGreaterThan(10);
  });
});
