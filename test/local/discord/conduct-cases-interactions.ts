import { expect } from 'vitest';
import type { Outcome } from '../../../src/local/shared/human.ts';
import { type Fields, fields } from '../../../src/local/shared/json.ts';
import { type ConductCase, codes, general, member, post, slashed } from './conduct-case.ts';
import { button, row } from './payloads.ts';
import type { RawBot } from './raw-bot.ts';

const EPHEMERAL = 1 << 6;

/** A click of the member on a fresh message with a button. */
async function clicked(bot: RawBot): Promise<Fields> {
  await bot.rest();
  const { body } = await post(bot, general(bot), { content: 'x', components: [row(button())] });
  return bot.receive(() => bot.discord.click(member(bot), String(body.id), 'go'));
}

const form = {
  title: 'Form',
  custom_id: 'form',
  components: [{ type: 18, label: 'Name', component: { type: 4, custom_id: 'name', style: 1 } }],
};

/** A form that the member sends. */
async function submitted(bot: RawBot): Promise<Fields> {
  let act: Promise<Outcome> | undefined;
  const asked = await bot.receive(() => {
    act = bot.discord.slash(member(bot), general(bot), '/glossary');
    return act;
  });
  await bot.answer(asked, 9, form);
  const opened = (await act)?.form?.id ?? '';
  return bot.receive(() => bot.discord.submit(member(bot), opened, { name: 'x' }));
}

/** Answers to interactions: when, how often, of which type. */
export const interactionCases: Record<string, ConductCase> = {
  'answer-deadline': async (bot) => {
    const early = await slashed(bot);
    await bot.discord.age(2_500);
    const inTime = await bot.answer(early, 4, { content: 'x' });
    const slow = await slashed(bot);
    await bot.discord.age(3_001);
    expect(codes(inTime, await bot.answer(slow, 4, { content: 'x' }))).toEqual([200, 10062]);
  },

  'answer-once': async (bot) => {
    const interaction = await slashed(bot);
    const first = await bot.answer(interaction, 5);
    expect(codes(first, await bot.answer(interaction, 4, { content: 'x' }))).toEqual([200, 40060]);
  },

  'answer-type': async (bot) => {
    const asked = await bot.answer(await slashed(bot), 7, { content: 'x' });
    const pressed = await bot.answer(await clicked(bot), 8, { choices: [] });
    const sent = await bot.answer(await submitted(bot), 9, form);
    const allowed = await bot.answer(await clicked(bot), 9, form);
    expect(codes(asked, pressed, sent, allowed)).toEqual([50035, 50035, 50035, 200]);
  },

  'token-lifetime': async (bot) => {
    const interaction = await slashed(bot);
    await bot.answer(interaction, 4, { content: 'x' });
    await bot.discord.age(14 * 60_000);
    const alive = await bot.webhook(interaction, 'PATCH', '@original', { content: 'y' });
    await bot.discord.age(60_001);
    expect(codes(alive, await bot.webhook(interaction, 'PATCH', '@original', { content: 'z' }))).toEqual([
      200, 50027,
    ]);
  },

  'token-after-answer': async (bot) => {
    const interaction = await slashed(bot);
    const before = await bot.webhook(interaction, 'POST', '', { content: 'x' });
    await bot.answer(interaction, 4, { content: 'x' });
    expect(codes(before, await bot.webhook(interaction, 'POST', '', { content: 'x' }))).toEqual([10015, 200]);
  },

  'deferral-keeps-visibility': async (bot) => {
    const interaction = await slashed(bot);
    await bot.answer(interaction, 5);
    const { body } = await bot.webhook(interaction, 'PATCH', '@original', { content: 'x', flags: EPHEMERAL });
    const seen = await bot.discord.read(bot.discord.members['Second member']!, general(bot));
    expect(seen.find((each) => each.id === body.id)?.text).toBe('x');
  },

  'deferral-filled-first': async (bot) => {
    const interaction = await slashed(bot);
    const { body } = await bot.answer(interaction, 5);
    const first = await bot.webhook(interaction, 'POST', '', { content: 'x', flags: EPHEMERAL });
    const second = await bot.webhook(interaction, 'POST', '', { content: 'y' });
    const placeholder = fields(body.interaction).response_message_id;
    expect([first.body.id === placeholder, second.body.id === placeholder]).toEqual([true, false]);
  },

  'ephemeral-private': async (bot) => {
    const open = await bot.answer(await slashed(bot), 4, { content: 'x' });
    const hidden = await bot.answer(await slashed(bot), 4, { content: 'x', flags: EPHEMERAL });
    const got = [open, hidden].map(({ body }) => {
      const id = fields(body.interaction).response_message_id;
      return bot.call('GET', `/channels/${general(bot)}/messages/${id}`);
    });
    expect(codes(...(await Promise.all(got)))).toEqual([200, 10008]);
  },
};
