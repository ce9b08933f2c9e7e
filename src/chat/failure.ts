import { randomBytes } from 'node:crypto';
import { UserError } from './errors.ts';
import type { Message } from './reply.ts';
import { paragraph } from './text.ts';

/** The part of a structured logger that is used here: fields first, then the message. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

const FRAME = /^\s+at .*(?::\d+:\d+|\((?:<anonymous>|native|index \d+)\))\)?$/;
const CODE = /^[\w.-]{1,60}$/;

/**
 * What may be logged of an error: its class, its codes and where it was thrown. Its message is left out, since
 * platforms and databases put a request's body, and so a member's words, into it.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  // A stack begins with the message, whose own lines may look like frames.
  const stack = String(error.stack ?? '').replace(error.message, () => '');
  const frames = stack.split('\n').filter((line) => FRAME.test(line));
  const codes = Object.fromEntries(
    (['code', 'status', 'statusCode'] as const).flatMap((key) => {
      const value = (error as unknown as Record<string, unknown>)[key];
      const given = typeof value === 'string' || typeof value === 'number';
      return given && CODE.test(String(value)) ? [[key, value]] : [];
    }),
  );
  return { name: error.name, ...codes, frames: frames.slice(0, 8).map((line) => line.trim()) };
}

/** Turns a failure into words: a UserError's own, and for everything else an apology with an id found in the log. */
export class FailureLog {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  told(error: unknown, about: Readonly<Record<string, string>>): Message {
    if (error instanceof UserError) {
      return {
        parts: [{ kind: 'text', text: [{ kind: 'paragraph', children: error.words }] }, ...error.parts],
      };
    }
    const id = randomBytes(4).toString('hex');
    this.#log.error({ failure: id, ...about, error: describeError(error) }, 'a request failed');
    const words = `Something went wrong on our side. Please look whether it took effect before you try again; if it stays so, tell a facilitator this number: ${id}`;
    return { parts: [{ kind: 'text', text: [paragraph(words)] }] };
  }
}
