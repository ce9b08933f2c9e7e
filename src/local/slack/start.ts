/** Starts the local Slack in a process of its own, and is its client. */
import { callLocal } from '../shared/http.ts';
import { startProcess } from '../shared/process.ts';
import {
  CONTROL_ACTS,
  CONVERSATION_ACTS,
  type Human,
  PLATFORM_ACTS,
  type Platform,
  SCREEN_ACTS,
} from './human.ts';
import type { Ready } from './main.ts';

export interface LocalSlackOptions {
  /** 0 or left out: any free port. */
  port?: number;
  /** Socket Mode unless told. */
  delivery?: 'socket' | 'http';
  /** Where everything is posted to when the delivery is `http`. */
  requestUrl?: string;
  /** Whether a channel takes one message a second only; off unless told. */
  rateLimits?: boolean;
}

/**
 * `apiUrl` is Bolt's `clientOptions.slackApiUrl`. `members` and `conversations` give ids by name.
 * Every act of Human and Platform rejects with an Error whose message says what a real client could not do.
 */
export interface LocalSlackClient extends Ready, Human, Platform {
  stop(): Promise<void>;
}

export async function startLocalSlack(options: LocalSlackOptions = {}): Promise<LocalSlackClient> {
  const flags = ['--port', String(options.port ?? 0)];
  const { ready, stop } = await startProcess<Ready>(new URL('./main.ts', import.meta.url), flags);
  const acts = Object.fromEntries(
    [...CONVERSATION_ACTS, ...CONTROL_ACTS, ...SCREEN_ACTS, ...PLATFORM_ACTS].map((name) => [
      name,
      (...args: unknown[]) => callLocal(`${ready.url}/_local/${name}`, args),
    ]),
  ) as unknown as Human & Platform;
  try {
    if (options.delivery === 'http') await acts.useHttp(options.requestUrl ?? '');
    if (options.rateLimits === true) await acts.limitRates(true);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...ready, ...acts, stop };
}
