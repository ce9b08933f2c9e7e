import type { Course } from '../../course/course.ts';
import { isId } from '../../course/fields.ts';
import { idFrom } from '../../course/id.ts';
import type { Problem } from '../../course/problems.ts';
import { readTopics } from '../../course/questions.ts';
import { complete, type Defaults, type Entry } from './complete.ts';
import type { Draft, ReadDrafts, Refusal } from './draft.ts';
import { topicFile } from './topic-file.ts';

export interface ImportSettings extends Defaults {
  /** The name of the file that is read, without folders. */
  readonly from: string;
  /** The one topic into which all of it goes; otherwise as the file says. */
  readonly topic?: string | undefined;
}

export interface Imported {
  /** Files for content/quiz, each with at least one question. */
  readonly topics: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  /** In the order of the file that was read. */
  readonly taken: readonly (Entry & { readonly line: number; readonly topic: string })[];
  readonly refusals: readonly Refusal[];
}

/** Makes files of questions out of what was read; whatever the loader would not take is refused, and the rest stands. */
export function importDrafts(
  { drafts, refusals }: ReadDrafts,
  course: Course,
  settings: ImportSettings,
): Imported {
  const taken: Imported['taken'][number][] = [];
  const refused: Refusal[] = [...refusals];
  const titles = new Map<string, string>();
  const ids = new Map<string, string>(course.questions.map(({ id }) => [id, 'in the course already']));
  for (const draft of drafts) {
    const { line } = draft;
    const topic = topicOf(draft, course, settings);
    const id = idOf(draft, ids);
    const used = ids.get(id);
    const entry = complete(draft, id, course, settings);
    const full = taken.filter((other) => other.topic === topic.id).length >= TOPIC_SIZE;
    const why = [
      ...(used === undefined ? [] : [`has the id “${id}”, which is ${used}`]),
      ...(full ? [`is one too many: a topic holds ${TOPIC_SIZE} questions at most`] : []),
      ...(used === undefined && entry.faults.length === 0 ? problemsOf(entry, course) : entry.faults),
    ];
    if (why.length > 0) {
      refused.push({ line, why: why.join('; ') });
      continue;
    }
    ids.set(id, `the id of the one in line ${line}`);
    titles.set(topic.id, titles.get(topic.id) ?? topic.title);
    taken.push({ ...entry, line, topic: topic.id });
  }
  const topics = [...titles].map(([id, title]) => {
    const entries = taken.filter(({ topic }) => topic === id);
    return { id, title, text: topicFile(title, entries, settings.from) };
  });
  return { topics, taken, refusals: refused.toSorted((a, b) => a.line - b.line) };
}

const TOPIC_SIZE = 300;

function topicOf(draft: Draft, course: Course, { topic, from }: ImportSettings) {
  const name = from.replace(/\.\w+$/, '');
  const id = idFrom(topic ?? draft.topic ?? draft.topicTitle ?? name, 'imported');
  const known = course.topics.find((other) => other.id === id)?.title;
  const title = topic ?? draft.topicTitle ?? known ?? draft.topic ?? name;
  return { id, title: [...title].slice(0, 60).join('').trim() || id };
}

/** The id that is written, or one made of the name that no other question has. */
function idOf({ id, name, stem }: Draft, ids: ReadonlyMap<string, string>): string {
  if (id !== undefined && isId(id)) return id;
  const base = idFrom(id ?? name ?? stem, 'question');
  if (!ids.has(base)) return base;
  for (let count = 2; ; count++) {
    const next = `${base.slice(0, 31)}-${count}`;
    if (!ids.has(next)) return next;
  }
}

/** What the loader has against a question, but for what is still to be written. */
function problemsOf(entry: Entry, course: Course): string[] {
  const open = entry.open.map(([field]) => field);
  const first = (ids: Iterable<string>): string => [...ids][0] ?? '';
  const terms = new Set(course.terms.map(({ id }) => id));
  const fields = {
    ...entry.fields,
    ...(open.includes('dimension') ? { dimension: first(course.dimensions.keys()) } : {}),
    ...(open.includes('sources') ? { sources: [first(course.sources.keys())] } : {}),
    ...(open.includes('terms') ? { terms: [first(terms)] } : {}),
  };
  const problems: Problem[] = [];
  const text = topicFile('Imported', [{ ...entry, fields, open: [] }], 'a file');
  const known = {
    courses: new Set(course.courses.keys()),
    dimensions: new Set(course.dimensions.keys()),
    sources: new Set(course.sources.keys()),
    terms,
    comparisons: new Set(course.comparisons.map(({ id }) => id)),
    misconceptions: new Set(course.misconceptions.keys()),
  };
  readTopics(new Map([['imported', { file: 'imported', text }]]), known, problems);
  return problems.map(({ message }) => message.replace(/^questions 1(?:, |: )/, ''));
}
