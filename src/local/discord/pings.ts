import { type Fields, isFields, list, text } from '../shared/json.ts';
import { everyNode, type Inline, parseMarkdown } from './markdown.ts';
import { componentsOf, isV2, Type } from './parts.ts';

export interface Pings {
  everyone: boolean;
  users: string[];
  roles: string[];
}

/** The texts of a message in which mentions count: the content, or the text displays. */
function spoken(payload: Fields): string[] {
  if (!isV2(payload)) return [text(payload.content)];
  return componentsOf(payload).flatMap(({ part }) =>
    Number(part.type) === Type.textDisplay ? [text(part.content)] : [],
  );
}

/**
 * Whom a message notifies. Without allowed mentions an ordinary message parses everyone, roles and users;
 * an answer to an interaction parses users alone (https://discord.com/developers/docs/resources/message).
 */
export function pinged(payload: Fields, sentAs: 'message' | 'interaction'): Pings {
  const told = isFields(payload.allowed_mentions) ? payload.allowed_mentions : undefined;
  const parse = told ? list(told.parse) : sentAs === 'message' ? ['everyone', 'roles', 'users'] : ['users'];
  const nodes = spoken(payload).flatMap((source) => [...everyNode(parseMarkdown(source))]);
  const found = (kind: Inline['kind']): string[] => [
    ...new Set(nodes.flatMap((node) => (node.kind === kind && 'id' in node ? [node.id] : []))),
  ];
  // A backslash hides the mark of @everyone from the client, but not from the server.
  const calls = nodes.some(
    (node) => node.kind === 'everyone' || (node.kind === 'text' && /@(everyone|here)/.test(node.text)),
  );
  const allowed = (name: 'users' | 'roles', ids: string[]): string[] =>
    parse.includes(name) ? ids : ids.filter((id) => list(told?.[name]).includes(id));
  return {
    everyone: parse.includes('everyone') && calls,
    users: allowed('users', found('user')),
    roles: allowed('roles', found('role')),
  };
}
