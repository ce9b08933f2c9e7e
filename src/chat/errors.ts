import type { Inline } from './text.ts';
import { inlines, plainInline } from './text.ts';

/** A failure that the member may read: it says what is wrong and what to do next. */
export class UserError extends Error {
  readonly words: readonly Inline[];

  /** Strings are taken literally; nodes (a usage, a time) are rendered for the platform. */
  constructor(...words: readonly (string | Inline)[]) {
    const nodes = inlines(words);
    super(plainInline(nodes));
    this.name = 'UserError';
    this.words = nodes;
  }
}
