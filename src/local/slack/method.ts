/** What one Web API method is. */
import type { Fields } from '../shared/json.ts';
import type { Stage } from './stage.ts';

/** An answer with `ok: false`. */
export class Refused extends Error {
  readonly answer: Fields;

  constructor(error: string, more: Fields = {}) {
    super(error);
    this.answer = { ok: false, error, ...more };
  }
}

export interface Method {
  /** The scopes of which one is enough; none: the method needs no scope. */
  scopes?: readonly string[];
  token?: 'app';
  /** Arguments that must be there. */
  needs?: readonly string[];
  /** Answers, or throws Refused. */
  run(args: Fields, stage: Stage): Fields;
}
