/** What answers to a submission do, and what the Web API does to open modals. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { modal } from './app.ts';
import { type Loose, type RawApp, rawApp } from './raw-app.ts';

let app: RawApp;
let member: string;
let general: string;
let form: string;

beforeAll(async () => {
  app = await rawApp();
  member = app.slack.members.Member!;
  general = app.slack.conversations.general!;
});
afterAll(() => app.stop());

const button = {
  type: 'actions',
  elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More' } }],
};
const view = (title: string, more: object = {}): Loose => ({
  ...modal(title),
  title: { type: 'plain_text', text: title },
  blocks: [...modal(title).blocks, button],
  ...more,
});
const submit = (answer?: object): Promise<Loose> => {
  app.answer(() => ({ body: answer }));
  return app.slack.submit(member, form, { Topic: 'fair' }, { settleMs: 1 });
};
const last = (): Loose => app.received.at(-1)!.payload;

beforeEach(async () => {
  app.answer(() => ({}));
  await app.slack.slash(member, general, '/form', { waitMs: 1 });
  form = (await app.call('views.open', { trigger_id: last().trigger_id, view: view('first') })).view.id;
});

test('an empty answer closes the form', async () => {
  expect((await submit()).kind).toBe('nothing');
  expect(await app.slack.form(member)).toBeNull();
});

test('update shows another form in its place', async () => {
  expect(await submit({ response_action: 'update', view: view('second') })).toMatchObject({
    kind: 'form',
    form: { id: form, title: 'second' },
  });
});

test('push lays a form upon it, and closing that one brings the first back', async () => {
  const { form: pushed } = await submit({ response_action: 'push', view: view('second') });
  await app.slack.close(member, pushed.id);
  expect(await app.slack.form(member)).toMatchObject({ id: form, title: 'first' });
});

test('clear closes every form', async () => {
  const { form: pushed } = await submit({ response_action: 'push', view: view('second') });
  app.answer(() => ({ body: { response_action: 'clear' } }));
  await app.slack.submit(member, pushed.id, { Topic: 'fair' }, { settleMs: 1 });
  expect(await app.slack.form(member)).toBeNull();
});

test.each([
  { response_action: 'errors', errors: { elsewhere: 'No' } },
  { response_action: 'update', view: view('x'.repeat(25)) },
  { response_action: 'push', view: { type: 'home', blocks: [] } },
])('an answer that Slack cannot use leaves the form open: %j', async (answer) => {
  expect(await submit(answer)).toMatchObject({
    kind: 'failed',
    failure: 'We had some trouble connecting. Try again?',
  });
  expect(await app.slack.form(member)).toMatchObject({ id: form });
});

test('a click in a form may push another form upon it', async () => {
  await app.slack.click(member, form, 'More', { settleMs: 1 });
  const pushed = await app.call('views.push', { trigger_id: last().trigger_id, view: view('second') });
  expect(pushed.view).toMatchObject({ previous_view_id: form, root_view_id: form });
});

test('a command cannot push a form', async () => {
  await app.slack.slash(member, general, '/form', { waitMs: 1 });
  const pushed = await app.call('views.push', { trigger_id: last().trigger_id, view: view('second') });
  expect(pushed).toMatchObject({ error: 'invalid_trigger_id' });
});

test('a form that is open can be updated by its id', async () => {
  await app.call('views.update', { view_id: form, view: view('changed') });
  expect(await app.slack.form(member)).toMatchObject({ title: 'changed' });
});

test('a form that was closed can no longer be updated', async () => {
  await app.slack.close(member, form);
  expect(await app.call('views.update', { view_id: form, view: view('changed') })).toMatchObject({
    error: 'not_found',
  });
});

test('closing tells the app where it asked for it', async () => {
  await app.call('views.update', { view_id: form, view: view('watched', { notify_on_close: true }) });
  await app.slack.close(member, form);
  expect(last()).toMatchObject({ type: 'view_closed', view: { id: form }, is_cleared: false });
});

test('an external_id names one view', async () => {
  await app.call('views.update', { view_id: form, view: view('named', { external_id: 'draft-1' }) });
  await app.slack.slash(app.slack.members['Second member']!, general, '/form', { waitMs: 1 });
  const again = { trigger_id: last().trigger_id, view: view('named', { external_id: 'draft-1' }) };
  expect(await app.call('views.open', again)).toMatchObject({ error: 'duplicate_external_id' });
});
