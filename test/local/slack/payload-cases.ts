/** For each rule about payloads: the largest that pass, and the smallest that are refused. */
import type { PayloadRuleName } from '../../../src/local/slack/rules.ts';
import { blocksCases } from './cases-blocks.ts';
import { elementsCases } from './cases-elements.ts';
import { formsCases } from './cases-forms.ts';
import { manifestCases } from './cases-manifest.ts';
import type { Case } from './payload-parts.ts';

export const cases: Record<PayloadRuleName, Case> = {
  ...blocksCases,
  ...elementsCases,
  ...formsCases,
  ...manifestCases,
};
