/** How much of Slack's limits a payload uses, as the rules themselves measure it. */
import type { Usage } from '../shared/screen.ts';
import type { Measure } from './check.ts';
import { examined } from './refusals.ts';
import { limits, type Rule, type RuleName, rules } from './rules.ts';

/** A JSON pointer as a path: `/view/blocks/0/text` of a view is `blocks.0.text`. */
const pathOf = (pointer: string, kind: 'message' | 'view'): string =>
  (kind === 'view' ? pointer.replace('/view', '') : pointer).slice(1).replaceAll('/', '.');

/**
 * Every limit of which a payload uses something, each where the payload comes nearest to it, the fullest first.
 * `payload` may be as the app sent it or as Slack keeps it, whatever rules it breaks.
 */
export function usageOf(payload: unknown, kind: 'message' | 'view'): Usage[] {
  const nearest = new Map<RuleName, Measure>();
  for (const measure of examined(payload, kind).measures)
    if (measure.size > (nearest.get(measure.rule)?.size ?? 0)) nearest.set(measure.rule, measure);
  const used = [...nearest.values()].flatMap(({ rule, path, size }): Usage[] => {
    const { counts: says }: Rule = rules[rule];
    return says === undefined ? [] : [{ says, used: size, of: limits(rule).max, path: pathOf(path, kind) }];
  });
  return used.toSorted((a, b) => b.used / b.of - a.used / a.of);
}
