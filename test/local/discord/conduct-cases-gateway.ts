import { expect } from 'vitest';
import { fields } from '../../../src/local/shared/json.ts';
import { type ConductCase, general, member } from './conduct-case.ts';
import { chars } from './payloads.ts';

/** Connections to the gateway. */
export const gatewayCases: Record<string, ConductCase> = {
  'gateway-token': async (bot) => {
    const right = await bot.identified();
    await right.next('READY');
    right.terminate();
    const wrong = await bot.identified(1, 'of.somebody.else');
    expect(await wrong.closed).toBe(4004);
  },

  'gateway-intents-known': async (bot) => {
    const wrong = await bot.identified(1 << 30);
    expect(await wrong.closed).toBe(4013);
  },

  'gateway-intents-privileged': async (bot) => {
    const wrong = await bot.identified(1 << 15);
    expect(await wrong.closed).toBe(4014);
  },

  'gateway-identify-first': async (bot) => {
    const early = await bot.connect();
    early.send(3, { status: 'online' });
    expect(await early.closed).toBe(4003);
  },

  'gateway-sends-per-minute': async (bot) => {
    const busy = await bot.identified();
    for (let count = 0; count < 119; count += 1) busy.send(1);
    for (let count = 0; count < 119; count += 1) await busy.next(11);
    busy.send(1);
    expect(await busy.closed).toBe(4008);
  },

  'gateway-resume': async (bot) => {
    const first = await bot.identified(1 | (1 << 9));
    const ready = await first.next('READY');
    await first.next('GUILD_CREATE');
    const last = await first.next('GUILD_CREATE');
    first.terminate();
    await first.closed;
    await bot.discord.say(member(bot), general(bot), 'meanwhile');
    const second = await bot.connect();
    const session_id = fields(ready.d).session_id;
    second.send(6, { token: bot.discord.token, session_id, seq: last.s });
    const missed = await second.next('MESSAGE_CREATE');
    await second.next('RESUMED');
    second.terminate();
    const stranger = await bot.connect();
    stranger.send(6, { token: bot.discord.token, session_id: chars(32), seq: 1 });
    const refused = await stranger.next(9);
    stranger.terminate();
    expect([missed.s, refused.d]).toEqual([Number(last.s) + 1, false]);
  },
};
