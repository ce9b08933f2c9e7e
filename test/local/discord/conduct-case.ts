import type { Fields } from '../../../src/local/shared/json.ts';
import type { Answered, RawBot } from './raw-bot.ts';

/** For one rule of behaviour: shows that what keeps it passes, and that what breaks it is refused. */
export type ConductCase = (bot: RawBot) => Promise<void>;

export const general = ({ discord }: RawBot): string => discord.conversations.general!;
export const member = ({ discord }: RawBot): string => discord.members.Member!;
export const codes = (...answers: Answered[]): unknown[] =>
  answers.map(({ status, body }) => body.code ?? status);
export const post = (bot: RawBot, channel: string, body: unknown) =>
  bot.call('POST', `/channels/${channel}/messages`, body);

/** A slash command of the member, as the bot receives it. */
export const slashed = (bot: RawBot): Promise<Fields> =>
  bot.receive(() => bot.discord.slash(member(bot), general(bot), '/glossary'));
