import { UserError } from '../chat/errors.ts';
import type { Choice } from '../chat/reply.ts';
import type { Course, Misconception, Question, Topic } from '../course/course.ts';

/** Which questions; what is not said does not matter. */
export interface Filter {
  readonly topic?: string | undefined;
  readonly difficulty?: Question['difficulty'] | undefined;
  /** The id of a term that is involved. */
  readonly term?: string | undefined;
}

/** The course's questions, for asking. */
export interface Bank {
  readonly course: Course;
  readonly topics: readonly Topic[];
  question(id: string): Question | undefined;
  /** In the order of the files. */
  pool(filter: Filter): readonly Question[];
  /** A topic by its id or title as typed. Throws a UserError that names them all. */
  readTopic(typed: string): Topic;
  /** Topics for what was typed so far. */
  completeTopic(typed: string): Choice[];
  misconception(id: string): Misconception | undefined;
  /** A term's name, or its id where it is not there. */
  termName(id: string): string;
  dimensionName(id: string): string;
}

const fold = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

export function createBank(course: Course): Bank {
  const byId = new Map(course.questions.map((question) => [question.id, question]));
  const terms = new Map(course.terms.map(({ id, term }) => [id, term]));
  return {
    course,
    topics: course.topics,
    question: (id) => byId.get(id),
    pool: ({ topic, difficulty, term }) =>
      course.questions.filter(
        (question) =>
          (topic === undefined || question.topic === topic) &&
          (difficulty === undefined || question.difficulty === difficulty) &&
          (term === undefined || question.terms.includes(term)),
      ),
    readTopic(typed) {
      const wanted = fold(typed);
      const exact = course.topics.find(({ id, title }) => fold(id) === wanted || fold(title) === wanted);
      const begun = course.topics.filter(({ title }) => wanted !== '' && fold(title).startsWith(wanted));
      const found = exact ?? (begun.length === 1 ? begun[0] : undefined);
      if (found) return found;
      const all = course.topics.map(({ title }) => title).join(', ');
      throw new UserError(`There is no such topic. The topics are: ${all}.`);
    },
    completeTopic: (typed) =>
      course.topics
        .filter(({ id, title }) => fold(title).includes(fold(typed)) || fold(id).includes(fold(typed)))
        .slice(0, 25)
        .map(({ id, title }) => ({ label: title, value: id })),
    misconception: (id) => course.misconceptions.get(id),
    termName: (id) => terms.get(id) ?? id,
    dimensionName: (id) => course.dimensions.get(id) ?? id,
  };
}
