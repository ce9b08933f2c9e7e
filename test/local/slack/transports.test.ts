import type { App, MessageShortcut } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalSlackClient, startLocalSlack } from '../../../src/local/slack/start.ts';
import { button, httpApp, modal, socketApp } from './app.ts';

/** The same listeners over both transports. */
function register(app: App): void {
  app.command('/term', async ({ ack, command }) =>
    ack({
      text: command.text || 'nothing',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: command.text || 'nothing' } },
        button('more', 'More'),
      ],
    }),
  );
  app.command('/public', async ({ ack }) => ack({ response_type: 'in_channel', text: 'for all' }));
  app.command('/quiet', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'later' });
  });
  app.command('/form', async ({ ack, client, command }) => {
    await client.views.open({ trigger_id: command.trigger_id, view: modal('form') });
    await ack();
  });
  app.action('more', async ({ ack, respond }) => {
    // What acknowledges an action is ignored, whatever it carries.
    await (ack as (body?: unknown) => Promise<void>)({ text: 'from the ack' });
    await respond({ replace_original: true, text: 'replaced' });
  });
  app.options('who', async ({ ack, payload }) =>
    ack({ options: [{ text: { type: 'plain_text', text: payload.value }, value: 'one' }] }),
  );
  app.view('form', async ({ ack, view, body, client }) => {
    const topic = view.state.values.topic!.value!.value;
    if (topic === 'no') return ack({ response_action: 'errors', errors: { topic: 'Choose another topic' } });
    await ack();
    await client.chat.postMessage({
      channel: body.user.id,
      text: `saved ${topic} for ${view.state.values.who!.who!.selected_option?.value}`,
    });
  });
  app.shortcut('card', async ({ ack, shortcut, respond }) => {
    await ack();
    await respond({ text: `card of ${(shortcut as MessageShortcut).message.text}` });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'header', text: { type: 'plain_text', text: 'Home' } }] },
    });
  });
}

describe.each([
  ['Socket Mode', socketApp],
  ['signed HTTP', httpApp],
])('over %s', (_name, start) => {
  let slack: LocalSlackClient;
  let app: App;
  let member: string;
  let general: string;

  beforeAll(async () => {
    slack = await startLocalSlack();
    app = await start(slack, register);
    member = slack.members.Member!;
    general = slack.conversations.general!;
  });
  afterAll(async () => {
    await app.stop();
    await slack.stop();
  });

  test("a slash command's acknowledgement is shown to its member alone", async () => {
    const { kind, message } = await slack.slash(member, general, '/term batna');
    expect([kind, message?.private, message?.text]).toEqual(['message', true, 'batna\n[More]']);
    const others = await slack.read(slack.members['Second member']!, general);
    expect(others.map(({ id }) => id)).not.toContain(message?.id);
  });

  test('an in_channel acknowledgement is shown to everybody', async () => {
    const { message } = await slack.slash(member, general, '/public');
    const others = await slack.read(slack.members['Second member']!, general);
    expect(others.at(-1)).toMatchObject({ id: message?.id, private: false, text: 'for all' });
  });

  test('an answer after an empty acknowledgement is a deferred one', async () => {
    expect(await slack.slash(member, general, '/quiet')).toMatchObject({
      kind: 'message',
      deferred: true,
      message: { text: 'later' },
    });
  });

  test('a click shows what the app does, not what its acknowledgement says', async () => {
    const { message } = await slack.slash(member, general, '/term x');
    expect(await slack.click(member, message!.id, 'More')).toMatchObject({
      kind: 'update',
      message: { text: 'replaced', version: 2 },
    });
  });

  test('a form is opened, refuses, suggests and is saved', async () => {
    const { form } = await slack.slash(member, general, '/form');
    expect(form).toMatchObject({
      title: 'A form',
      fields: [
        { id: 'topic', required: true },
        { id: 'who', required: false },
      ],
    });
    expect(await slack.submit(member, form!.id, { Topic: 'no' })).toMatchObject({
      kind: 'errors',
      errors: { topic: 'Choose another topic' },
    });
    expect(await slack.suggest(member, form!.id, 'who', 'an')).toMatchObject({
      options: [{ label: 'an', value: 'one' }],
    });
    const saved = await slack.submit(member, form!.id, { Topic: 'anger', Who: 'one' });
    expect(saved).toMatchObject({ kind: 'message', message: { text: 'saved anger for one' } });
    expect(await slack.form(member)).toBeNull();
  });

  test('a message shortcut carries the message', async () => {
    const id = await slack.say(member, general, 'a good question');
    expect(await slack.shortcut(member, general, id, 'Make a card')).toMatchObject({
      message: { text: 'card of a good question' },
    });
  });

  test('an opened Home tab shows what the app publishes', async () => {
    expect(await slack.openHome(member)).toMatchObject({ text: 'Home', private: true });
  });

  test('a member is offered what is installed', async () => {
    const offers = await slack.offers(member);
    expect(offers.map(({ name }) => name)).toEqual(['/term', '/form', '/quiet', '/public', 'Make a card']);
  });

  test('a burst measures every command inside the platform', async () => {
    const { ms } = await slack.burst({
      memberId: member,
      conversationId: general,
      command: '/term',
      text: 'x',
      count: 20,
      concurrency: 4,
    });
    expect(ms).toHaveLength(20);
  });
});
