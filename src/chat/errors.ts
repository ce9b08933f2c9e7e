import type { Part } from './reply.ts';
import type { Inline } from './text.ts';
import { inlines, plainInline } from './text.ts';

/** A failure that the member may read: it says what is wrong and what to do next. */
export class UserError extends Error {
  readonly words: readonly Inline[];
  /** What stands below the words. */
  readonly parts: readonly Part[] = [];

  /** Strings are taken literally; nodes (a usage, a time) are rendered for the platform. */
  constructor(...words: readonly (string | Inline)[]) {
    const nodes = inlines(words);
    super(plainInline(nodes));
    this.name = 'UserError';
    this.words = nodes;
  }
}

/** What was asked cannot be done before something is chosen: the parts are the choices. */
export class ChoiceNeeded extends UserError {
  override readonly parts: readonly Part[];

  constructor(parts: readonly Part[], ...words: readonly (string | Inline)[]) {
    super(...words);
    this.name = 'ChoiceNeeded';
    this.parts = parts;
  }
}
