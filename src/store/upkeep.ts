import type { Log } from '../chat/failure.ts';
import { describeError } from '../chat/failure.ts';

const EVERY = 30_000;
/** Ticks to wait for a quiet moment before doing it anyhow. */
const PATIENCE = 20;

// The measures of PostgreSQL's own autovacuum, which the embedded one lacks.
const WORN = `
  select format('vacuum (analyze) %I.%I', s.schemaname, s.relname) as statement
  from pg_stat_all_tables s join pg_class c on c.oid = s.relid
  where n_dead_tup > 50 + 0.2 * n_live_tup or n_mod_since_analyze > 50 + 0.1 * n_live_tup
    or age(c.relfrozenxid) > 100000000
`;

interface Kept {
  readonly idle: boolean;
  run(statement: string): Promise<{ rows: Record<string, unknown>[] }>;
}

/** What a server does in the background: worn tables are vacuumed and the log of changes is cut, at quiet moments. */
export function keepUp(kept: Kept, log: Log, every = EVERY): { stop(): void } {
  let written: unknown;
  let waited = 0;
  let busy = false;

  const tend = async () => {
    const position = async () => (await kept.run('select pg_current_wal_lsn()::text as at')).rows[0]?.at;
    if ((await position()) === written) return;
    // A statement at a time: what is asked meanwhile has its turn in between.
    for (const { statement } of (await kept.run(WORN)).rows) await kept.run(String(statement));
    await kept.run('checkpoint');
    written = await position();
  };

  const timer = setInterval(async () => {
    if (busy || (!kept.idle && ++waited < PATIENCE)) return;
    busy = true;
    waited = 0;
    try {
      await tend();
    } catch (error) {
      log.warn(describeError(error), 'the upkeep of the records failed; it is tried again');
    } finally {
      busy = false;
    }
  }, every).unref();
  return { stop: () => clearInterval(timer) };
}
