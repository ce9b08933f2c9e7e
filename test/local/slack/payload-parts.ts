/** Payloads in small parts, from which the cases of the rules are put together. */
import type { PayloadKind } from '../../../src/local/slack/refusals.ts';
import { limits, type PayloadRuleName } from '../../../src/local/slack/rules.ts';

export interface Case {
  kind: PayloadKind;
  passes: unknown[];
  refused: unknown[];
}

export type Part = Record<string, unknown>;

export const x = (length: number): string => 'x'.repeat(Math.max(length, 0));
export const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: Math.max(count, 0) }, (_, index) => make(index));

export const plain = (text: string): Part => ({ type: 'plain_text', text });
export const mrkdwn = (text: string): Part => ({ type: 'mrkdwn', text });
export const message = (...blocks: unknown[]): Part => ({ text: 'x', blocks });
export const section = (more: Part = {}): Part => ({ type: 'section', text: mrkdwn('x'), ...more });
export const actions = (...elements: unknown[]): Part => ({ type: 'actions', elements });
export const button = (more: Part = {}): Part => ({ type: 'button', text: plain('x'), ...more });
export const option = (value: number | string = 1, more: Part = {}): Part => ({
  text: plain('x'),
  value: `${value}`,
  ...more,
});
export const select = (more: Part = {}): Part => ({ type: 'static_select', options: [option()], ...more });
const confirm = (more: Part = {}): Part => ({
  title: plain('x'),
  text: plain('x'),
  confirm: plain('x'),
  deny: plain('x'),
  ...more,
});
export const image = (more: Part = {}): Part => ({
  type: 'image',
  image_url: 'https://example.com/a.png',
  alt_text: 'x',
  ...more,
});
export const rich = (...elements: unknown[]): Part => ({ type: 'rich_text', elements });
export const richSection = (...elements: unknown[]): Part => rich({ type: 'rich_text_section', elements });
export const modal = (more: Part = {}, ...blocks: unknown[]): Part => ({
  type: 'modal',
  title: plain('x'),
  submit: plain('x'),
  blocks,
  ...more,
});
export const input = (element: Part, more: Part = {}): Part => ({
  type: 'input',
  label: plain('x'),
  element,
  ...more,
});
export const textInput = (more: Part = {}): Part => ({ type: 'plain_text_input', ...more });
export const table = (rows: unknown): Part => ({ type: 'table', rows });
export const cell = (text = 'x'): Part => ({ type: 'raw_text', text });
export const command = (more: Part = {}): Part => ({ command: '/x', description: 'x', ...more });
export const shortcut = (more: Part = {}): Part => ({
  name: 'x',
  type: 'message',
  callback_id: 'x',
  description: 'x',
  ...more,
});

export interface ManifestParts {
  app?: Part;
  features?: Part;
  scopes?: unknown[];
  settings?: Part;
}
export const manifest = ({
  app = {},
  features = {},
  scopes = ['commands'],
  settings = {},
}: ManifestParts): Part => ({
  display_information: { name: 'x', ...app },
  features,
  oauth_config: { scopes: { bot: scopes } },
  settings: { socket_mode_enabled: true, ...settings },
});

export const interactive = (request_url: string): Part =>
  manifest({ settings: { interactivity: { is_enabled: true, request_url } } });

export const plainCase = (kind: PayloadKind, passes: unknown[], refused: unknown[]): Case => ({
  kind,
  passes,
  refused,
});

/** The payloads at both ends of a rule's limits, and just beyond them. */
export function sized(rule: PayloadRuleName, kind: PayloadKind, make: (size: number) => unknown): Case {
  const { min, max } = limits(rule);
  const bounded = Number.isFinite(max);
  return {
    kind,
    passes: [make(min), ...(bounded ? [make(max)] : [])],
    refused: [...(min > 0 ? [make(min - 1)] : []), ...(bounded ? [make(max + 1)] : [])],
  };
}

export const inActions = (make: (size: number) => Part) => (size: number) => message(actions(make(size)));
export const inConfirm = (make: (size: number) => Part) =>
  inActions((size) => button({ confirm: confirm(make(size)) }));
export const inInput = (make: (size: number) => Part) => (size: number) => modal({}, input(make(size)));
