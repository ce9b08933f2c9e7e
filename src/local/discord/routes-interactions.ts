import { problem } from './problem.ts';
import type { Answer, Ask, Discord, Route } from './route.ts';

const webhook = '/webhooks/:application/:token';
const one = `${webhook}/messages/:message`;
/** Follow-ups and edits of one interaction. */
const limit = { requests: 5, ms: 2_000, by: 'token' };

function target(ask: Ask, { interactions }: Discord) {
  const interaction = interactions.behind(ask.params.application!, ask.params.token!);
  return { interaction, message: interactions.messageOf(interaction, ask.params.message!) };
}

/** Answers to interactions: the callback, and the webhook that lives for 15 minutes. */
export const interactionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/interactions/:id/:token/callback',
    open: true,
    answer({ params, fields, uploads, query }, { interactions }): Answer {
      const interaction = interactions.answer(params.id!, params.token!, fields, uploads);
      if (query.get('with_response') !== 'true') return { status: 204 };
      return { status: 200, body: interactions.callbackWire(interaction) };
    },
  },
  {
    method: 'POST',
    path: webhook,
    open: true,
    limit,
    answer({ params, fields, uploads }, { interactions, messages }) {
      const interaction = interactions.behind(params.application!, params.token!);
      return { status: 200, body: messages.wire(interactions.followUp(interaction, fields, uploads)) };
    },
  },
  {
    method: 'GET',
    path: one,
    open: true,
    limit,
    answer(ask, discord) {
      return { status: 200, body: discord.messages.wire(target(ask, discord).message) };
    },
  },
  {
    method: 'PATCH',
    path: one,
    open: true,
    limit,
    answer(ask, discord) {
      const { interaction, message } = target(ask, discord);
      discord.interactions.edit(interaction, message, ask.fields, ask.uploads);
      return { status: 200, body: discord.messages.wire(message) };
    },
  },
  {
    method: 'DELETE',
    path: one,
    open: true,
    limit,
    answer(ask, discord) {
      const { interaction, message } = target(ask, discord);
      discord.interactions.remove(interaction, message);
      return { status: 204 };
    },
  },
  {
    method: 'GET',
    path: webhook,
    open: true,
    answer() {
      throw problem('unknownWebhook');
    },
  },
];
