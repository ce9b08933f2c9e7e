import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeError, type Log } from '../chat/failure.ts';

/** Whether all that is configured is reached: what is not, by name. */
export interface Readiness {
  readonly degraded: readonly string[];
}

interface Parts {
  readonly host: string;
  readonly port: number;
  readonly log: Log;
  readiness(): Promise<Readiness>;
  metrics(): Promise<string>;
}

export interface Admin {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * For whoever looks after the program, and nobody else: `/healthz` (the process lives), `/readyz` (503 and what is not
 * reached), `/metrics` (Prometheus' text format). GET and HEAD only.
 */
export async function startAdmin({ host, port, log, readiness, metrics }: Parts): Promise<Admin> {
  const pages: Readonly<Record<string, () => Promise<{ status: number; type: string; body: string }>>> = {
    '/healthz': async () => ({ status: 200, type: 'text/plain; charset=utf-8', body: 'alive\n' }),
    '/readyz': async () => {
      const { degraded } = await readiness();
      const body = degraded.length === 0 ? { status: 'ready' } : { status: 'degraded', degraded };
      return {
        status: degraded.length === 0 ? 200 : 503,
        type: 'application/json',
        body: `${JSON.stringify(body)}\n`,
      };
    },
    '/metrics': async () => ({
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
      body: await metrics(),
    }),
  };
  const server = createServer({ requestTimeout: 5_000 }, async (request, response) => {
    const page = pages[(request.url ?? '').replace(/\?.*/, '')];
    const readable = request.method === 'GET' || request.method === 'HEAD';
    try {
      const { status, type, body } =
        page && readable
          ? await page()
          : {
              status: page ? 405 : 404,
              type: 'text/plain; charset=utf-8',
              body: page ? 'GET only\n' : 'not here\n',
            };
      response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch (error) {
      log.warn({ error: describeError(error) }, 'an admin page failed');
      response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('failed\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
