/** https://discord.com/developers/docs/topics/rate-limits */
const GLOBAL_PER_SECOND = 50;

interface Bucket {
  left: number;
  resetAt: number;
}

export interface Limited {
  headers: Record<string, string>;
  /** Set when the request is refused. */
  refused?: { retryAfterMs: number; global: boolean };
}

/** Counts the bot's requests: each route's bucket, and 50 a second for all of them. */
export class Limits {
  readonly #buckets = new Map<string, Bucket>();
  #global: Bucket = { left: GLOBAL_PER_SECOND, resetAt: 0 };

  /** One request at `now` (transport milliseconds); the route's bucket is left alone when the global one is empty. */
  take(bucketName: string, requests: number, ms: number, now: number): Limited {
    const bucket = this.#bucket(bucketName, requests, ms, now);
    const allowed = bucket.left > 0;
    if (allowed) bucket.left -= 1;
    const resetAfter = Math.max(bucket.resetAt - now, 0);
    const headers = {
      'x-ratelimit-limit': String(requests),
      'x-ratelimit-remaining': String(bucket.left),
      'x-ratelimit-reset': (bucket.resetAt / 1_000).toFixed(3),
      'x-ratelimit-reset-after': (resetAfter / 1_000).toFixed(3),
      'x-ratelimit-bucket': Buffer.from(bucketName.replace(/\d{15,}|[\w-]{40,}/g, ''))
        .toString('hex')
        .slice(0, 32),
    };
    return allowed ? { headers } : { headers, refused: { retryAfterMs: resetAfter, global: false } };
  }

  takeGlobal(now: number): Limited {
    if (this.#global.resetAt <= now) this.#global = { left: GLOBAL_PER_SECOND, resetAt: now + 1_000 };
    this.#global.left -= 1;
    if (this.#global.left >= 0) return { headers: {} };
    return { headers: {}, refused: { retryAfterMs: this.#global.resetAt - now, global: true } };
  }

  #bucket(name: string, requests: number, ms: number, now: number): Bucket {
    const known = this.#buckets.get(name);
    if (known && known.resetAt > now) return known;
    if (this.#buckets.size > 10_000) this.#buckets.clear();
    const fresh = { left: requests, resetAt: now + ms };
    this.#buckets.set(name, fresh);
    return fresh;
  }
}

/** The answer to a request that came too fast. */
export function tooFast(retryAfterMs: number, scope: 'user' | 'shared' | 'global') {
  const seconds = retryAfterMs / 1_000;
  const headers: Record<string, string> = { 'retry-after': String(seconds), 'x-ratelimit-scope': scope };
  if (scope === 'global') headers['x-ratelimit-global'] = 'true';
  const body = { message: 'You are being rate limited.', retry_after: seconds, global: scope === 'global' };
  return { status: 429, headers, body: { ...body, code: 0 } };
}
