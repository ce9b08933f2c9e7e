import { DefaultRestOptions, REST, type RESTOptions } from 'discord.js';

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
  makeRequest: (url, init) => encoded(init).then((ready) => DefaultRestOptions.makeRequest(url, ready)),
  // Discord shuts out an address that made 10,000 invalid calls in ten minutes.
  invalidRequestWarningInterval: 500,
});

type Init = Parameters<RESTOptions['makeRequest']>[1];

/**
 * A form with files as bytes. The HTTP client that another library has made the process's own, of another version,
 * knows no form but its own kind, and would fail on discord.js's.
 */
async function encoded(init: Init): Promise<Init> {
  if (!(init.body instanceof FormData)) return init;
  const form = new Response(init.body);
  const type = { 'Content-Type': form.headers.get('content-type') ?? '' };
  return {
    ...init,
    headers: { ...(init.headers as Record<string, string>), ...type },
    body: new Uint8Array(await form.arrayBuffer()),
  };
}

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
