import type { Usage } from '../shared/screen.ts';
import { visitParts } from './parts.ts';
import type { Limit } from './rule.ts';
import { rulesOn } from './rules.ts';

/**
 * How much of each of Discord's limits a payload uses, where it comes nearest to it, the fullest first.
 * A limit of which nothing is used is left out. The payload may break rules: then more is used than there is.
 */
export function usageOf(payload: unknown, kind: 'message' | 'modal'): Usage[] {
  const nearest = new Map<Limit, { used: number; path: string }>();
  visitParts(payload, kind, (part, fields, at) => {
    for (const { limit } of rulesOn(part)) {
      if (limit === undefined) continue;
      const used = limit.used(fields);
      if (used <= (nearest.get(limit)?.used ?? 0)) continue;
      nearest.set(limit, { used, path: [at, limit.path].filter((each) => each !== '').join('.') });
    }
  });
  return [...nearest]
    .map(([{ counts, of }, { used, path }]): Usage => ({ says: counts, used, of, path }))
    .toSorted((one, other) => other.used / other.of - one.used / one.of);
}
