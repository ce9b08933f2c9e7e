import { isDeepStrictEqual } from 'node:util';
import type { Definition } from './definitions.ts';

/** Whether Discord knows exactly these commands; their order is of no account. */
export function isRegistered(wanted: readonly Definition[], known: unknown): boolean {
  return isDeepStrictEqual(byKey(wanted), byKey(Array.isArray(known) ? known : []));
}

const byKey = (list: readonly unknown[]): Map<string, unknown> =>
  new Map(list.map(essence).map((command) => [`${command.type ?? 1} ${command.name}`, command]));

/** What a definition says; Discord adds ids, versions and defaults, which are left out. */
const SAYS = new Set([
  ...[
    'type',
    'name',
    'description',
    'options',
    'contexts',
    'integration_types',
    'default_member_permissions',
  ],
  ...['nsfw', 'required', 'choices', 'value', 'autocomplete', 'channel_types'],
  ...['min_value', 'max_value', 'min_length', 'max_length'],
]);
/** Sets, whose order means nothing. */
const SETS = new Set(['contexts', 'integration_types', 'channel_types']);

function essence(given: unknown): Record<string, unknown> {
  const entries = Object.entries((given ?? {}) as Record<string, unknown>).flatMap(([key, value]) => {
    if (!SAYS.has(key) || value === null || value === undefined || value === false || value === '') return [];
    if (!Array.isArray(value)) return [[key, value] as const];
    if (value.length === 0) return [];
    if (SETS.has(key)) return [[key, [...value].sort((a, b) => Number(a) - Number(b))] as const];
    return [[key, value.map(essence)] as const];
  });
  return Object.fromEntries(entries);
}
