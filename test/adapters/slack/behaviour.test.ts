import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../src/local/slack/human.ts';
import { type Stage, startStage, type Transport } from './stage.ts';

describe.each<Transport>(['socket', 'http'])('over %s', (transport) => {
  let stage: Stage;
  let member: string;

  beforeAll(async () => {
    stage = await startStage(transport);
    member = stage.id('Member');
  });
  afterAll(() => stage.stop());
  beforeEach(async () => {
    stage.seen.slowMs = 0;
    await stage.local.clearFaults();
    await stage.local.clearCalls();
  });

  const slash = (typed: string, who = 'Member'): Promise<Outcome> =>
    stage.local.slash(stage.id(who), stage.general, typed);
  const click = async (typed: string, label: string, who = 'Member'): Promise<Outcome> => {
    const { message } = await slash(typed);
    await stage.local.clearCalls();
    return stage.local.click(stage.id(who), message?.id ?? '', label);
  };
  const requests = async (): Promise<string[]> =>
    (await stage.local.calls()).filter(({ method }) => method !== 'ack').map(({ method }) => method);

  describe('a typed command', () => {
    it('is answered in its acknowledgement, with no further request', async () => {
      const outcome = await slash('/test echo hello');
      expect(outcome.message?.text).toBe('Echo\nhello');
      expect(outcome.message?.private).toBe(true);
      expect(await requests()).toEqual([]);
    });

    it('is shown to everyone where its definition says so', async () => {
      expect((await slash('/test post')).message?.private).toBe(false);
    });

    it('is reached through /parley as well', async () => {
      expect((await slash('/parley test echo hello')).message?.text).toBe('Echo\nhello');
    });

    it('is helped with by /parley alone and by help after its name', async () => {
      expect((await slash('/parley')).message?.text).toContain('What Parley can do');
      expect((await slash('/test help')).message?.text).toMatch(/^\/test\nWhat the tests need/);
    });

    it('keeps times, addresses and signs as they were typed', async () => {
      const typed = '19:30 <b> & https://example.org/?a=1&b=2 *x* “y”';
      expect((await slash(`/test echo ${typed}`)).message?.text).toBe(`Echo\n${typed}`);
    });

    it('understands typographic quotes', async () => {
      const outcome = await stage.local.slash(member, stage.general, '/test echo words:"a b"', {
        curly: true,
      });
      expect(outcome.message?.text).toBe('Echo\na b');
    });

    it('understands members and channels', async () => {
      const outcome = await slash('/test who @Facilitator #practice');
      expect(outcome.message?.text).toBe(`${stage.id('Facilitator')} ${stage.local.conversations.practice}`);
    });

    it('tells the zone and the standing that Slack knows', async () => {
      expect((await slash('/test zone')).message?.text).toBe('America/Toronto member');
      expect((await slash('/test zone', 'Administrator')).message?.text).toBe(
        'America/New_York administrator',
      );
    });

    it('asks Slack about a member once in a while, not each time', async () => {
      const who = 'Facilitator';
      await slash('/test zone', who);
      await stage.local.clearCalls();
      await slash('/test zone', who);
      expect(await requests()).toEqual([]);
    });

    it('says kindly what there is where it does not know the subcommand', async () => {
      const outcome = await slash('/test nonsense');
      expect(outcome.message?.text).toMatch(/^There is no “nonsense” here\. Choose one of: echo, /);
    });

    it('is answered late by its response_url when it takes its time', async () => {
      stage.seen.slowMs = 1_800;
      const outcome = await slash('/test slow');
      expect(outcome.message?.text).toBe('Late\nHere at last.');
      expect([outcome.deferred, outcome.message?.private]).toEqual([true, false]);
    });

    it('errs privately when it fails late, even where it would have been public', async () => {
      stage.seen.slowMs = 1_800;
      const outcome = await slash('/test fail');
      expect([outcome.message?.text, outcome.message?.private]).toEqual([
        'It did not work out. Please try again.',
        true,
      ]);
    });
  });

  describe('a click', () => {
    it('changes the message in place with one more request', async () => {
      const outcome = await click('/test counter', 'One more');
      expect([outcome.kind, outcome.message?.text.split('\n')[1]]).toEqual(['update', 'It is 1.']);
      expect(await requests()).toEqual(['response_url']);
    });

    it('answers in place where the message was private already', async () => {
      expect((await click('/test counter', 'Tell me')).kind).toBe('update');
    });

    it('on a public message answers the one who clicked alone', async () => {
      const outcome = await click('/test post', 'Tell me', 'Second member');
      expect([outcome.kind, outcome.message?.private]).toEqual(['message', true]);
    });

    it('on a public message changes it for everyone', async () => {
      const { message } = await slash('/test post');
      await stage.local.click(stage.id('Second member'), message?.id ?? '', 'One more');
      const seen = await stage.local.read(member, stage.general);
      expect(seen.find(({ id }) => id === message?.id)?.text).toContain('It is 1.');
    });

    it('posts for everyone', async () => {
      const outcome = await click('/test counter', 'Tell all');
      expect([outcome.message?.text, outcome.message?.private]).toEqual(['All\nHear!', false]);
    });

    it('takes the message away', async () => {
      expect((await click('/test counter', 'Take back')).kind).toBe('removed');
    });

    it('that takes its time still changes the message', async () => {
      stage.seen.slowMs = 1_800;
      const { message } = await slash('/test counter');
      const outcome = await stage.local.click(member, message?.id ?? '', 'Slowly', { settleMs: 5_000 });
      expect(outcome.message?.text).toContain('It is 100.');
    });

    it('that is not allowed says so and leaves the message as it was', async () => {
      const { message } = await slash('/test post');
      const outcome = await stage.local.click(member, message?.id ?? '', 'Administer');
      expect([outcome.message?.text, outcome.message?.private]).toEqual([
        'Only administrators can do that here. If you should be one, ask an administrator.',
        true,
      ]);
    });

    it('on a link is acknowledged and nothing else', async () => {
      await click('/test counter', 'Read');
      expect(await requests()).toEqual([]);
    });

    it('is tried once more when Slack fails on a private answer', async () => {
      const { message } = await slash('/test counter');
      await stage.local.fault({
        kind: 'status',
        status: 500,
        commit: 'before',
        on: { method: 'response_url' },
      });
      const outcome = await stage.local.click(member, message?.id ?? '', 'One more', { settleMs: 3_000 });
      expect(outcome.kind).toBe('update');
    });

    it('is not repeated for everyone when Slack lost only the answer', async () => {
      const { message } = await slash('/test counter');
      const before = (await stage.local.read(member, stage.general)).length;
      await stage.local.fault({ kind: 'reset', commit: 'after', on: { method: 'response_url' } });
      await stage.local.click(member, message?.id ?? '', 'Tell all', { settleMs: 2_000 });
      expect((await stage.local.read(member, stage.general)).length).toBe(before + 1);
    });
  });

  describe('a list', () => {
    it('hands over what was chosen', async () => {
      const { message } = await slash('/test counter');
      const outcome = await stage.local.select(member, message?.id ?? '', 'Choose', ['red']);
      expect(outcome.message?.text).toMatch(/^Told\n.*: red$/);
    });

    it('is searched as one types', async () => {
      const { message } = await slash('/test counter');
      const { options } = await stage.local.suggest(member, message?.id ?? '', 'Find', 'ap');
      expect(options.map(({ label }) => label)).toEqual(['apple', 'apricot']);
    });

    it('hands over what was found', async () => {
      const { message } = await slash('/test counter');
      await stage.local.suggest(member, message?.id ?? '', 'Find', 'ban');
      const outcome = await stage.local.select(member, message?.id ?? '', 'Find', ['banana']);
      expect(outcome.message?.text).toBe('Found\nbanana');
    });
  });

  describe('a form', () => {
    it('opens where something required is missing', async () => {
      const { form } = await slash('/test echo');
      expect(form?.fields.map(({ id, required }) => [id, required])).toEqual([['words', true]]);
    });

    it('opens from a button with what stands in it', async () => {
      const { form } = await click('/test counter', 'Write');
      expect(form?.fields[0]?.value).toBe('Mine');
    });

    it('is answered privately where it was opened', async () => {
      const { form } = await slash('/test form');
      const outcome = await stage.local.submit(member, form?.id ?? '', { title: 'Tea', seats: '3' });
      expect([outcome.message?.text, outcome.message?.private, outcome.message?.conversation]).toEqual([
        'Noted\nTea for 3',
        true,
        stage.general,
      ]);
    });

    it('stays open with its errors', async () => {
      const { form } = await slash('/test form');
      const outcome = await stage.local.submit(member, form?.id ?? '', { title: 'Tea', when: 'some day' });
      expect(outcome.errors?.when).toMatch(/I could not read “some day”/);
    });

    it('opened from a private message is answered in its place', async () => {
      const { form } = await click('/test counter', 'Write');
      expect((await stage.local.submit(member, form?.id ?? '', {})).kind).toBe('update');
    });

    it('that takes its time is answered after it closed', async () => {
      stage.seen.slowMs = 2_300;
      const { form } = await slash('/test form');
      const outcome = await stage.local.submit(member, form?.id ?? '', { title: 'Tea' }, { settleMs: 5_000 });
      expect(outcome.message?.text).toBe('Noted\nTea for any number');
    });

    it('whose response_url is spent is answered by direct message', async () => {
      const { form } = await slash('/test form');
      await stage.local.age(31 * 60_000);
      const outcome = await stage.local.submit(member, form?.id ?? '', { title: 'Tea' }, { settleMs: 3_000 });
      expect(outcome.message?.conversation).toBe(await stage.local.openDirect(member));
    });

    it('that cannot open any more says to try again', async () => {
      const { message } = await slash('/test counter');
      await stage.local.fault({
        kind: 'status',
        status: 500,
        commit: 'before',
        on: { method: 'views.open' },
      });
      const outcome = await stage.local.click(member, message?.id ?? '', 'Write', { settleMs: 3_000 });
      expect(outcome.message?.text).toMatch(/try again/);
    });
  });

  describe('a message’s menu', () => {
    it('reads the message and answers the one who chose it', async () => {
      const ts = await stage.local.say(member, stage.general, 'a < b & c');
      const outcome = await stage.local.shortcut(member, stage.general, ts, 'Count the words');
      expect([outcome.message?.text, outcome.message?.private]).toEqual(['Words\n“a < b & c” has 5.', true]);
    });
  });

  describe('the Home tab', () => {
    it('shows what the commands add to it, by the name that others see', async () => {
      const home = await stage.local.openHome(stage.id('Second member'));
      expect(home?.text).toContain('Welcome, Second member.');
    });

    it('answers a click by direct message', async () => {
      const home = await stage.local.openHome(member);
      const outcome = await stage.local.click(member, home?.id ?? '', 'Tell me', { settleMs: 2_000 });
      expect([outcome.message?.text, outcome.message?.conversation]).toEqual([
        'Told\nmember: nothing',
        await stage.local.openDirect(member),
      ]);
    });

    it('is made anew by what updates it', async () => {
      const home = await stage.local.openHome(member);
      await stage.local.clearCalls();
      await stage.local.click(member, home?.id ?? '', 'One more', { settleMs: 2_000 });
      expect(await requests()).toEqual(['views.publish']);
    });

    it('opens a form whose answer comes by direct message', async () => {
      const home = await stage.local.openHome(member);
      const { form } = await stage.local.click(member, home?.id ?? '', 'Write');
      const outcome = await stage.local.submit(member, form?.id ?? '', {}, { settleMs: 2_000 });
      expect(outcome.message?.conversation).toBe(await stage.local.openDirect(member));
    });
  });

  describe('in the app’s direct messages', () => {
    it('a private answer takes the place of what was clicked', async () => {
      const direct = await stage.local.openDirect(member);
      const { message } = await stage.local.slash(member, direct, '/test post');
      expect((await stage.local.click(member, message?.id ?? '', 'Tell me')).kind).toBe('update');
    });
  });

  it('logs nothing that a member wrote', async () => {
    await slash('/test echo words-of-a-member');
    await slash('/test nonsense-of-a-member');
    expect(JSON.stringify(stage.log.lines)).not.toContain('of-a-member');
  });

  it('logs no token', () => {
    const lines = JSON.stringify(stage.log.lines);
    const { botToken, appToken, signingSecret } = stage.local;
    expect([botToken, appToken, signingSecret].filter((secret) => lines.includes(secret))).toEqual([]);
  });
});
