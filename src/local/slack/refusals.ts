/** What a payload breaks, wherever it came from; and how the Web API says so. */
import { type Fields, fields, isFields, list, rows, text } from '../shared/json.ts';
import { type Check, Findings, items, object, type Refusal, required, string } from './check.ts';
import type { PayloadRuleName } from './rules.ts';
import { blocksTogether, inMessage } from './shapes-blocks.ts';
import { manifest } from './shapes-manifest.ts';
import { markdownText, submission, suggestions, view } from './shapes-views.ts';

export type { Refusal } from './check.ts';

/** Where a payload goes: `response` is a slash command's acknowledgement or a post to a response_url. */
export type PayloadKind = 'message' | 'response' | 'view' | 'suggestions' | 'submission' | 'manifest';

const blocks = items('message-blocks', inMessage);
const anyObject: Check = (value, path, found) => {
  if (!isFields(value)) found.refuse('value-kind', path, 'must provide an object');
};
const metadata = object({ event_type: required(string()), event_payload: required(anyObject) });
const attachments = items('message-attachments', (value, path, found) => {
  if (!isFields(value)) return found.refuse('value-kind', path, 'must provide an object');
  if (value.blocks !== undefined) blocks(value.blocks, `${path}/blocks`, found);
});

function message(value: unknown, path: string, found: Findings): void {
  const payload = fields(value);
  if (payload.blocks !== undefined) {
    blocks(payload.blocks, `${path}/blocks`, found);
    blocksTogether(rows(payload.blocks), `${path}/blocks`, found);
  }
  if (payload.attachments !== undefined) attachments(payload.attachments, `${path}/attachments`, found);
  if (payload.text !== undefined) string()(payload.text, `${path}/text`, found);
  // Neither is refused beyond its limit: Slack cuts and splits it.
  found.measure('text-cut', `${path}/text`, text(payload.text).length);
  if (list(payload.blocks).length === 0)
    found.measure('text-split', `${path}/text`, text(payload.text).length);
  const markdown = text(payload.markdown_text);
  markdownText(markdown, `${path}/markdown_text`, found);
  if (markdown !== '' && (text(payload.text) !== '' || list(payload.blocks).length > 0))
    found.refuse('markdown-alone', path, 'markdown_text cannot be used with text or blocks');
  if (payload.metadata !== undefined) {
    const inside = new Findings();
    metadata(payload.metadata, `${path}/metadata`, inside);
    for (const each of inside.refusals) found.refuse('metadata-shape', each.path, each.message);
  }
  const filled = [payload.text, payload.markdown_text].some((each) => text(each).trim() !== '');
  const carries = [payload.blocks, payload.attachments, payload.files].some((each) => list(each).length > 0);
  if (!filled && !carries) found.refuse('message-content', path, 'no_text');
}

/** An empty answer shows nothing; so does a request to delete. */
function response(value: unknown, path: string, found: Findings): void {
  if (value === undefined || typeof value === 'string') return;
  const payload = fields(value);
  optionalKind(payload.response_type, `${path}/response_type`, found);
  if (payload.delete_original === true) return;
  message(payload, path, found);
}

function optionalKind(value: unknown, path: string, found: Findings): void {
  if (value !== undefined && value !== 'ephemeral' && value !== 'in_channel')
    found.refuse('response-kind', path, 'must be ephemeral or in_channel');
}

const checks: Record<PayloadKind, Check> = { message, response, view, suggestions, submission, manifest };

/** What a payload breaks, and every size in it that a rule limits. Pointers of a view start with /view. */
export function examined(payload: unknown, kind: PayloadKind): Findings {
  const found = new Findings();
  checks[kind](payload, kind === 'view' ? '/view' : '', found);
  return found;
}

/** The rules that a payload would break; empty: Slack accepts it. Pointers of a view start with /view. */
export const refusals = (payload: unknown, kind: PayloadKind): Refusal[] => examined(payload, kind).refusals;

const ERRORS: Partial<Record<PayloadRuleName, string>> = {
  'message-content': 'no_text',
  'message-attachments': 'too_many_attachments',
  'markdown-text': 'msg_too_long',
  'markdown-alone': 'markdown_text_conflict',
  'metadata-shape': 'invalid_metadata_format',
  'view-size': 'view_too_large',
};

/** The Web API's answer to a payload that breaks rules. */
export function refusalAnswer(found: readonly Refusal[], kind: 'message' | 'view'): Fields {
  const fallback = kind === 'view' ? 'invalid_arguments' : 'invalid_blocks';
  const error = ERRORS[found[0]!.rule] ?? fallback;
  const wordings = found.map(({ message, path }) => `${message} [json-pointer:${path}]`);
  return {
    ok: false,
    error,
    ...(error === 'invalid_blocks' && { errors: wordings }),
    ...(error === fallback && { response_metadata: { messages: wordings.map((each) => `[ERROR] ${each}`) } }),
  };
}
