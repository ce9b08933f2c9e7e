import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Dispatcher } from '../../../src/adapters/slack/dispatch.ts';
import { readMetadata, writeMetadata } from '../../../src/adapters/slack/metadata.ts';
import type { People } from '../../../src/adapters/slack/people.ts';
import type { Origin } from '../../../src/adapters/slack/receive.ts';
import { ResponseUrls } from '../../../src/adapters/slack/response-url.ts';
import { defineForm, openForm } from '../../../src/chat/form.ts';
import { option } from '../../../src/chat/option.ts';
import { handlerOf, KeptLog } from '../../asking.ts';
import { Seen, testCommand } from './stage.ts';

/** What stands behind a response_url: answers as it is told, and keeps what came. */
let server: Server;
let url = '';
let answers: { status: number; body: string }[] = [];
let came: string[] = [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    came.push(body);
    const { status, body: said } = answers.shift() ?? { status: 200, body: 'ok' };
    response.writeHead(status).end(said);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function posted(repeatable: boolean, ...told: { status: number; body: string }[]) {
  answers = told;
  came = [];
  const result = await new ResponseUrls(url).post(`${url}/actions/1`, { text: 'hello' }, repeatable);
  return { ...result, tries: came.length };
}

describe('a post to a response_url', () => {
  it('is done where Slack says ok', async () => {
    expect(await posted(true)).toEqual({ kind: 'done', tries: 1 });
  });
  it('is refused where Slack says so beside a status of 200', async () => {
    const told = { status: 200, body: '{"ok":false,"error":"used_url"}' };
    expect(await posted(true, told)).toEqual({ kind: 'refused', code: 'used_url', tries: 1 });
  });
  it('is repeated once where that harms nobody', async () => {
    expect(await posted(true, { status: 503, body: '' })).toEqual({ kind: 'done', tries: 2 });
  });
  it('is not repeated where everyone would see it twice', async () => {
    expect(await posted(false, { status: 503, body: '' })).toEqual({
      kind: 'unsure',
      code: 'http_503',
      tries: 1,
    });
  });
});

describe('what a form keeps', () => {
  const form = defineForm({
    name: 'test.form',
    title: 'A form',
    fields: { words: option.text({ description: 'Words' }) },
    answer: 'private',
    run: () => ({ parts: [] }),
  });
  const origin = (more: Partial<Origin> = {}): Origin => ({
    id: '1',
    team: 'T1',
    member: 'U1',
    conversation: 'C1',
    trigger: '1',
    url: 'https://hooks.slack.com/actions/1',
    message: true,
    home: false,
    own: true,
    ...more,
  });
  const submitted = origin({ id: '2', conversation: '', url: undefined, message: false, own: false });
  const urls = new ResponseUrls(undefined);
  const kept = (more: Partial<Origin> = {}) =>
    readMetadata(writeMetadata(openForm(form, {}), origin(more)), submitted, urls);

  it('leads back to where it was opened', () => {
    expect(kept()).toEqual({ id: 'test.form', fields: ['words'], origin: origin({ id: '2' }) });
  });
  it('never leads to an address that is not Slack’s', () => {
    expect(kept({ url: 'https://hooks.slack.com.example.org/1' })?.origin.url).toBeUndefined();
  });
  it('is nothing where it is not ours', () => {
    expect(readMetadata('{"id":1}', submitted, urls)).toBeUndefined();
  });
});

describe('a member of another workspace', () => {
  const click = (team: string, member = 'U1') => ({
    type: 'block_actions',
    trigger_id: `trigger-${team}-${member}`,
    team: { id: 'T1' },
    user: { id: member, name: 'guest', team_id: team },
    channel: { id: 'C1' },
    container: { type: 'message' },
    response_url: `${url}/actions/2`,
    actions: [{ type: 'button', value: 'test.tell' }],
  });
  const people = { enterpriseOf: async (id: string) => (id === 'U2' ? 'E2' : 'E1') } as unknown as People;
  async function told(body: ReturnType<typeof click>, enterprise?: string): Promise<string> {
    came = [];
    const log = new KeptLog();
    const dispatcher = new Dispatcher({
      handler: handlerOf(undefined, [testCommand(new Seen())], log),
      log,
      web: {} as never,
      people,
      urls: new ResponseUrls(url),
      prefix: '',
    });
    dispatcher.installation = { team: 'T1', name: 'Here', user: 'UBOT', enterprise };
    await dispatcher.take(body, async () => {});
    return came.join();
  }

  it('is told kindly that Parley is not for them', async () => {
    expect(await told(click('T2'))).toContain('You are a guest here');
  });
  it('is not someone of the workspace itself', async () => {
    expect(await told(click('T1'))).toContain('Told');
  });
  it('is not someone of another workspace of the same organisation', async () => {
    expect(await told(click('T2'), 'E1')).toContain('Told');
    expect(await told(click('E1'), 'E1')).toContain('Told');
  });
  it('is a guest of an organisation too', async () => {
    expect(await told(click('T2', 'U2'), 'E1')).toContain('You are a guest here');
  });
});
