import { expect, test } from 'vitest';
import { renderMessage } from '../../../../src/adapters/slack/render.ts';
import { createContentCards } from '../../../../src/content-cards.ts';
import { loadCourse } from '../../../../src/course/load.ts';
import { drawnMessage, messageOf } from './slack-case.ts';

test('nothing on any card of the course is left undrawn', async () => {
  const course = await loadCourse(new URL('../../../../content', import.meta.url).pathname);
  const cards = createContentCards(course);
  const all = [
    ...course.terms.flatMap(cards.term),
    ...course.comparisons.flatMap(cards.comparison),
    ...course.questions.flatMap(cards.question),
    ...course.cases.flatMap(cards.playedCase),
  ];
  const undrawn = all.filter(({ message }) =>
    drawnMessage(messageOf(renderMessage(message, ''))).includes('not drawn: '),
  );
  expect(undrawn.map(({ says }) => says)).toEqual([]);
});
