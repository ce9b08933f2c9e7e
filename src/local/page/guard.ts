import type { IncomingHttpHeaders } from 'node:http';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Why a request is not answered; undefined where it may be. Somebody else's web page can reach a server on loopback:
 * by a name that it lets point here (so Host is checked), or by a request across origins (so Origin is, and what the
 * browser says of itself).
 */
export function refusal({ method, path, headers }: Asked, port: number): string | undefined {
  // A browser leaves the usual port out.
  const hosts = ['localhost', '127.0.0.1'].map((name) => (port === 80 ? name : `${name}:${port}`));
  const { host = '', origin } = headers;
  if (!hosts.includes(host)) return 'this page is for this machine alone';
  if (origin !== undefined && origin !== `http://${host}`) return 'not for other web pages';
  const site = headers['sec-fetch-site'];
  // An address typed in or a bookmark says "none"; a link on another page may open this one, but not act on it.
  if (
    site !== undefined &&
    !['same-origin', 'none'].includes(String(site)) &&
    !isVisit({ method, path, headers })
  )
    return 'not for other web pages';
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (method !== 'POST') return 'only GET and POST';
  if (origin === undefined) return 'a page says where it comes from';
  if (headers['content-type'] !== 'application/json') return 'only JSON';
  return undefined;
}

const isVisit = ({ method, path, headers }: Asked): boolean =>
  method === 'GET' &&
  path === '/' &&
  headers['sec-fetch-mode'] === 'navigate' &&
  headers['sec-fetch-dest'] === 'document';

/** What a browser is told beside every answer: nothing from elsewhere, in no frame, and nothing guessed. */
export const SAFETY: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
