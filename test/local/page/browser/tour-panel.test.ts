import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { TourPanel, type TourPanelProps } from '../../../../src/local/page/browser/tour-panel.ts';
import type { TourStep } from '../../../../src/local/page/wire.ts';

const steps: TourStep[] = [
  {
    title: 'Look a term up',
    says: 'A member types `/glossary batna`.',
    acts: [{ side: 'slack', member: 'Member', place: 'practice', kind: 'type', typed: '/glossary batna' }],
  },
  { title: 'Think', says: 'Nothing happens.', acts: [] },
  { title: 'The end', says: 'That was all.', acts: [] },
];
const draw = (more: Partial<TourPanelProps> = {}) =>
  renderToString(
    h(TourPanel, {
      steps,
      at: 0,
      done: false,
      busy: false,
      failure: '',
      showMe: () => {},
      next: () => {},
      back: () => {},
      close: () => {},
      ...more,
    }),
  );
const buttons = (html: string): string[] =>
  [...html.matchAll(/<button[^>]*>([^<]*)</g)].map(([, label]) => label!);

test('the heading tells the step, of how many, and can be given the focus', () => {
  expect(draw()).toMatch(/<h2[^>]*tabindex="-1"[^>]*>1 of 3: Look a term up<\/h2>/);
});

test('what stands between backticks is drawn as code', () => {
  expect(draw()).toContain('A member types <code>/glossary batna</code>.');
});

test('it is told what will be done', () => {
  expect(draw()).toContain('<li>As Member on Slack: types /glossary batna</li>');
});

test.each([
  [0, ['Fold away', 'Show me', 'Next', 'End the tour']],
  [1, ['Fold away', 'Next', 'Back', 'End the tour']],
  [2, ['Fold away', 'Back', 'End the tour']],
])('step %i offers %j', (at, labels) => {
  expect(buttons(draw({ at }))).toEqual(labels);
});

test('only "Show me" has to wait while the acts are done', () => {
  expect(draw({ busy: true }).match(/<button[^>]*aria-disabled="true"[^>]*>[^<]*/g)).toEqual([
    expect.stringMatching(/>Show me$/),
  ]);
});

test.each([
  [{ busy: true }, 'On the way…'],
  [{ done: true }, 'Done: look at practice on Slack, as Member.'],
  [{ busy: true, done: true }, 'On the way…'],
])('with %o it is said politely: %s', (more, says) => {
  expect(draw(more)).toContain(`role="status">${says}<`);
});

test('it is said why an act was not done', () => {
  expect(draw({ failure: 'The form is gone.' })).toContain('role="alert">The form is gone.<');
});

test('a step that is not there can be left', () => {
  expect(buttons(draw({ at: 9 }))).toContain('End the tour');
});
