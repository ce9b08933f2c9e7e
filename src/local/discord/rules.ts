import { isFields } from '../shared/json.ts';
import { type PayloadKind, visitParts } from './parts.ts';
import type { PROBLEMS, Refusal } from './problem.ts';
import type { Conduct, Part, Rule } from './rule.ts';
import { blockRules } from './rules-blocks.ts';
import { commandRules } from './rules-commands.ts';
import { componentRules } from './rules-components.ts';
import { conduct } from './rules-conduct.ts';
import { embedRules } from './rules-embed.ts';
import { eventRules } from './rules-event.ts';
import { gatewayConduct } from './rules-gateway.ts';
import { mentionRules } from './rules-mentions.ts';
import { messageRules } from './rules-message.ts';
import { modalRules } from './rules-modal.ts';
import { optionRules } from './rules-options.ts';
import { selectRules } from './rules-selects.ts';
import { shapeRules } from './rules-shape.ts';

/** Every rule about a payload. Each has a name, a sentence, a source, and a check. */
export const payloadRules: readonly Rule[] = [
  ...messageRules,
  ...mentionRules,
  ...embedRules,
  ...componentRules,
  ...selectRules,
  ...blockRules,
  ...modalRules,
  ...commandRules,
  ...optionRules,
  ...eventRules,
  ...shapeRules,
];

/** Every rule about behaviour, enforced at its place under its name. */
export const conductRules: readonly Conduct[] = [...conduct, ...gatewayConduct];

const byPart = Map.groupBy(payloadRules, (rule) => rule.on) as ReadonlyMap<Part, readonly Rule[]>;
const answers = new Map(payloadRules.map((rule) => [rule.name, rule.answer]));

/** The rules about a kind of part. */
export const rulesOn = (part: Part): readonly Rule[] => byPart.get(part) ?? [];

/**
 * The rules that a payload would break; none means that Discord takes it.
 * `kind` is what the payload is; `files` are the names of the files that come with it (unknown when left out).
 */
export function refusals(payload: unknown, kind: PayloadKind, files?: readonly string[]): Refusal[] {
  if (kind === 'commands' ? !Array.isArray(payload) : !isFields(payload))
    return [
      {
        rule: 'json',
        path: '',
        code: 'MODEL_TYPE_CONVERT',
        message: 'Only dictionaries may be used in a ModelType',
      },
    ];
  const whole = isFields(payload) ? payload : {};
  const found: Refusal[] = [];
  visitParts(payload, kind, (part, fields, at, parent) => {
    for (const rule of rulesOn(part)) {
      rule.check(
        fields,
        (path, code, message) => {
          found.push({
            rule: rule.name,
            path: [at, path].filter((each) => each !== '').join('.'),
            code,
            message,
          });
        },
        { whole, parent, files },
      );
    }
  });
  return found;
}

/** The answer that a broken rule gets: usually an invalid form, sometimes a code of its own. */
export const answerOf = (refusal: Refusal): keyof typeof PROBLEMS =>
  answers.get(refusal.rule) ?? 'invalidForm';
