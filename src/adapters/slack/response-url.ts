import { setTimeout as wait } from 'node:timers/promises';
import { createTransport } from './transport.ts';

/** How a post to a response_url ended; `refused`: Slack answered that it will not take it. */
export type Posted =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused' | 'unsure'; readonly code: string };

/** How long Slack may take to answer, in ms. */
const ANSWER = 3_000;
/** A longer wait than this would come too late for whoever clicked. */
const LONGEST_WAIT = 5_000;

/**
 * Answers through response_urls. What is repeatable (an ephemeral, an update, a removal) is tried twice; a message for
 * everyone once, since a lost answer does not tell whether it was posted.
 */
export class ResponseUrls {
  readonly #origins: ReadonlySet<string>;
  /** Each click is answered by a post: `fetch` takes three times the work. */
  readonly #send = createTransport(ANSWER);

  /** `apiUrl`: the Web API's address where it is not Slack's own. */
  constructor(apiUrl: string | undefined) {
    this.#origins = new Set(apiUrl === undefined ? ['https://hooks.slack.com'] : [new URL(apiUrl).origin]);
  }

  /** The address again, if it belongs to the Slack that is configured: it may have come back from a form. */
  trusted(url: unknown): string | undefined {
    return typeof url === 'string' && URL.canParse(url) && this.#origins.has(new URL(url).origin)
      ? url
      : undefined;
  }

  async post(url: string, body: object, repeatable: boolean): Promise<Posted> {
    const sent = JSON.stringify(body);
    const first = await this.#attempt(url, sent);
    if (!repeatable || first.pause === undefined || first.pause > LONGEST_WAIT) return first.posted;
    await wait(first.pause);
    return (await this.#attempt(url, sent)).posted;
  }

  async #attempt(url: string, body: string): Promise<Attempt> {
    try {
      const response = await this.#send(url, { body, headers: { 'content-type': 'application/json' } });
      return read(response.status, await response.text(), response.headers.get('retry-after'));
    } catch (error) {
      return {
        posted: { kind: 'unsure', code: error instanceof Error ? error.name : 'unknown' },
        pause: 200,
      };
    }
  }
}

/** `pause`: it may be tried again after so many ms. */
interface Attempt {
  readonly posted: Posted;
  readonly pause?: number;
}

/** Slack answers `ok`, or JSON that may say `ok: false` beside the status 200. */
function read(status: number, text: string, retryAfter: string | null): Attempt {
  if (status === 429) {
    return { posted: { kind: 'refused', code: 'ratelimited' }, pause: Number(retryAfter ?? 1) * 1_000 };
  }
  // A redirect is no answer of Slack's; it is not followed.
  if (status >= 500 || (status >= 300 && status < 400)) {
    return { posted: { kind: 'unsure', code: `http_${status}` }, pause: 200 };
  }
  const code = errorIn(text);
  if (status !== 200) return { posted: { kind: 'refused', code: code ?? `http_${status}` } };
  return { posted: code === undefined ? { kind: 'done' } : { kind: 'refused', code } };
}

function errorIn(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const { ok, error } = JSON.parse(text) as { ok?: unknown; error?: unknown };
    return ok === false ? String(error) : undefined;
  } catch {
    return undefined;
  }
}
