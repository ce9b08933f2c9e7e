import type { Raw } from './option.ts';
import type { Place, Reply } from './reply.ts';

/** Something typed as text: words, and what the platform recognised as a member or channel. */
export type Typed = readonly (string | Mention)[];

export interface Mention {
  readonly mention: 'member' | 'channel';
  readonly id: string;
  readonly name?: string;
}

/** What a member did, in neither platform's terms. */
export type Incoming =
  /** A command whose options the platform has taken apart. */
  | {
      readonly kind: 'command';
      readonly command: string;
      readonly subcommand?: string;
      readonly values: Readonly<Record<string, Raw>>;
    }
  /** A command followed by a line of text; without `command` the line names it. */
  | { readonly kind: 'line'; readonly command?: string; readonly text: Typed }
  /** A click or a selection; `own`: the message that it stands in is seen by this member alone. */
  | {
      readonly kind: 'action';
      readonly id: string;
      readonly values: readonly string[];
      readonly own: boolean;
    }
  | {
      readonly kind: 'form';
      readonly id: string;
      readonly values: Readonly<Record<string, Raw>>;
      readonly own: boolean;
    }
  | { readonly kind: 'shortcut'; readonly name: string; readonly text: string };

/** What someone is typing, to be completed. */
export type Completing =
  | {
      readonly kind: 'option';
      readonly command: string;
      readonly subcommand?: string;
      readonly option: string;
      readonly text: string;
    }
  | { readonly kind: 'search'; readonly id: string; readonly text: string };

/**
 * Known at once: where the answer will appear, so that an adapter can defer in the right way.
 * The reply itself may name another place: a failure is told privately.
 */
export interface Plan {
  readonly place: Place;
  /** Never rejects. */
  readonly reply: Promise<Reply>;
}
