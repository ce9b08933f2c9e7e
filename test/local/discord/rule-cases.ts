import type { RuleCase } from './rule-case.ts';
import { commandCases } from './rule-cases-commands.ts';
import { componentCases } from './rule-cases-components.ts';
import { embedCases } from './rule-cases-embeds.ts';
import { eventCases } from './rule-cases-events.ts';
import { messageCases } from './rule-cases-messages.ts';
import { modalCases } from './rule-cases-modals.ts';
import { shapeCases } from './rule-cases-shapes.ts';

/** The case of every rule about a payload, by the rule's name. */
export const cases: Record<string, RuleCase> = {
  ...messageCases,
  ...embedCases,
  ...componentCases,
  ...modalCases,
  ...commandCases,
  ...eventCases,
  ...shapeCases,
};
