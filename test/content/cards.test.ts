import { join } from 'node:path';
import { MessageFlags } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { renderMessage as asDiscord } from '../../src/adapters/discord/render.ts';
import { renderMessage as asSlack } from '../../src/adapters/slack/render.ts';
import type { Message } from '../../src/chat/reply.ts';
import { type ContentCard, createContentCards } from '../../src/content-cards.ts';
import { loadCourse } from '../../src/course/load.ts';
import { refusals as discordRefuses } from '../../src/local/discord/rules.ts';
import { refusals as slackRefuses } from '../../src/local/slack/refusals.ts';
import { shown } from '../adapters/discord/shown.ts';

const course = await loadCourse(join(import.meta.dirname, '../../content'));
const cards = createContentCards(course);

/** As it is sent: a message made of components, without pictures. */
const discordPayload = (message: Message) =>
  JSON.parse(
    JSON.stringify({ flags: MessageFlags.IsComponentsV2, components: asDiscord(message).components }),
  );

/** What is cut off on either platform, or refused by it. */
function faultsOf(what: string, shownAs: readonly ContentCard[]): string[] {
  return shownAs.flatMap(({ says, message }) => {
    const discord = discordPayload(message);
    const slack = asSlack(message, 'parley-');
    // The words of a notification may be cut: the message itself has all of them.
    const isCut = JSON.stringify([discord.components, slack.blocks]).includes('…');
    const refused = [...discordRefuses(discord, 'message', []), ...slackRefuses(slack, 'response')];
    return isCut || refused.length > 0
      ? [`${what}, ${says}: ${isCut ? 'cut' : JSON.stringify(refused)}`]
      : [];
  });
}

describe('both platforms show whole, page by page,', () => {
  test('every entry', () => {
    expect(course.terms.flatMap((term) => faultsOf(term.id, cards.term(term)))).toEqual([]);
  });

  test('every comparison', () => {
    const faults = course.comparisons.flatMap((each) => faultsOf(each.id, cards.comparison(each)));
    expect(faults).toEqual([]);
  });

  test('every question, and what is told after each answer', () => {
    const faults = course.questions.flatMap((each) => faultsOf(each.id, cards.question(each)));
    expect(faults).toEqual([]);
  });

  test('every case, as each role gets it, as the cell reads it afterwards, and as its file', () => {
    expect(course.cases.flatMap((each) => faultsOf(each.id, cards.playedCase(each)))).toEqual([]);
  });
});

test('the cards hold all that a term, a comparison, a question and a case say', () => {
  const textOf = (all: readonly ContentCard[]) =>
    all
      .map(({ message }) => shown(message).text)
      .join('\n')
      .replace(/\s+/g, ' ');
  const [term, comparison, question, played] = [
    course.terms.find(({ id }) => id === 'screening')!,
    course.comparisons.find(({ id }) => id === 'mediation-negotiation')!,
    course.questions.find(({ id }) => id === 'market-corner')!,
    course.cases[0]!,
  ];
  expect(textOf(cards.term(term))).toContain('prepare and screen each side before a meeting.');
  const compared = textOf(cards.comparison(comparison));
  expect(comparison.rows.filter(({ cells }) => !compared.includes(cells[1].text))).toEqual([]);
  const told = textOf(cards.question(question));
  expect(question.options.filter(({ feedback }) => !told.includes(feedback))).toEqual([]);
  const file = textOf(cards.playedCase(played));
  expect(played.debrief.filter(({ text }) => !file.includes(text))).toEqual([]);
});
