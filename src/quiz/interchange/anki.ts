import type { Question } from '../../course/course.ts';
import type { Bank } from '../bank.ts';
import { letterOf } from '../order.ts';
import { keyInWords } from '../question-parts.ts';
import { escapeHtml } from './html.ts';

// Anki reads these before the notes. The id of a question is the note's own, so that a second import updates it.
const HEADER = [
  '#separator:tab',
  '#html:true',
  '#notetype:Basic',
  '#guid column:1',
  '#tags column:4',
  '#columns:id\tFront\tBack\tTags',
];

/** Questions as a file for Anki's own import of text: a note each, the question in front, the answer behind. */
export function ankiText(questions: readonly Question[], bank: Bank): string {
  const notes = questions.map((question) =>
    [
      `parley-${question.id}`,
      front(question, bank),
      back(question, bank),
      `${question.topic} ${question.dimension}`,
    ].join('\t'),
  );
  return [...HEADER, ...notes, ''].join('\n');
}

function front(question: Question, bank: Bank): string {
  const { stem, options, pairs, others } = question;
  const offered = [...pairs.map(({ term }) => term), ...others].map(bank.termName);
  return lines([
    stem,
    ...options.map(({ text }, place) => `${letterOf(place)}. ${text}`),
    ...pairs.map(({ key, prompt }) => `${key}. ${prompt}`),
    // In the order of the alphabet, since the order of the prompts would be the answer.
    ...(offered.length > 0
      ? [`Terms: ${offered.toSorted((a, b) => a.localeCompare(b, 'en')).join(', ')}`]
      : []),
  ]);
}

function back(question: Question, bank: Bank): string {
  const { fact, rule, differ, sources } = question;
  const titles = sources.flatMap((id) => bank.course.sources.get(id)?.title ?? []);
  return lines([
    keyInWords(bank, question, question.options),
    fact,
    rule,
    ...(differ ? [`Sources differ: ${differ.text}`] : []),
    `${titles.length === 1 ? 'Source' : 'Sources'}: ${titles.join('; ')}`,
  ]);
}

const lines = (texts: readonly string[]): string => texts.map(escapeHtml).join('<br>');
