import { expect, test } from 'vitest';
import { keysOf } from '../../../../src/local/page/browser/slack-blocks.ts';
import { guarded } from '../../../../src/local/page/browser/slack-confirm.ts';
import { drawnBlocks, EVENING, input, option, plain, wordsOf } from './slack-case.ts';

const actions = (...elements: object[]) => [
  { type: 'actions', block_id: 'b', elements: elements.map((each) => ({ action_id: 'a', ...each })) },
];
const button = (more: object = {}) => ({ type: 'button', text: plain('Remove'), value: '1', ...more });

test('an unknown block is shown as not drawn, with its JSON', () => {
  const markup = drawnBlocks([{ type: 'video', title: plain('A film') }]);
  expect(wordsOf(markup)).toMatch(/^not drawn: video JSON .*A film/);
});

test('an unknown element is shown as not drawn', () => {
  expect(wordsOf(drawnBlocks(actions({ type: 'workflow_button' })))).toContain('not drawn: workflow_button');
});

test('an unknown part of small print is shown as not drawn', () => {
  expect(wordsOf(drawnBlocks([{ type: 'context', elements: [{ type: 'clock' }] }]))).toContain(
    'not drawn: clock',
  );
});

test('a picture of the net is not loaded: its words stand for it', () => {
  const block = { type: 'image', image_url: 'https://example.org/a.png', alt_text: 'A bridge' };
  const markup = drawnBlocks([block]);
  expect(markup).not.toContain('<img');
  expect(wordsOf(markup)).toContain('A bridge');
});

test('a picture of the message is loaded from the platform', () => {
  const block = { type: 'image', slack_file: { id: 'F1' }, alt_text: 'Results' };
  const file = { id: 'F1', name: 'chart.png', alt: '', type: 'image/png', path: '/chart.png' };
  const markup = drawnBlocks([block], { files: [file] });
  expect(markup.match(/<img [^>]*>/g)).toEqual([
    '<img src="/files/chart.png" alt="Results" loading="lazy"/>',
  ]);
});

test('a file can be downloaded by its name', () => {
  const file = { id: 'F2', name: 'session.ics', alt: '', type: 'text/calendar', path: '/2' };
  const markup = drawnBlocks([], { files: [file] });
  expect(markup).toContain('href="/files/2" download="session.ics"');
});

test('a table’s first row heads its columns', () => {
  const cell = (text: string) => ({ type: 'raw_text', text });
  const rows = [[cell('Name')], [cell('Member')]];
  expect(drawnBlocks([{ type: 'table', rows }])).toMatch(/<th[^>]*scope="col"[^>]*>Name<\/th>/);
});

test('a select shows what is chosen', () => {
  const options = [option('One', '1'), option('Two', '2')];
  const markup = drawnBlocks(actions({ type: 'static_select', options, initial_option: options[1] }));
  expect(markup).toMatch(/<option[^>]*selected[^>]*>Two/);
});

test('a select shows the groups of its options', () => {
  const option_groups = [{ label: plain('First'), options: [option('One', '1')] }];
  expect(drawnBlocks(actions({ type: 'static_select', option_groups }))).toContain(
    '<optgroup label="First">',
  );
});

test('a member who left is still shown as chosen', () => {
  const markup = drawnBlocks(actions({ type: 'users_select', initial_user: 'U9' }));
  expect(markup).toMatch(/<option[^>]*selected[^>]*>U9/);
});

test('a menu of several says which are chosen', () => {
  const options = [option('One', '1'), option('Two', '2'), option('Three', '3')];
  const initial_options = options.slice(1);
  const markup = drawnBlocks(actions({ type: 'multi_static_select', options, initial_options }));
  expect(wordsOf(markup)).toBe('Two, Three');
});

test('a moment to pick stands in the viewer’s zone', () => {
  const markup = drawnBlocks(actions({ type: 'datetimepicker', initial_date_time: EVENING }));
  expect(markup).toContain('value="2026-11-26T19:00"');
});

test('nothing can be used while an act waits', () => {
  const markup = drawnBlocks(actions(button()), { busy: true });
  expect(markup).toMatch(/<button[^>]* disabled/);
});

test('a field outside a form has its label bound to it', () => {
  const markup = drawnBlocks([input('q', 'Search', { type: 'plain_text_input' }, { dispatch_action: true })]);
  const [, id] = /<label[^>]* for="([^"]+)"/.exec(markup)!;
  expect(markup).toContain(`<input type="text" id="${id}"`);
});

test('a confirm is asked before a dangerous button acts', () => {
  const done: string[] = [];
  const act = () => done.push('act');
  guarded(button({ confirm: { title: plain('Sure?') } }), act, () => done.push('ask'));
  expect(done).toEqual(['ask']);
});

test('a button without a confirm acts at once', () => {
  const done: string[] = [];
  const act = () => done.push('act');
  guarded(button(), act, () => done.push('ask'));
  expect(done).toEqual(['act']);
});

test('a row of buttons is the same after an edit gave its block a new id and put a text above it', () => {
  const [before] = keysOf(actions(button()));
  const after = keysOf([
    { type: 'header', text: plain('New') },
    { ...actions(button())[0]!, block_id: 'c' },
  ]);
  expect(after[1]).toBe(before);
});

test('two rows of a message never have the same key', () => {
  const keys = keysOf([...actions(button()), ...actions(button())]);
  expect(new Set(keys).size).toBe(2);
});
