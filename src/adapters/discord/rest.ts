import { REST, type RESTOptions } from 'discord.js';

export interface Account {
  readonly token: string;
  /** Where Discord's API is, without its version; Discord's own unless given. */
  readonly apiUrl?: string;
}

/** Longer than this, a rate limit is a failure, which is logged and tried again later: discord.js waits without end. */
const PATIENCE = 60_000;

/**
 * How every call is made. One without an answer is given up after `timeout` ms: the first answer to an interaction
 * is taken within 3 s. Tries after a failure are our own: discord.js makes four within a few milliseconds.
 */
export const restOptions = ({ apiUrl }: { readonly apiUrl?: string }): Partial<RESTOptions> => ({
  ...(apiUrl === undefined ? {} : { api: apiUrl }),
  timeout: 2_500,
  retries: 0,
  rejectOnRateLimit: ({ timeToReset, retryAfter }) => Math.max(timeToReset, retryAfter) > PATIENCE,
  // Discord shuts out an address that made 10,000 invalid calls in ten minutes.
  invalidRequestWarningInterval: 500,
});

/** For calls with the bot's own token, beside the gateway client; it keeps no timer running. */
export function createRest(account: Account): REST {
  const rest = new REST({
    ...restOptions(account),
    version: '10',
    timeout: 10_000,
    hashSweepInterval: 0,
    handlerSweepInterval: 0,
  });
  return rest.setToken(account.token);
}
