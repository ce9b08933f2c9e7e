import { Document } from 'yaml';
import { type Asker, fitting, list, Mistake, newId, oneOf, optional, type Reader } from './content-asking.ts';
import { type NewFile, sourceNames, termNames } from './content-new-file.ts';
import type { Course } from './course/course.ts';
import { text } from './course/fields.ts';
import { idFrom } from './course/id.ts';
import { fold } from './course/nearest.ts';
import { OPTION_KEYS, TOPIC_LIMIT } from './course/question-shapes.ts';
import { fileText } from './quiz/interchange/topic-file.ts';

const KINDS = new Map([
  ['scenario', 'say which process a story shows'],
  ['single', 'choose the one right answer'],
  ['true-false', 'choose True or False with its reason'],
  ['several', 'choose all that are right'],
  ['match', 'find the term for each line'],
  ['typed', 'type the answer'],
]);

const DIFFICULTIES = new Map([
  ['1', 'one plain clue'],
  ['2', 'plus one clue that misleads'],
  ['3', 'several of those, or a point of law'],
]);

/** Asks for a question; `fileOf` reads a file of the content folder. */
export async function askQuestion(
  asker: Asker,
  course: Course,
  fileOf: (path: string) => Promise<string>,
): Promise<NewFile> {
  const topic = await asker.ask('Topic', 'a title or id, or a new title; ? lists them', topicOf(course));
  const kind = await asker.ask('Kind', [...KINDS.keys()].join(', '), oneOf(KINDS));
  const difficulty = await asker.ask('Difficulty', '1, 2 or 3', oneOf(DIFFICULTIES));
  const dimension = await asker.ask(
    'Dimension',
    'the distinction it tests; ? lists them',
    oneOf(course.dimensions),
  );
  const stem = await asker.ask('Stem', 'all that is asked', fitting(text(700)));
  const proposed = freeId(idFrom(stem.split(' ').slice(0, 4).join(' '), 'question'), course);
  const id = await asker.ask(
    'Id',
    `Enter for ${proposed}`,
    newId(proposed, (wanted) => course.questions.find((each) => each.id === wanted)?.stem),
  );
  const fields = {
    ...{ id, kind, difficulty: Number(difficulty), dimension, stem },
    ...(await askAnswers(asker, course, kind)),
    fact: await asker.ask('Fact', 'what in the question decides it', fitting(text(400))),
    rule: await asker.ask('Rule', 'what holds in general', fitting(text(400))),
    terms: await asker.ask('Terms', 'one to six, with commas', list(oneOf(termNames(course)), 6)),
    sources: await asker.ask(
      'Sources',
      'titles or ids, with commas; ? lists them',
      list(oneOf(sourceNames(course))),
    ),
  };
  const path = `quiz/${topic.id}.yaml`;
  if (topic.isNew) return { path, text: fileText(new Document({ title: topic.title, questions: [fields] })) };
  return { path, text: addition(await fileOf(path), fields), appended: true };
}

/** A topic that is there, or a new one of this title. */
function topicOf({ topics }: Course): Reader<{ id: string; title: string; isNew: boolean }> {
  const read = oneOf(new Map(topics.map(({ id, title }) => [id, title])));
  return (typed) => {
    const id = idFrom(typed, '');
    const isNamed = typed !== '?' && id !== '';
    const isThere = topics.some((topic) => fold(`${topic.id}\n${topic.title}`).includes(fold(typed)));
    if (!isNamed || isThere) return { id: read(typed), title: typed, isNew: false };
    if (topics.length >= TOPIC_LIMIT)
      throw new Mistake(`is one too many: there can be ${TOPIC_LIMIT} topics`);
    return { id, title: fitting(text(60))(typed), isNew: true };
  };
}

function freeId(wanted: string, { questions }: Course): string {
  const taken = new Set(questions.map(({ id }) => id));
  for (let count = 1; ; count++) {
    const id = count === 1 ? wanted : `${wanted.slice(0, 33)}-${count}`;
    if (!taken.has(id)) return id;
  }
}

/** The entry below the last one, indented as the others of the file are. */
function addition(before: string, fields: object): string {
  const [, indent = '  '] = /^( *)- id:/m.exec(before) ?? [];
  const entry = fileText(new Document([fields]));
  const end = before.endsWith('\n') ? '\n' : '\n\n';
  return end + entry.replace(/^(?=.)/gm, indent);
}

async function askAnswers(asker: Asker, course: Course, kind: string): Promise<object> {
  switch (kind) {
    case 'match':
      return askPairs(asker, course);
    case 'typed': {
      const hint = 'right answers, the best spelling first, with commas';
      return { accept: await asker.ask('Accept', hint, list(fitting(text(60)), 8)) };
    }
    default:
      return askOptions(asker, course, kind);
  }
}

async function askPairs(asker: Asker, course: Course): Promise<object> {
  const terms = oneOf(termNames(course));
  const pairs: { prompt: string; term: string }[] = [];
  const unused: Reader<string> = (typed) => {
    const term = terms(typed);
    if (pairs.some((pair) => pair.term === term)) throw new Mistake(`“${term}” is offered already`);
    return term;
  };
  while (pairs.length < 5) {
    const isEnough = pairs.length >= 2;
    const read = fitting(text(200));
    const prompt = await asker.ask(
      `Line ${pairs.length + 1}`,
      isEnough ? 'Enter ends' : '',
      isEnough ? optional(read) : read,
    );
    if (prompt === undefined) break;
    pairs.push({ prompt, term: await asker.ask('Its term', '', unused) });
  }
  const others = await asker.ask(
    'Other terms',
    'that fit none; Enter for none',
    optional(list(unused, 5), []),
  );
  return { pairs, ...(others.length > 0 ? { others } : {}) };
}

async function askOptions(asker: Asker, course: Course, kind: string): Promise<object> {
  const texts = await askTexts(asker, kind);
  const letters = OPTION_KEYS.slice(0, texts.length);
  const letter = oneOf(new Map(letters.map((each, place) => [each, texts[place]!])));
  const right =
    kind === 'several'
      ? await asker.ask(
          'Right',
          'two letters or more, with commas, and not all',
          severalOf(letter, letters.length),
        )
      : [await asker.ask('Right', `the letter: ${letters.join(', ')}`, letter)];
  const beliefs = new Map([...course.misconceptions.values()].map(({ id, belief }) => [id, belief]));
  const options: Record<string, object> = {};
  for (const [place, each] of letters.entries()) {
    const misconception = right.includes(each)
      ? undefined
      : await asker.ask(`Belief behind ${each}`, '? lists them; Enter for none', optional(oneOf(beliefs)));
    const hint = right.includes(each) ? 'why it is right' : 'why it tempts, and is not right';
    options[each] = {
      text: texts[place],
      ...(misconception === undefined ? {} : { misconception }),
      feedback: await asker.ask(`Feedback on ${each}`, hint, fitting(text(400))),
    };
  }
  return { options, key: kind === 'several' ? right : right[0] };
}

async function askTexts(asker: Asker, kind: string): Promise<string[]> {
  const texts: string[] = [];
  const read: Reader<string> = (typed) => {
    const option = fitting(text(200))(typed);
    if (kind === 'true-false' && !/^(?:True|False)\b/.test(option)) {
      throw new Mistake('should start with True or False, then the reason');
    }
    if (texts.some((other) => fold(other) === fold(option)))
      throw new Mistake('says the same as another one');
    return option;
  };
  while (texts.length < OPTION_KEYS.length) {
    const isEnough = texts.length >= 2;
    const name = `Option ${OPTION_KEYS[texts.length]}`;
    const option = await asker.ask(name, isEnough ? 'Enter ends' : '', isEnough ? optional(read) : read);
    if (option === undefined) break;
    texts.push(option);
  }
  return texts;
}

const severalOf =
  (letter: Reader<string>, of: number): Reader<string[]> =>
  (typed) => {
    const given = list(letter)(typed).toSorted();
    if (given.length >= 2 && given.length < of) return given;
    throw new Mistake('should be two letters or more, and not all; for one right option the kind is single');
  };
