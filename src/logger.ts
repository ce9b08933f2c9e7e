import { pino } from 'pino';
import type { Log } from './chat/failure.ts';
import type { Config } from './config.ts';

export type Logger = Log;

/** Structured logs, a line each, with ids only. To standard error in the demo, whose standard output is the chat. */
export function createLogger({ logLevel }: Pick<Config, 'logLevel'>, to: 'stdout' | 'stderr'): Logger {
  return pino({ level: logLevel, base: null }, pino.destination({ fd: to === 'stdout' ? 1 : 2, sync: true }));
}
