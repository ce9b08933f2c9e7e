import type { Course, Question, QuestionOption } from '../../course/course.ts';
import { rightKeys } from '../judge.ts';

/** What general feedback holds, in this order, each after its label. */
export const LABELS = { fact: 'What decides it: ', rule: 'The rule: ', differ: 'Sources differ: ' } as const;

/**
 * Questions as a GIFT file, topics as categories. What GIFT has no place for stands in tags such as `difficulty:2`,
 * which Moodle keeps with the question. Only `->` in answers is not held: it becomes an arrow.
 */
export function giftText(course: Course): string {
  const topics = course.topics.flatMap(({ id, title }) => {
    const questions = course.questions.filter(({ topic }) => topic === id);
    const category = `$CATEGORY: ${title.replaceAll('/', '//')}`;
    const blocks = [category, ...questions.map((question) => giftQuestion(question, course))];
    return questions.length > 0 ? blocks.join('\n\n') : [];
  });
  return `${topics.join('\n\n')}\n`;
}

function giftQuestion(question: Question, course: Course): string {
  const { id, stem, kind } = question;
  const tags = tagsOf(question).map((tag) => `[tag:${tag}]`);
  return [
    `// [id:${id}] ${tags.join(' ')}`,
    // Moodle would take a text without a format for HTML.
    `::${id}::[plain]${escapeGift(stem)} {`,
    ...(kind === 'match'
      ? pairLines(question, course)
      : kind === 'typed'
        ? question.accept.map((answer) => `=${answerText(answer)}`)
        : question.options.map((option) => optionLine(option, question))),
    `####${guard(escapeGift(explanation(question)))}`,
    '}',
  ].join('\n');
}

function tagsOf(question: Question): string[] {
  const { topic, kind, difficulty, dimension, terms, sources, differ, shuffle, options } = question;
  return [
    `topic:${topic}`,
    `kind:${kind}`,
    `difficulty:${difficulty}`,
    `dimension:${dimension}`,
    ...terms.map((term) => `term:${term}`),
    ...sources.map((source) => `source:${source}`),
    ...(differ?.sources ?? []).map((source) => `differ:${source}`),
    ...options.flatMap(({ key, misconception }) =>
      misconception === undefined ? [] : [`misconception:${key}:${misconception}`],
    ),
    ...(shuffle ? [] : ['order:fixed']),
  ];
}

function optionLine({ right, text, feedback }: QuestionOption, question: Question): string {
  const comment = feedback === '' ? '' : `#${answerText(feedback)}`;
  if (question.kind !== 'several') return `${right ? '=' : '~'}${answerText(text)}${comment}`;
  // Moodle adds the weights up: all that is right makes 100, and one wrong choice takes it all away.
  const weight = right ? Number((100 / rightKeys(question).length).toFixed(5)) : -100;
  return `~%${weight}%${answerText(text)}${comment}`;
}

function pairLines({ pairs, others }: Question, { terms }: Course): string[] {
  const nameOf = (id: string): string => terms.find((term) => term.id === id)?.term ?? id;
  return [
    ...pairs.map(({ prompt, term }) => `=${answerText(prompt)} -> ${escapeGift(arrow(nameOf(term)))}`),
    ...others.map((term) => `= -> ${escapeGift(arrow(nameOf(term)))}`),
  ];
}

const explanation = ({ fact, rule, differ }: Question): string =>
  [
    `${LABELS.fact}${fact}`,
    `${LABELS.rule}${rule}`,
    ...(differ ? [`${LABELS.differ}${differ.text}`] : []),
  ].join('\n');

/** Text with every sign that means something to GIFT made harmless, on one line. */
const escapeGift = (text: string): string =>
  text
    .replace(/[\\~=#{}:]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .trim();

const answerText = (text: string): string => guard(escapeGift(arrow(text)));

// Inside the braces an arrow makes any question a matching one, and there is no way to write another.
const arrow = (text: string): string => text.replaceAll('->', '→');

/** A first `[` could name a format, a first `%` begin a weight. */
const guard = (text: string): string => (/^[[%]/.test(text) ? `[plain]${text}` : text);
