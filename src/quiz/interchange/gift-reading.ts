import { type GIFTQuestion, parse, type TextFormat } from 'gift-pegjs';
import { clean } from '../../chat/clean.ts';
import type { Draft, ReadDrafts, Refusal } from './draft.ts';
import { LABELS } from './gift.ts';
import { type GiftBlock, giftBlocks } from './gift-blocks.ts';
import { choiceDraft, type GiftChoice, shortDraft } from './gift-choices.ts';
import { fromHtml } from './html.ts';

/** Reads a GIFT file block by block: one question that is wrong loses only itself. */
export function readGift(text: string): ReadDrafts {
  const drafts: Draft[] = [];
  const refusals: Refusal[] = [];
  for (const block of giftBlocks(clean(text))) {
    const read =
      block.text.length > LONGEST
        ? { line: block.line, why: 'is too long to be one question; part the questions by empty lines' }
        : readBlock(block);
    if ('why' in read) refusals.push(read);
    else drafts.push(read);
  }
  return { drafts, refusals };
}

/** More than any question that can be taken, in characters. */
const LONGEST = 20_000;

// The parser writes an escaped sign as && and its number, so an && of the text itself stands aside meanwhile.
const ASIDE = '\ufdd0';

function readBlock(block: GiftBlock): Draft | Refusal {
  const { line, begin } = block;
  const text = block.text.replaceAll('&&', ASIDE);
  try {
    const [question, another] = parseEither(text);
    if (!question || another) return { line, why: 'holds two questions without an empty line between them' };
    return toDraft(question, block);
  } catch (error) {
    if (!isSyntaxError(error)) throw error;
    const { start } = error.location;
    const found = error.found === null ? 'the end' : `“${error.found}”`;
    return {
      line: begin + start.line - 1,
      why: `is not GIFT: ${found} is not expected at column ${start.column}; a \\ must stand before ~ = # { } in texts, and an empty line after each question, none in it`,
    };
  }
}

/** Moodle lets a single colon be; the parser wants it escaped. */
function parseEither(text: string): GIFTQuestion[] {
  try {
    return parse(text);
  } catch (error) {
    const escaped = text
      .split('\n')
      .map((line) => (/^\s*\/\//.test(line) ? line : line.replace(/(?<![:\\]):(?!:)/g, '\\:')))
      .join('\n');
    if (escaped === text) throw error;
    return parse(escaped);
  }
}

interface Misread {
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
  readonly found: string | null;
}

const isSyntaxError = (error: unknown): error is Misread =>
  error instanceof Error && error.name === 'SyntaxError' && 'location' in error;

function toDraft(question: GIFTQuestion, { line, category }: GiftBlock): Draft | Refusal {
  if (question.type === 'Description' || question.type === 'Category')
    return { line, why: 'has no answers in { }' };
  if (question.type === 'Essay') return { line, why: 'asks for a free text, and nobody here would mark it' };
  if (question.type === 'Numerical') return { line, why: 'asks for a number; typed answers are words here' };
  const tags = (question.tags ?? []).map(plain);
  const all = (name: string): string[] => valuesOf(tags, name);
  const one = (name: string): string | undefined => all(name)[0];
  const pictures = JSON.stringify(question).includes('<img');
  const common = {
    line,
    id: question.id ?? undefined,
    name: question.title === null ? undefined : plain(question.title),
    topic: one('topic'),
    topicTitle: category,
    difficulty: one('difficulty'),
    dimension: one('dimension'),
    stem: words(question.stem),
    ...explanationOf(words(question.globalFeedback), all('differ')),
    options: [],
    pairs: [],
    others: [],
    accept: [],
    terms: all('term'),
    sources: all('source'),
    tags: tags.filter((tag) => !/^[a-z]+:/.test(tag)),
    shuffle: one('order') !== 'fixed',
    notes: pictures ? ['its pictures were left out'] : [],
  };
  switch (question.type) {
    case 'Matching': {
      const pairs = question.matchPairs.map(({ subquestion, subanswer }) => ({
        prompt: words(subquestion),
        term: plain(decode(subanswer)),
      }));
      return {
        ...common,
        kind: 'match',
        pairs: pairs.filter(({ prompt }) => prompt !== ''),
        others: pairs.filter(({ prompt }) => prompt === '').map(({ term }) => term),
      };
    }
    case 'Short':
      return shortDraft(common, question.choices.map(toChoice));
    case 'MC':
      return choiceDraft(common, question.choices.map(toChoice), one('kind'), all('misconception'));
    case 'TF': {
      // The first feedback belongs to the wrong answer, the second to the right one.
      const [wrong, right] = [words(question.trueFeedback), words(question.falseFeedback)];
      const option = (text: string, isRight: boolean) => ({
        text,
        right: isRight,
        feedback: (isRight ? right : wrong) || undefined,
      });
      return {
        ...common,
        kind: 'true-false',
        options: [option('True', question.isTrue), option('False', !question.isTrue)],
        shuffle: false,
      };
    }
  }
}

const toChoice = (choice: {
  readonly isCorrect: boolean;
  readonly weight: number | null;
  readonly text: TextFormat;
  readonly feedback: TextFormat | null;
}): GiftChoice => ({
  marked: choice.isCorrect,
  weight: choice.weight,
  text: words(choice.text),
  feedback: words(choice.feedback) || undefined,
});

/** Text of any of GIFT's formats as plain words; '' where there is none. */
function words(text: TextFormat | null): string {
  if (!text) return '';
  const { format } = text;
  return format === 'html' || format === 'moodle' ? fromHtml(plain(text.text)) : plain(text.text);
}

const plain = (text: string): string => text.replaceAll(ASIDE, '&&').trim();

// The parser leaves the right sides of pairs as they were while it read.
const decode = (text: string): string =>
  text.replace(/&&(\d{3});?/g, (_, code) => String.fromCharCode(Number(code)));

/** What general feedback of our own writing holds; from others all of it is the fact. */
function explanationOf(text: string, differSources: readonly string[]) {
  // A line each, unless another program has joined the lines.
  const labelled = split(text, '\\s*\n') ?? split(text, '\\s+');
  if (!labelled) return { fact: text || undefined };
  const { fact, rule, differ } = labelled;
  return {
    fact,
    rule,
    ...(differ === undefined ? {} : { differ: { text: differ, sources: differSources } }),
  };
}

function split(text: string, gap: string): Readonly<Record<string, string | undefined>> | undefined {
  const rule = `${gap}${LABELS.rule}(?<rule>.*?)`;
  const differ = `(?:${gap}${LABELS.differ}(?<differ>.*))?`;
  return new RegExp(`^${LABELS.fact}(?<fact>.*?)${rule}${differ}$`, 's').exec(text)?.groups;
}

/** The values of tags written as `name:value`. */
const valuesOf = (tags: readonly string[], name: string): string[] =>
  tags.flatMap((tag) => (tag.startsWith(`${name}:`) ? tag.slice(name.length + 1).trim() : []));
