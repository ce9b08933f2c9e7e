import type { Interaction } from 'discord.js';
import type { Adapter } from '../../chat/adapter.ts';
import { describeError, FailureLog, type Log } from '../../chat/failure.ts';
import type { Handler } from '../../chat/handler.ts';
import { InFlight } from '../../chat/late.ts';
import { RecentIds } from '../../chat/recent.ts';
import type { Spaces } from '../../chat/spaces.ts';
import { Connection } from './connection.ts';
import { definitions } from './definitions.ts';
import { inviteUrl } from './invite.ts';
import { createOutbox } from './outbox.ts';
import { toIncoming, toRequest } from './receive.ts';
import { register, type Scope } from './register.ts';
import { type Account, createRest } from './rest.ts';
import { answer } from './send.ts';
import { tellSpaces } from './servers.ts';
import { suggest } from './suggest.ts';

interface Parts extends Account, Scope {
  readonly handler: Handler;
  readonly log: Log;
  /** Told which servers the bot is in. */
  readonly spaces?: Spaces;
  /** Called each time that a lost connection is there again. */
  readonly onReconnect?: () => void;
}

/** How long stopping waits for answers and posts under way, in ms. */
const DRAIN = 20_000;

/** Parley on Discord; `inviteUrl` brings the bot into a server. */
export function createDiscord(parts: Parts): Adapter & { readonly inviteUrl: string } {
  const { handler, log, applicationId } = parts;
  const wanted = definitions(handler.commands, parts.devGuildId === undefined ? 'global' : 'server');
  const outbox = createOutbox(parts, log);
  let gateway: Gateway | undefined;

  return {
    name: 'discord',
    // Two connections of one bot are both given every interaction.
    alone: true,
    inviteUrl: inviteUrl(applicationId),
    outbox,
    reached: () => gateway?.connection.up ?? false,
    async start() {
      gateway = openGateway(parts);
      const { connection, signal } = gateway;
      const rest = createRest(parts);
      try {
        const registered = register({ rest, scope: parts, wanted, log, signal });
        await Promise.all([connection.open(), registered]);
      } catch (error) {
        await gateway.close();
        throw error;
      }
    },
    stop: async () => gateway?.close(),
    close: () => outbox.close(DRAIN),
  };
}

interface Gateway {
  readonly connection: Connection;
  /** Given once it is being closed. */
  readonly signal: AbortSignal;
  close(): Promise<void>;
}

/** What members do arrives here, from the connection's opening until it is closed. */
function openGateway(parts: Parts): Gateway {
  const { handler, log, spaces } = parts;
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

  const connection = new Connection({
    account: parts,
    log,
    // What is thrown into discord.js ends the process.
    onInteraction(interaction) {
      try {
        receive(interaction);
      } catch (error) {
        log.error(
          { request: interaction.id, error: describeError(error) },
          'an interaction could not be read',
        );
      }
    },
    onClient(client) {
      if (spaces) tellSpaces(client, spaces, { log, inFlight });
    },
    onReconnect: parts.onReconnect,
  });
  return {
    connection,
    signal: stopping.signal,
    async close() {
      stopping.abort();
      await inFlight.drain(DRAIN);
      await connection.close();
    },
  };
}
