/** Posts to a response_url: five uses, half an hour. */
import { type Fields, rows } from '../shared/json.ts';
import { appMessage, content, edit } from './messages.ts';
import { pictureProblems } from './methods-files.ts';
import { refusalAnswer, refusals } from './refusals.ts';
import { limits } from './rules.ts';
import type { ResponseUrl, World } from './world.ts';

export interface Reply {
  status: number;
  body: Fields | 'ok';
}

/** Why a response_url may no longer be used; null while it may. `now`: transport time. */
function spent({ uses, issued }: Pick<ResponseUrl, 'uses' | 'issued'>, now: number): string | null {
  if (uses >= limits('response-url-uses').max) return 'used_url';
  return now - issued > limits('response-url-life').max ? 'expired_url' : null;
}

/** Shows, replaces or removes, as a payload to a response_url says. */
export function respond(world: World, id: string, payload: Fields): Reply {
  const url = world.responseUrls.get(id);
  if (!url) return { status: 404, body: { ok: false, error: 'expired_url' } };
  const over = spent(url, world.clocks.transport());
  if (over) return { status: 404, body: { ok: false, error: over } };
  const found = [...refusals(payload, 'response'), ...pictureProblems(world, rows(payload.blocks))];
  if (found.length > 0) return { status: 200, body: refusalAnswer(found, 'message') };
  url.uses += 1;
  // A slash command has no message of its own that could be replaced.
  const original = url.source === undefined ? undefined : world.message(url.source);
  if (payload.delete_original === true) {
    if (original) world.remove(original, id);
    return { status: 200, body: 'ok' };
  }
  if (payload.replace_original === true && original) {
    edit(world, original, { blocks: [], attachments: [], ...payload }, id);
    return { status: 200, body: 'ok' };
  }
  const only = payload.response_type === 'in_channel' ? undefined : url.member;
  world.post(appMessage(world, url.conversation, content(world, payload), only), id);
  return { status: 200, body: 'ok' };
}
