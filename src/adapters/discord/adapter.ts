import type { Interaction } from 'discord.js';
import type { Adapter } from '../../chat/adapter.ts';
import { describeError, FailureLog, type Log } from '../../chat/failure.ts';
import type { Handler } from '../../chat/handler.ts';
import { InFlight } from '../../chat/late.ts';
import { RecentIds } from '../../chat/recent.ts';
import { Connection } from './connection.ts';
import { definitions } from './definitions.ts';
import { inviteUrl } from './invite.ts';
import { toIncoming, toRequest } from './receive.ts';
import { register, type Scope } from './register.ts';
import { type Account, createRest } from './rest.ts';
import { answer } from './send.ts';
import { suggest } from './suggest.ts';

interface Parts extends Account, Scope {
  readonly handler: Handler;
  readonly log: Log;
}

/** How long stopping waits for answers under way, in ms. */
const DRAIN = 5_000;

/** Parley on Discord; `inviteUrl` brings the bot into a server. */
export function createDiscord(parts: Parts): Adapter & { readonly inviteUrl: string } {
  const { handler, log, applicationId } = parts;
  const wanted = definitions(handler.commands, parts.devGuildId === undefined ? 'global' : 'server');
  const shortcuts = new Map(
    handler.commands.flatMap((each) => each.shortcuts).map(({ label, name }) => [label, name]),
  );
  const failures = new FailureLog(log);
  const inFlight = new InFlight();
  const seen = new RecentIds();
  const stopping = new AbortController();

  const receive = (interaction: Interaction): void => {
    if (stopping.signal.aborted || !seen.first(interaction.id)) return;
    if (interaction.isAutocomplete()) {
      inFlight.track(suggest(interaction, handler, log));
      return;
    }
    const incoming = toIncoming(interaction, shortcuts);
    if (!incoming) return;
    const plan = handler.plan(incoming, toRequest(interaction));
    const { id, token, client } = interaction;
    const fromForm = interaction.isModalSubmit();
    const inMessage = interaction.isMessageComponent() || (fromForm && interaction.message !== null);
    const asked = { id, token, applicationId: interaction.applicationId, inMessage, fromForm };
    inFlight.track(answer(plan, asked, { rest: client.rest, log, failures }));
  };

  // What is thrown into discord.js ends the process.
  const onInteraction = (interaction: Interaction): void => {
    try {
      receive(interaction);
    } catch (error) {
      log.error({ request: interaction.id, error: describeError(error) }, 'an interaction could not be read');
    }
  };
  const connection = new Connection({ account: parts, log, onInteraction });

  return {
    name: 'discord',
    inviteUrl: inviteUrl(applicationId),
    async start() {
      const rest = createRest(parts);
      try {
        const registered = register({ rest, scope: parts, wanted, log, signal: stopping.signal });
        await Promise.all([connection.open(), registered]);
      } catch (error) {
        stopping.abort();
        await connection.close();
        throw error;
      }
    },
    async stop() {
      stopping.abort();
      await inFlight.drain(DRAIN);
      await connection.close();
    },
  };
}
