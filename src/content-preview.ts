import { relative, resolve, sep } from 'node:path';
import { renderMessage as asDiscord } from './adapters/discord/render.ts';
import { renderMessage as asSlack } from './adapters/slack/render.ts';
import { OperatorError } from './chat/adapter.ts';
import { type ContentCard, type ContentCards, createContentCards } from './content-cards.ts';
import type { Course } from './course/course.ts';
import { loadCourse } from './course/load.ts';
import { didYouMean } from './course/nearest.ts';
import { readingText as readDiscord } from './local/discord/reading.ts';
import type { PreviewCard } from './local/page/wire.ts';
import { readingText as readSlack } from './local/slack/reading.ts';

/** The cards of one content file as both platforms show them, in plain lines. Rejects with all mistakes of the content. */
export async function previewOf(file: string, directory: string): Promise<string> {
  const cards = previewedCards(await loadCourse(directory), file, directory);
  return cards.map(({ says, payloads }) => `━━ ${says}\n\n${shown(payloads)}\n`).join('\n');
}

/** The cards of one content file as each platform receives them. Throws an OperatorError where members see no such file. */
export const previewedCards = (course: Course, file: string, directory: string): PreviewCard[] =>
  cardsOf(course, pathInside(file, directory)).map(({ says, message }) => ({
    says,
    payloads: {
      discord: { flags: COMPONENTS, components: asDiscord(message).components },
      slack: asSlack(message, ''),
    },
  }));

/** The file's path from the content folder, with or without that folder in front. */
function pathInside(file: string, directory: string): string {
  const path = relative(resolve(directory), resolve(file));
  return (path.startsWith('..') ? file : path).replaceAll(sep, '/');
}

function cardsOf(course: Course, path: string): readonly ContentCard[] {
  const cards = createContentCards(course);
  const files: ReadonlyMap<string, () => readonly ContentCard[]> = new Map([
    ...course.terms.map((term) => [`glossary/${term.id}.md`, () => cards.term(term)] as const),
    ...course.comparisons.map(
      (comparison) => [`comparisons/${comparison.id}.yaml`, () => cards.comparison(comparison)] as const,
    ),
    ...course.topics.map(({ id }) => [`quiz/${id}.yaml`, () => cardsOfTopic(course, cards, id)] as const),
    ...course.cases.map((played) => [`cases/${played.id}.md`, () => cards.playedCase(played)] as const),
  ]);
  const make = files.get(path);
  if (make) return make();
  const advice =
    didYouMean(path, files.keys()) ||
    ' name a file of glossary, comparisons, quiz or cases, as in content/glossary/batna.md';
  throw new OperatorError(`${path} is no file that members see;${advice}`);
}

function cardsOfTopic(course: Course, cards: ContentCards, topic: string): ContentCard[] {
  return course.questions
    .filter((question) => question.topic === topic)
    .flatMap((question) =>
      cards.question(question).map(({ says, message }) => ({ says: `${question.id}: ${says}`, message })),
    );
}

/** Of Discord's messages that are made of components. */
const COMPONENTS = 1 << 15;
const VIEWER = { timeZone: 'UTC', now: 0, names: {} };

/** What a member reads on each platform; once where both show the same. */
function shown(payloads: PreviewCard['payloads']): string {
  // Invisible signs that keep Discord from reading Markdown into a text.
  const discord = readDiscord(payloads.discord, VIEWER).replaceAll('\u200b', '');
  const slack = readSlack(payloads.slack, VIEWER);
  return discord === slack
    ? `── Discord and Slack\n${discord}`
    : `── Discord\n${discord}\n\n── Slack\n${slack}`;
}
