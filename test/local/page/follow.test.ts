import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { follow } from '../../../src/local/page/follow.ts';
import { until } from '../../until.ts';

let watching: ServerResponse[];
let asked: string[];
let told: number;
let stop: () => void;

const server = createServer((request, response) => {
  asked.push(request.url ?? '');
  response.writeHead(200).write('\n');
  watching.push(response);
});

beforeEach(async () => {
  [watching, asked, told] = [[], [], 0];
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  stop = follow(`http://127.0.0.1:${port}`, () => {
    told += 1;
  });
  await until('the first', () => told === 1);
});
afterEach(async () => {
  stop();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('asks for changes, and hears of each', async () => {
  watching[0]!.write('\n');
  await until('a change', () => told === 2);
  expect(asked).toEqual(['/_local/changes']);
});

test('comes back where the connection ends, and asks anew', async () => {
  watching[0]!.end();
  await until('the second connection', () => told === 2);
  watching[1]!.destroy();
  await until('the third connection', () => told === 3);
  expect(asked.length).toBe(3);
});

test('once stopped it goes, and hears no more', async () => {
  const gone = new Promise((resolve) => watching[0]!.once('close', () => resolve('gone')));
  stop();
  expect(await gone).toBe('gone');
  expect([told, asked.length]).toEqual([1, 1]);
});
