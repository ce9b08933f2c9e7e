import { MessageFlags } from 'discord.js';
import { renderMessage } from '../../../src/adapters/discord/render.ts';
import type { Message } from '../../../src/chat/reply.ts';
import type { Block, Inline } from '../../../src/chat/text.ts';
import { effects } from '../../../src/local/discord/effects.ts';
import { readingText } from '../../../src/local/discord/reading.ts';
import { refusals } from '../../../src/local/discord/rules.ts';

const VIEWER = { timeZone: 'America/Toronto', now: 0, names: { '100000000000000001': 'Member' } };

/** A message as it is sent, as Discord would judge it and as a member would read it. */
export function shown(message: Message) {
  const { components, files, attachments } = renderMessage(message);
  const flags = MessageFlags.IsComponentsV2;
  const sent = { flags, components, attachments, allowed_mentions: { parse: [] } };
  // What a platform gets is JSON.
  const payload = JSON.parse(JSON.stringify(sent));
  const names = files.map(({ name }) => name);
  return {
    payload,
    effects: effects(payload),
    refusals: refusals(payload, 'message', names),
    text: visible(readingText(payload, VIEWER)),
  };
}

/** Without the zero-width spaces, which nobody sees. */
export const visible = (text: string): string => text.replaceAll('\u200b', '');

export const block = (...blocks: Block[]): Message => ({ parts: [{ kind: 'text', text: blocks }] });

export const inline = (...children: Inline[]): Message => block({ kind: 'paragraph', children });
