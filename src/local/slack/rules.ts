/**
 * Every rule that this Slack enforces: its name, what it says and where it comes from.
 * What a payload breaks is found in `refusals.ts`; behaviour is enforced where it takes place.
 */
import { blockRules } from './rules-blocks.ts';
import { elementRules } from './rules-elements.ts';
import { formRules } from './rules-forms.ts';
import { manifestRules } from './rules-manifest.ts';
import { platformRules } from './rules-platform.ts';

export interface Rule {
  says: string;
  source: string;
  /** The smallest and the largest value that pass. */
  min?: number;
  max?: number;
  /** Where a message or view uses up what `max` allows: what is counted, in a few words. */
  counts?: string;
}

/** Rules that a payload alone can break. */
export const payloadRules = { ...blockRules, ...elementRules, ...formRules, ...manifestRules };

export const rules = { ...payloadRules, ...platformRules };

export type PayloadRuleName = keyof typeof payloadRules;
export type PlatformRuleName = keyof typeof platformRules;
export type RuleName = keyof typeof rules;

/** The smallest and the largest value that pass. */
export function limits(name: RuleName): { min: number; max: number } {
  const { min = 0, max = Number.POSITIVE_INFINITY }: Rule = rules[name];
  return { min, max };
}
