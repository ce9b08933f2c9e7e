/** What a client draws, as a small tree: the same for mrkdwn, rich text and Markdown. */
import type { Fields } from '../shared/json.ts';

export type Style = 'bold' | 'italic' | 'strike' | 'code' | 'underline' | 'highlight';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'styled'; style: Style; parts: Inline[] }
  | { kind: 'link'; url: string; label: string }
  | { kind: 'user' | 'channel' | 'group'; id: string; label: string }
  | { kind: 'broadcast'; range: string }
  /** `seconds` is a Unix time; `url` links the whole of it. */
  | { kind: 'date'; seconds: number; format: string; fallback: string; url: string };

export type Shown =
  | { kind: 'line' | 'heading' | 'quote' | 'code'; parts: Inline[] }
  /** `number` is null in a bulleted list; `indent` counts from 0. */
  | { kind: 'item'; number: number | null; indent: number; parts: Inline[] }
  | { kind: 'controls'; elements: Fields[] };

export const words = (text: string): Inline => ({ kind: 'text', text });
