import type { PayloadKind } from '../../../src/local/discord/parts.ts';
import { label, legacy, modal, row } from './payloads.ts';

/** For one rule: the largest payload that passes, and the smallest that is refused. */
export interface RuleCase {
  kind: PayloadKind;
  passes: unknown;
  refused: unknown;
  files?: readonly string[];
}

export const message = (passes: unknown, refused: unknown): RuleCase => ({
  kind: 'message',
  passes,
  refused,
});
export const form = (passes: unknown, refused: unknown): RuleCase => ({ kind: 'modal', passes, refused });
export const oneCommand = (passes: unknown, refused: unknown): RuleCase => ({
  kind: 'command',
  passes,
  refused,
});
export const oneEvent = (passes: unknown, refused: unknown): RuleCase => ({ kind: 'event', passes, refused });

export const mentions = (more: object) => ({ content: 'x', allowed_mentions: more });
export const inRow = (part: object) => legacy(row(part as never));

export const inLabel = (part: object, more: object = {}) => modal(label(part as never, more as never));
