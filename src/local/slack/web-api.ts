/** The Web API: reads a call, checks token and scope, answers as Slack does. */
import { parse } from 'node:querystring';
import { type Fields, fields, text } from '../shared/json.ts';
import { type Method, Refused } from './method.ts';
import { chatMethods } from './methods-chat.ts';
import { conversationMethods } from './methods-conversations.ts';
import { fileMethods } from './methods-files.ts';
import { teamMethods } from './methods-team.ts';
import { viewMethods } from './methods-views.ts';
import type { Stage } from './stage.ts';
import type { World } from './world.ts';

const METHODS: Record<string, Method> = {
  ...teamMethods,
  ...chatMethods,
  ...viewMethods,
  ...conversationMethods,
  ...fileMethods,
};

/** Arguments that a form carries as JSON. */
const STRUCTURED = ['blocks', 'attachments', 'metadata', 'view', 'files'];

export interface ApiRequest {
  contentType: string;
  authorization: string;
  body: string;
  query: string;
}

export interface ApiCall {
  args: Fields;
  token: string;
  /** The body could not be read: what Slack answers. */
  problem?: string;
}

/** Arguments and token of a call, from a form, JSON or the address. */
export function readCall({ contentType, authorization, body, query }: ApiRequest): ApiCall {
  const bearer = /^Bearer (.+)$/.exec(authorization)?.[1];
  if (contentType.startsWith('application/json')) {
    try {
      // A token inside a JSON body is not looked at.
      return { args: { ...parse(query), ...fields(JSON.parse(body || '{}')) }, token: bearer ?? '' };
    } catch {
      return { args: {}, token: bearer ?? '', problem: 'invalid_json' };
    }
  }
  if (body !== '' && !contentType.startsWith('application/x-www-form-urlencoded'))
    return { args: {}, token: bearer ?? '', problem: 'invalid_post_type' };
  const { token, ...args }: Fields = { ...parse(query), ...parse(body) };
  for (const key of STRUCTURED) {
    const value = args[key];
    if (typeof value !== 'string') continue;
    try {
      args[key] = value === '' ? undefined : JSON.parse(value);
    } catch {
      const problem =
        key === 'blocks' ? 'invalid_blocks_format' : key === 'view' ? 'invalid_arguments' : `invalid_${key}`;
      return { args, token: bearer ?? text(token), problem };
    }
  }
  return { args, token: bearer ?? text(token) };
}

export interface ApiAnswer {
  body: Fields;
  headers: Record<string, string>;
}

function allowed(method: Method, token: string, world: World): void {
  if (token === '') throw new Refused('not_authed');
  if (token !== world.botToken && token !== world.appToken) throw new Refused('invalid_auth');
  if ((method.token === 'app') !== (token === world.appToken)) throw new Refused('not_allowed_token_type');
  if (world.revoked) throw new Refused(world.revoked);
  const { scopes } = method;
  if (scopes && !scopes.some((scope) => world.scopes.includes(scope)))
    throw new Refused('missing_scope', { needed: scopes.join(','), provided: world.scopes.join(',') });
}

/** Answers a call; nothing is carried out where the answer says `ok: false`. */
export function callMethod(name: string, { args, token, problem }: ApiCall, stage: Stage): ApiAnswer {
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  const headers = {
    'x-oauth-scopes': stage.world.scopes.join(','),
    ...(method?.scopes && { 'x-accepted-oauth-scopes': method.scopes.join(',') }),
  };
  const answer = (): Fields => {
    if (!method) throw new Refused('unknown_method', { req_method: name });
    allowed(method, token, stage.world);
    if (problem) throw new Refused(problem);
    const missing = method.needs?.filter((key) => args[key] === undefined || args[key] === '') ?? [];
    if (missing.length > 0) {
      const messages = missing.map((key) => `[ERROR] missing required field: ${key}`);
      throw new Refused('invalid_arguments', { response_metadata: { messages } });
    }
    return { ok: true, ...method.run(args, stage) };
  };
  try {
    return { body: answer(), headers };
  } catch (problem) {
    if (problem instanceof Refused) return { body: problem.answer, headers };
    throw problem;
  }
}
