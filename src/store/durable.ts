import { fsyncSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** What is used of Emscripten's module. */
interface Module {
  readonly FS: { readonly ErrnoError: new (errno: number) => Error };
  readonly NODEFS: { readonly stream_ops: Record<string, unknown> };
  onAbort: () => void;
}

const giveUp = () => {
  throw Object.assign(new Error('PostgreSQL gave up'), { severity: 'PANIC' });
};

/**
 * What PGlite calls of a PostgreSQL that has given up: it would call it again and again, for ever, and believe that
 * all is well (execProtocolRawSync). So the first call ends the query, and nothing is run any more.
 */
const GIVEN_UP = {
  stackRestore: giveUp,
  _PostgresMainLoopOnce: giveUp,
  _PostgresSendReadyForQueryIfNecessary: () => {},
  _pgl_pq_flush: () => {},
};

/** WebAssembly's number for an error of the disk. */
const EIO = 29;

/** PGlite's files with the fsync that it leaves out: without it, “committed” would mean “handed to the system”. */
class DurableFiles extends NodeFS {
  override async init(lite: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(lite, options);
    const durable = (module: Module) => {
      module.NODEFS.stream_ops.fsync = ({ nfd }: { nfd: number }) => {
        try {
          fsyncSync(nfd);
          return 0;
        } catch {
          // PostgreSQL must know: what it could not sync it must not call committed.
          throw new module.FS.ErrnoError(EIO);
        }
      };
      module.onAbort = () => {
        Object.assign(module, GIVEN_UP);
      };
    };
    // PGlite's types do not know that a module has its file systems.
    return {
      emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), durable as never] },
    };
  }
}

const settings = {
  wal_sync_method: 'fsync',
  shared_buffers: '16MB',
  wal_buffers: '64kB',
  temp_buffers: '800kB',
  max_wal_size: '64MB',
  min_wal_size: '32MB',
};

/** Opens PostgreSQL in a folder, and makes it there where the folder is empty. Blocks for up to a few seconds. */
export async function openLite(folder: string): Promise<PGlite> {
  const lite = new PGlite({
    fs: new DurableFiles(folder),
    startParams: [
      // -F would switch off every fsync.
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
  });
  await lite.waitReady;
  return lite;
}
