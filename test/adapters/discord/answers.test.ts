import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../../src/local/discord/human.ts';
import { until } from '../../until.ts';
import { type Bot, routes, startBot } from './bot.ts';
import { gate, runs } from './commands.ts';

let bot: Bot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot.stop());
beforeEach(() => bot.local.clearCalls());
afterEach(() => gate.open());

const slash = (command: string, patience = {}): Promise<Outcome> =>
  bot.local.slash(bot.member, bot.general, command, undefined, patience);
const messageId = (outcome: Outcome): string => outcome.message?.id ?? 'none';
const controls = async (): Promise<string> => {
  const id = messageId(await slash('/show controls'));
  await bot.local.clearCalls();
  return id;
};
/** What the member sees in the channel, from a message on. */
const from = async (member: string, id: string): Promise<string[]> => {
  const seen = await bot.local.read(member, bot.general);
  return seen.slice(seen.findIndex((message) => message.id === id)).map(({ text }) => text);
};

describe('a command', () => {
  test('is answered in one request', async () => {
    const outcome = await slash('/ping');
    expect(outcome.message?.text).toBe('Pong\nMember in a channel');
    expect(await routes(bot.local)).toEqual(['POST /interactions/callback']);
  });

  test('that is private is seen by the one who asked alone', async () => {
    const { message } = await slash('/ping');
    expect(message?.private).toBe(true);
  });

  test('that is public is seen by all', async () => {
    const id = messageId(await slash('/show counter'));
    expect(await from(bot.second, id)).toEqual(['Counter\nIt is 0.\n[One more]']);
  });

  test('works in a direct conversation', async () => {
    const direct = await bot.local.openDirect(bot.member);
    const { message } = await bot.local.slash(bot.member, direct, '/ping');
    expect(message?.text).toBe('Pong\nMember in private');
  });

  test('gets its values as Discord gives them', async () => {
    const options = { word: 'tea', number: 7, who: bot.second, where: bot.general };
    const { message } = await bot.local.slash(bot.member, bot.general, 'show values', options);
    expect(message?.text).toBe(`Values\ntea | 7 | ${bot.second} | ${bot.general}`);
  });

  test('brings its picture along', async () => {
    const { message } = await slash('/show picture');
    expect(message?.text).toBe('[picture: Two bars]');
  });

  test('brings its file along, with what is in it', async () => {
    const { message } = await slash('/show file');
    expect([message?.text, message?.private]).toEqual(['All of it\n[file: kept.json]', true]);
  });

  test('knows a role from a member, and the roles of whoever asks', async () => {
    const { local, member, second } = bot;
    const role = await local.addRole(local.guildId, 'Mediators');
    const about = async (who: string) => (await slash(`/show mentioned who:${who}`)).message?.text;
    expect(await about(second)).toBe(`Named\nmember ${second}, asked by nobody special`);
    await local.setRoles(member, local.guildId, [role]);
    expect(await about(role)).toBe(`Named\nrole ${role}, asked by ${role}`);
    await local.setRoles(member, local.guildId, []);
    expect(await about(second)).toContain('nobody special');
  });

  test('lets nobody be pinged by its answer, whoever sees it', async () => {
    const id = messageId(await slash('/show counter'));
    await bot.local.click(bot.member, id, 'One more');
    await slash('/ping');
    const sent = (await bot.local.calls()).map(({ body }) => (body as { data: object }).data);
    expect(sent).toHaveLength(3);
    for (const data of sent) expect(data).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  test('that arrives twice runs once', async () => {
    await bot.local.fault({ kind: 'duplicate', times: 1 });
    const before = runs.ping;
    await slash('/ping');
    // A second answer would come before the answer to the next command.
    await slash('/show counter');
    expect(runs.ping).toBe(before + 1);
  });

  test('that cannot be shown ends in an apology with a number that stands in the log', async () => {
    const { message } = await slash('/show broken');
    const [, number = 'none'] = /this number: (\w+)$/.exec(message?.text ?? '') ?? [];
    expect(message?.private).toBe(true);
    expect(bot.log.lines.map(({ fields }) => (fields as { failure?: string }).failure)).toContain(number);
  });
});

describe('an option', () => {
  test('is completed with what Discord can give back whole', async () => {
    const { choices } = await bot.local.complete(
      bot.member,
      bot.general,
      'show values',
      { word: 'te' },
      'word',
    );
    expect(choices).toEqual([{ name: 'te and more', value: 'te' }]);
  });
});

test('suggestions that come too late are not sent', async () => {
  gate.close();
  const { failure } = await bot.local.complete(
    bot.member,
    bot.general,
    'show values',
    { word: 'te' },
    'word',
  );
  gate.open();
  await slash('/ping');
  expect(failure).toBeDefined();
  expect(await routes(bot.local)).toEqual(['POST /interactions/callback']);
});

describe('a command of the message menu', () => {
  test('gets the words of the message', async () => {
    const id = await bot.local.say(bot.second, bot.general, 'What is a caucus?');
    const { message } = await bot.local.shortcut(bot.member, bot.general, id, 'Quote it');
    expect(message?.text).toBe('Quoted\nWhat is a caucus?');
  });

  test('gets the words of a card', async () => {
    const id = messageId(await slash('/show counter'));
    const { message } = await bot.local.shortcut(bot.member, bot.general, id, 'Quote it');
    expect(message?.text).toContain('It is 0.');
  });
});

describe('a button', () => {
  test('changes its message in one request', async () => {
    const id = messageId(await slash('/show counter'));
    await bot.local.clearCalls();
    const outcome = await bot.local.click(bot.member, id, 'One more');
    expect(outcome).toMatchObject({ kind: 'update', message: { id, text: 'Counter\nIt is 1.\n[One more]' } });
    expect(await routes(bot.local)).toEqual(['POST /interactions/callback']);
  });

  test('answers in private under a message of all', async () => {
    const { message } = await bot.local.click(bot.member, await controls(), 'Reveal');
    expect(message).toMatchObject({ private: true, text: 'Revealed\nFor you.' });
  });

  test('answers for all', async () => {
    const id = await controls();
    await bot.local.click(bot.member, id, 'Announce');
    expect((await from(bot.second, id)).at(-1)).toBe('Announced\nFor all.');
  });

  test('takes its message away', async () => {
    const outcome = await bot.local.click(bot.member, await controls(), 'Remove');
    expect(outcome.kind).toBe('removed');
  });
});

describe('a select', () => {
  test('gives what was chosen', async () => {
    const { message } = await bot.local.select(bot.member, await controls(), 'Choose', ['coffee']);
    expect(message?.text).toBe('Chosen\ncoffee');
  });
});

describe('a form', () => {
  test('opens with what is known already in its fields', async () => {
    const { form } = await bot.local.click(bot.member, await controls(), 'Write');
    expect(form?.fields.map(({ id, kind, required, value }) => [id, kind, required, value])).toMatchObject([
      ['words', expect.anything(), true, 'tea'],
      ['seats', expect.anything(), false, undefined],
      ['kind', expect.anything(), false, undefined],
      ['host', expect.anything(), false, undefined],
      ['place', expect.anything(), false, undefined],
    ]);
  });

  test('gives every kind of field', async () => {
    const { form } = await bot.local.click(bot.member, await controls(), 'Write');
    const values = {
      words: 'two\nlines',
      seats: '3',
      kind: ['open'],
      host: [bot.second],
      place: [bot.general],
    };
    const { message } = await bot.local.submit(bot.member, form?.id ?? '', values);
    expect(message).toMatchObject({
      private: true,
      text: `Noted\ntwo\nlines | 3 | open | ${bot.second} | ${bot.general}`,
    });
  });

  test('knows a role from a member', async () => {
    const role = await bot.local.addRole(bot.local.guildId, 'Hosts');
    const lead = async (who: string) => {
      const { form } = await bot.local.click(bot.member, await controls(), 'Lead');
      return (await bot.local.submit(bot.member, form?.id ?? '', { who: [who] })).message?.text;
    };
    expect([await lead(role), await lead(bot.second)]).toEqual([
      `Leads\nrole ${role}`,
      `Leads\nmember ${bot.second}`,
    ]);
  });

  test('leaves out what was left empty', async () => {
    const { form } = await bot.local.click(bot.member, await controls(), 'Write');
    const { message } = await bot.local.submit(bot.member, form?.id ?? '', { words: 'tea' });
    expect(message?.text).toBe('Noted\ntea | undefined | undefined | undefined | undefined');
  });

  test('that cannot be taken says what to mend and gives back what was typed', async () => {
    const { form } = await bot.local.click(bot.member, await controls(), 'Write');
    const { message } = await bot.local.submit(bot.member, form?.id ?? '', {
      words: 'my words',
      seats: '12',
    });
    expect(message?.private).toBe(true);
    expect(message?.text).toMatch(/1 to 9[\s\S]*my words/);
  });
});

describe('what takes longer', () => {
  /** Acts while the answer is held, and lets it go once Discord was told to wait. */
  const late = async (act: () => Promise<Outcome>): Promise<Outcome> => {
    gate.close();
    const outcome = act();
    const told = async () =>
      (await bot.local.calls()).some(({ body }) => [5, 6].includes(Number((body as { type: number }).type)));
    await until('Discord to be told to wait', told);
    gate.open();
    return outcome;
  };

  test('for all fills its placeholder', async () => {
    const outcome = await late(() => slash('/show slow'));
    expect(outcome).toMatchObject({ deferred: true, message: { private: false, text: 'Late\nHere it is.' } });
  });

  test('in private fills its own placeholder', async () => {
    const outcome = await late(() => slash('/show slow-private'));
    expect(outcome).toMatchObject({
      deferred: true,
      message: { private: true, text: 'Late\nOnly for you.' },
    });
  });

  test('changes its message when it is there', async () => {
    const id = await controls();
    const outcome = await late(() => bot.local.click(bot.member, id, 'Slow', { settleMs: 5_000 }));
    expect(outcome.message).toMatchObject({ id, text: 'Updated\nAt last.' });
  });

  test('and fails leaves no placeholder, and tells the one who asked', async () => {
    const before = messageId(await slash('/show counter'));
    await bot.local.clearCalls();
    await late(() => slash('/show slow-failure', { settleMs: 2_000 }));
    const seen = (await bot.local.read(bot.member, bot.general)).at(-1);
    expect(seen).toMatchObject({ private: true, text: 'That did not work. Please try another way.' });
    expect(await from(bot.second, before)).toHaveLength(1);
  });

  test('and fails leaves the message that was clicked as it was', async () => {
    const id = await controls();
    await late(() => bot.local.click(bot.member, id, 'Fail', { settleMs: 5_000 }));
    const [clicked] = await from(bot.member, id);
    const last = (await bot.local.read(bot.member, bot.general)).at(-1);
    expect(clicked).toMatch(/^Controls/);
    expect(last).toMatchObject({ private: true, text: 'That did not work. Please try another way.' });
  });
});
