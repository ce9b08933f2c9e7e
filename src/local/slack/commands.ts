/** What a client makes of a typed slash command before it is sent. */
import { type Fields, fields, rows, text } from '../shared/json.ts';
import type { World } from './world.ts';

/** Straight quotes become typographic ones, as many clients write them. */
const curled = (typed: string): string =>
  typed
    .replace(/(^|[\s([{])"/g, '$1“')
    .replaceAll('"', '”')
    .replace(/(^|[\s([{])'/g, '$1‘')
    .replaceAll("'", '’');

const escaped = (typed: string): string =>
  typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const ADDRESS = String.raw`https?:\/\/\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@./])(?:[\w-]+\.)+(?:com|org|net|edu|io|dev)\b`;

/** A web address, a bare domain or an e-mail address, as a client links it. */
function linked(address: string): string {
  if (/^https?:/.test(address)) return `<${address}>`;
  return address.includes('@') ? `<mailto:${address}|${address}>` : `<http://${address}|${address}>`;
}

/** `@Name`, `#channel`, `@here` and addresses become Slack's own forms; `& < >` elsewhere are escaped. */
function resolved(world: World, typed: string): string {
  const names = new Map(['here', 'channel', 'everyone'].map((range) => [`@${range}`, `<!${range}>`]));
  for (const { id, name, handle } of world.members.values())
    for (const each of [name, handle]) names.set(`@${each}`, `<@${id}|${handle}>`);
  for (const { id, name, kind } of world.conversations.values())
    if (kind !== 'direct') names.set(`#${name}`, `<#${id}|${name}>`);
  const longestFirst = [...names.keys()].sort((a, b) => b.length - a.length);
  const known = longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const parts = typed.split(new RegExp(`((?:${known})(?![\\w-])|${ADDRESS})`));
  return parts
    .map((part, index) => (index % 2 === 0 ? escaped(part) : (names.get(part) ?? linked(part))))
    .join('');
}

export interface Typed {
  command: string;
  text: string;
}

/** The command and its text as they are sent. Throws where no such command is installed. */
export function typedCommand(world: World, typed: string, curly: boolean): Typed {
  const [, command = '', rest = ''] = /^(\/\S+)(?:\s+([\s\S]*))?$/.exec(typed.trim()) ?? [];
  if (command === '') throw new Error(`"${typed}" is not a slash command`);
  const installed: Fields = fields(world.manifest?.features);
  const entry = rows(installed.slash_commands).find((each) => text(each.command) === command.toLowerCase());
  if (!entry) throw new Error(`${command} is not a valid command: no installed app has it`);
  const written = curly ? curled(rest) : rest;
  return {
    command: command.toLowerCase(),
    text: entry.should_escape === true ? resolved(world, written) : written,
  };
}
