import { list, text } from '../shared/json.ts';
import { limitedList } from './limited.ts';
import { type Rule, Source } from './rule.ts';

const PARSED = ['roles', 'users', 'everyone'];

function excludes(name: 'users' | 'roles'): Rule['check'] {
  return (mentions, say) => {
    if (!list(mentions.parse).includes(name) || list(mentions[name]).length === 0) return;
    say(
      '',
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      `parse:["${name}"] and ${name}: [ids...] are mutually exclusive.`,
    );
  };
}

/** Rules about whom a message may notify. */
export const mentionRules: readonly Rule[] = [
  {
    name: 'mentions-parse',
    says: 'Allowed mentions parse only roles, users and everyone.',
    source: Source.message,
    on: 'allowed-mentions',
    check(mentions, say) {
      for (const [index, each] of list(mentions.parse).entries()) {
        if (!PARSED.includes(text(each)))
          say(`parse.${index}`, 'BASE_TYPE_CHOICES', "Value must be one of {'users', 'roles', 'everyone'}.");
      }
    },
  },
  {
    name: 'mentions-users',
    says: 'Allowed mentions name at most 100 users.',
    source: Source.message,
    on: 'allowed-mentions',
    ...limitedList('members who may be notified', 'users', 0, 100),
  },
  {
    name: 'mentions-roles',
    says: 'Allowed mentions name at most 100 roles.',
    source: Source.message,
    on: 'allowed-mentions',
    ...limitedList('roles that may be notified', 'roles', 0, 100),
  },
  {
    name: 'mentions-users-exclusive',
    says: 'Allowed mentions do not both parse users and name them.',
    source: Source.message,
    on: 'allowed-mentions',
    check: excludes('users'),
  },
  {
    name: 'mentions-roles-exclusive',
    says: 'Allowed mentions do not both parse roles and name them.',
    source: Source.message,
    on: 'allowed-mentions',
    check: excludes('roles'),
  },
  {
    name: 'mentions-ids',
    says: 'Allowed mentions name users and roles by id, each once.',
    source: Source.openapi,
    on: 'allowed-mentions',
    check(mentions, say) {
      for (const name of ['users', 'roles']) {
        for (const [index, id] of list(mentions[name]).entries()) {
          if (!/^\d+$/.test(text(id)))
            say(`${name}.${index}`, 'NUMBER_TYPE_COERCE', `Value is not snowflake.`);
          else if (list(mentions[name]).indexOf(id) !== index)
            say(name, 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value');
        }
      }
    },
  },
];
