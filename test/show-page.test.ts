import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { OperatorError } from '../src/chat/adapter.ts';
import { showPage } from '../src/show-page.ts';

test('a port that is taken is told in words, with the cure', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const shown = { get: {}, post: {}, file: async () => undefined };
  const error = await showPage('The page', port, Promise.resolve(shown)).catch((caught: unknown) => caught);
  server.close();
  expect(error).toBeInstanceOf(OperatorError);
  expect(String(error)).toMatch(new RegExp(`localhost:${port} \\(EADDRINUSE\\).*PORT=3001`));
});
