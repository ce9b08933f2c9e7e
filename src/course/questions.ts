import { createHash } from 'node:crypto';
import type { Misconception, Question, QuestionOption, Topic } from './course.ts';
import { fit, readShape } from './fit.ts';
import type { Problem } from './problems.ts';
import {
  checkMisconceptions,
  checkQuestion,
  checkQuestionIds,
  type ReadQuestion,
} from './question-references.ts';
import {
  misconceptionsShape,
  OPTION_KEYS,
  type QuestionFile,
  questionShape,
  TOPIC_LIMIT,
  topicShape,
} from './question-shapes.ts';
import type { Known } from './references.ts';
import type { ContentText } from './text.ts';
import type { Path, Written } from './yaml.ts';

/** The beliefs of misconceptions.yaml, checked; nothing where the file could not be read. */
export function readMisconceptions(
  text: ContentText | undefined,
  dimensions: Known['dimensions'],
  problems: Problem[],
): ReadonlyMap<string, Misconception> | undefined {
  const file = readShape(misconceptionsShape, text, problems);
  if (!file) return undefined;
  checkMisconceptions(file, dimensions, problems);
  return new Map(Object.entries(file.value).map(([id, belief]) => [id, { id, ...belief }]));
}

/** The files of quiz/ by their names without `.yaml`, checked. */
export function readTopics(
  files: ReadonlyMap<string, ContentText>,
  known: Known,
  problems: Problem[],
): { topics: readonly Topic[]; questions: readonly Question[] } {
  const read = [...files].flatMap(([id, text]) => readTopic(id, text, problems) ?? []);
  const questions = read.flatMap((topic) => topic.questions);
  for (const question of questions) checkQuestion(question, known, problems);
  checkQuestionIds(questions, problems);
  const beyond = [...files.values()][TOPIC_LIMIT];
  if (beyond) {
    const message = `is one file too many: there can be ${TOPIC_LIMIT} topics; join two of them`;
    problems.push({ file: beyond.file, line: 1, message });
  }
  return {
    topics: read.map(({ id, title }) => ({ id, title })),
    questions: read.flatMap(({ id, questions: written }) =>
      written.map(({ value }) => toQuestion(id, value)),
    ),
  };
}

function readTopic(id: string, text: ContentText, problems: Problem[]) {
  const topic = readShape(topicShape, text, problems);
  if (!topic) return undefined;
  const { value, written } = topic;
  const questions = value.questions.flatMap((_, index) =>
    readQuestion(written, ['questions', index], problems),
  );
  return { id, title: value.title, questions };
}

function readQuestion(written: Written, at: Path, problems: Problem[]): ReadQuestion[] {
  const value = fit(questionShape, written, problems, at);
  return value ? [{ value, written, at }] : [];
}

function toQuestion(topic: string, file: QuestionFile): Question {
  const { id, kind, difficulty, dimension, stem, fact, rule, terms, sources, differ, shuffle } = file;
  const content = {
    kind,
    stem,
    options: 'options' in file ? toOptions(file) : [],
    pairs: 'pairs' in file ? file.pairs.map((pair, index) => ({ key: `${index + 1}`, ...pair })) : [],
    others: 'others' in file ? file.others : [],
    accept: 'accept' in file ? file.accept : [],
  };
  const about = { fact, rule, terms, sources, ...(differ === undefined ? {} : { differ }), shuffle };
  return { id, topic, difficulty, dimension, ...content, ...about, revision: revisionOf(content) };
}

function toOptions({ options, key }: Extract<QuestionFile, { options: unknown }>): QuestionOption[] {
  return OPTION_KEYS.flatMap((letter) => {
    const option = options[letter];
    if (!option) return [];
    const { text, feedback, misconception } = option;
    const right = key === letter || (typeof key !== 'string' && key.includes(letter));
    return [
      { key: letter, text, right, feedback, ...(misconception === undefined ? {} : { misconception }) },
    ];
  });
}

type Content = Pick<Question, 'kind' | 'stem' | 'options' | 'pairs' | 'others' | 'accept'>;

/** What is explained afterwards is not part of it: a clearer explanation leaves old answers comparable. */
function revisionOf({ kind, stem, options, pairs, others, accept }: Content): string {
  const offered = options.map(({ key, text, right }) => [key, text, right]);
  const prompts = pairs.map(({ key, prompt, term }) => [key, prompt, term]);
  const asked = JSON.stringify([kind, stem, offered, prompts, others, accept]);
  return createHash('sha256').update(asked).digest('hex').slice(0, 8);
}
