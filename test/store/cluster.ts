import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const INSTALLED = '/usr/lib/postgresql';

/** The programs of the newest PostgreSQL that Debian put here; undefined where there is none. */
export const PROGRAMS = newest();

function newest(): string | undefined {
  if (!existsSync(INSTALLED)) return undefined;
  const versions = readdirSync(INSTALLED).toSorted((a, b) => Number(b) - Number(a));
  const folders = versions.map((version) => join(INSTALLED, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb')));
}

/** The word with which the cluster's superuser is let in. */
export const PASSWORD = 'p-of-the-superuser';

/** A PostgreSQL server of a test's own, which wants passwords and may be stopped. */
export class Cluster {
  readonly #folder: string;
  readonly #port: number;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
  }

  static async make(): Promise<Cluster> {
    const folder = mkdtempSync(join(tmpdir(), 'parley-cluster-'));
    const cluster = new Cluster(folder, await freePort());
    writeFileSync(join(folder, 'word'), PASSWORD);
    // PostgreSQL refuses to run as root.
    if (isRoot()) execFileSync('chown', ['-R', 'postgres', folder]);
    const records = ['-D', join(folder, 'pg'), '--no-sync', '-U', 'postgres', '-E', 'UTF8'];
    cluster.#run('initdb', ...records, '-A', 'scram-sha-256', `--pwfile=${join(folder, 'word')}`);
    cluster.start();
    return cluster;
  }

  url(user = 'postgres', password = PASSWORD, database = 'postgres'): string {
    return `postgres://${user}:${password}@127.0.0.1:${this.#port}/${database}`;
  }

  start(): void {
    this.#control('start');
  }

  /** `fast` ends what is under way in order, `immediate` as a crash does. */
  stop(mode: 'fast' | 'immediate' = 'fast'): void {
    this.#control('stop', '-m', mode);
  }

  restart(mode: 'fast' | 'immediate'): void {
    this.#control('restart', '-m', mode);
  }

  remove(): void {
    if (existsSync(join(this.#folder, 'pg', 'postmaster.pid'))) this.stop('immediate');
    rmSync(this.#folder, { recursive: true });
  }

  #control(...what: readonly string[]): void {
    const options = `-p ${this.#port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''`;
    this.#run(
      'pg_ctl',
      '-D',
      join(this.#folder, 'pg'),
      '-w',
      '-l',
      join(this.#folder, 'log'),
      '-o',
      options,
      ...what,
    );
  }

  #run(program: string, ...args: readonly string[]): void {
    const command = [join(PROGRAMS ?? '', program), ...args];
    const owner = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'];
    const [first = '', ...rest] = isRoot() ? [...owner, ...command] : command;
    execFileSync(first, rest, { cwd: this.#folder, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}

const isRoot = (): boolean => process.getuid?.() === 0;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
