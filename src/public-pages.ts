import type { Config } from './config.ts';
import type { Logger } from './logger.ts';
import type { PublicPages } from './web/public.ts';

/** What the outside world reads under PUBLIC_URL; nothing is listened for where that is not set. */
export interface Public {
  /** For whoever listens on HOST:PORT already. */
  readonly pages?: PublicPages;
  /** Listens, where nobody else does. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Shown {
  calendar(token: string): Promise<Uint8Array | undefined>;
}

export async function publicPages(
  { publicUrl, host, port, slack }: Config,
  log: Logger,
  { calendar }: Shown,
): Promise<Public> {
  if (publicUrl === undefined) return { start: async () => {}, stop: async () => {} };
  const web = await import('./web/public.ts');
  const pages = web.publicPages({ log, calendar });
  let stop = async (): Promise<void> => {};
  return {
    pages,
    async start() {
      // Slack's requests come to the same port, and are sorted there.
      if (slack?.mode.kind === 'http') return;
      const server = await web.startPublic(pages, { host, port });
      log.info({ host, port: server.port }, 'calendars are shown');
      stop = () => server.close();
    },
    stop: () => stop(),
  };
}
