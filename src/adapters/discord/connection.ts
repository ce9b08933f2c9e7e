import { setTimeout as wait } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits, type Interaction, Options, Status } from 'discord.js';
import { describeError, type Log } from '../../chat/failure.ts';
import { GatewayClosed, operatorFault } from './faults.ts';
import { holdBackReconnections, pauseAfter } from './patience.ts';
import { type Account, restOptions } from './rest.ts';

interface Parts {
  readonly account: Account;
  readonly log: Log;
  readonly onInteraction: (interaction: Interaction) => void;
  /** Called with each client before it connects. */
  readonly onClient: (client: Client) => void;
  /** Called each time that a lost connection is there again. */
  readonly onReconnect?: (() => void) | undefined;
}

/** How long anyone waits for the connection's end; ws gives the other side 30 s to say goodbye. In ms. */
const LEAVING = 2_000;
/** Between two looks at a connection that is being made, in ms. */
const LOOK = 10;

/** Members and users that are kept between two of their commands; to make them anew takes longer. */
const KEPT = 200;

/** The gateway connection: made, kept, and made anew where discord.js gives it up. */
export class Connection {
  readonly #parts: Parts;
  readonly #closing = new AbortController();
  #drop: (() => Promise<void>) | undefined;
  #client: Client | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether interactions arrive just now. */
  get up(): boolean {
    return this.#client?.ws.status === Status.Ready;
  }

  /** Resolves once connected, however long that takes, or closed; rejects with an OperatorError. */
  open(): Promise<void> {
    return this.#keepTrying((fault) => {
      throw fault;
    });
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#drop?.();
  }

  async #keepTrying(onFault: (fault: Error) => void): Promise<void> {
    const { log } = this.#parts;
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#connect();
        return;
      } catch (error) {
        if (signal.aborted) return;
        const fault = operatorFault(error);
        if (fault) onFault(fault);
        const pause = pauseAfter(failures);
        log.warn({ pause, error: describeError(error) }, 'Discord cannot be reached; trying again');
        await wait(pause, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #connect(): Promise<void> {
    const { account, log, onInteraction, onClient } = this.#parts;
    const givenUp = new AbortController();
    const client = createClient(account);
    this.#client = client;
    const beingMade = holdBackReconnections(client, givenUp.signal);
    let left: Promise<void> | undefined;
    this.#drop = () => {
      givenUp.abort();
      client.removeAllListeners(Events.InteractionCreate);
      left ??= leave(client, beingMade, log);
      return left;
    };
    // Without a listener, an error would end the process.
    client.on(Events.Error, (error) =>
      log.error({ error: describeError(error) }, 'the Discord client failed'),
    );
    client.on(Events.ShardError, (error) =>
      log.warn({ error: describeError(error) }, 'the connection failed'),
    );
    client.on(Events.ShardReconnecting, () => {
      if (!givenUp.signal.aborted) log.info({}, 'connecting to Discord again');
    });
    client.on(Events.ShardResume, (_shard, replayed) => {
      log.info({ replayed }, 'connected to Discord again');
      this.#parts.onReconnect?.();
    });
    client.rest.on('invalidRequestWarning', ({ count }) =>
      log.error({ count }, 'Discord refuses many calls; at 10,000 in ten minutes it shuts this address out'),
    );
    client.on(Events.InteractionCreate, onInteraction);
    onClient(client);
    try {
      await new Promise<void>((resolve, reject) => {
        client.once(Events.ClientReady, () => resolve());
        client.once(Events.ShardDisconnect, ({ code }) => reject(new GatewayClosed(code)));
        // The login fails by this as well, but only after a destroy that may never end.
        client.once(Events.ShardError, reject);
        this.#closing.signal.addEventListener('abort', () => resolve(), { signal: givenUp.signal });
        client.login(account.token).catch(reject);
      });
    } catch (error) {
      await this.#drop();
      throw error;
    }
    client.once(Events.ShardDisconnect, ({ code }) => void this.#rebuild(new GatewayClosed(code)));
  }

  /** After a fatal close discord.js stays silent for ever, and nothing else would start it again. */
  async #rebuild(closed: GatewayClosed): Promise<void> {
    const { log } = this.#parts;
    if (this.#closing.signal.aborted) return;
    log.error({ code: closed.code, cure: operatorFault(closed)?.message }, 'Discord closed the connection');
    await this.#drop?.();
    await this.#keepTrying((fault) => log.error({ cure: fault.message }, 'Discord refuses the connection'));
    if (this.#closing.signal.aborted) return;
    log.info({}, 'connected to Discord again');
    this.#parts.onReconnect?.();
  }
}

/** Ends a client's connection, and waits for that up to LEAVING; what takes longer ends by itself later. */
async function leave(client: Client, beingMade: () => boolean, log: Log): Promise<void> {
  const enough = new AbortController();
  const inTime = await Promise.race([
    destroy(client, beingMade).then(() => true),
    wait(LEAVING, false, { signal: enough.signal }),
  ]);
  enough.abort();
  if (!inTime)
    log.warn({}, `Discord has not ended the connection within ${LEAVING / 1_000} s; going on without it`);
}

/**
 * Destroyed while it is being made, a connection keeps discord.js waiting for ever (its second destroy takes the close
 * listener of its first), and a socket that then fails has no error listener, which would end the process.
 */
async function destroy(client: Client, beingMade: () => boolean): Promise<void> {
  while (beingMade()) await wait(LOOK, undefined, { ref: false });
  await client.destroy();
}

/** A client that keeps next to nothing: everything needed stands in the interactions themselves. */
function createClient(account: Account): Client {
  return new Client({
    // Interactions come without any intent; Guilds tells which servers there are, and when the bot leaves one.
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    enforceNonce: true,
    // Over 2,500 servers Discord wants more than one shard.
    shards: 'auto',
    // A server that is down must not hold up the others' interactions, which wait until all servers are there.
    waitGuildTimeout: 1_000,
    rest: restOptions(account),
    makeCache: Options.cacheWithLimits({
      ApplicationCommandManager: 0,
      AutoModerationRuleManager: 0,
      BaseGuildEmojiManager: 0,
      DMMessageManager: 0,
      EntitlementManager: 0,
      GuildBanManager: 0,
      GuildEmojiManager: 0,
      GuildForumThreadManager: 0,
      GuildInviteManager: 0,
      GuildMemberManager: { maxSize: KEPT, keepOverLimit: (member) => member.id === member.client.user.id },
      GuildMessageManager: 0,
      GuildScheduledEventManager: 0,
      GuildStickerManager: 0,
      GuildTextThreadManager: 0,
      MessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      StageInstanceManager: 0,
      ThreadManager: 0,
      ThreadMemberManager: 0,
      UserManager: { maxSize: KEPT, keepOverLimit: (user) => user.id === user.client.user?.id },
      VoiceStateManager: 0,
    }),
  });
}
