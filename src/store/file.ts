import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { OperatorError } from '../chat/adapter.ts';

const packed = (path: string) => path.endsWith('.gz');

/**
 * Makes a file of lines, packed where its name ends in .gz, readable by its owner alone. It has its name only once all
 * of it is on the disk. Throws an OperatorError where there is one of that name, or where it cannot be written.
 */
export async function writeLines(
  path: string,
  produce: (write: (line: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  if (existsSync(path)) throw new OperatorError(`There is a file ${path} already. Choose another name.`);
  const part = `${path}.part`;
  const input = new PassThrough();
  const write = (line: string) =>
    new Promise<void>((resolve, reject) => {
      input.write(`${line}\n`, (error) => (error ? reject(error) : resolve()));
    });
  const file = createWriteStream(part, { mode: 0o600, flush: true });
  const written = packed(path) ? pipeline(input, createGzip(), file) : pipeline(input, file);
  try {
    await Promise.all([written, produce(write).finally(() => input.end())]);
    renameSync(part, path);
  } catch (error) {
    input.destroy();
    await written.catch(() => {});
    rmSync(part, { force: true });
    throw fileError(error, path);
  }
}

/** A file's lines. Throws an OperatorError where it cannot be read or unpacked. */
export async function* readLines(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const stream = packed(path) ? createGunzip() : new PassThrough();
  const read = pipeline(file, stream);
  read.catch(() => {});
  let rest = '';
  try {
    for await (const chunk of stream.setEncoding('utf8')) {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    await read;
  } catch (error) {
    throw fileError(error, path);
  }
  if (rest !== '') yield rest;
}

const CURES: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read or written by this user',
  EISDIR: 'is a folder; name a file',
  ENOSPC: 'does not fit: the disk is full',
  EROFS: 'is on a disk that cannot be written to',
  Z_BUF_ERROR: 'is damaged or not whole. Nothing was loaded; take another one',
  Z_DATA_ERROR: 'is damaged or not whole. Nothing was loaded; take another one',
};

function fileError(error: unknown, path: string): unknown {
  const cure = CURES[error instanceof Error && 'code' in error ? String(error.code) : ''];
  return cure ? new OperatorError(`The file ${path} ${cure}.`) : error;
}
