/** For each rule of rules-forms.ts: the largest payloads that pass, and the smallest that are refused. */
import { limits } from '../../../src/local/slack/rules.ts';
import type { formRules } from '../../../src/local/slack/rules-forms.ts';
import {
  type Case,
  input,
  modal,
  option,
  type Part,
  plain,
  plainCase,
  section,
  sized,
  textInput,
  times,
  x,
} from './payload-parts.ts';

export const formsCases: Record<keyof typeof formRules, Case> = {
  'view-blocks': sized('view-blocks', 'view', (size) =>
    modal({}, ...times(size, () => ({ type: 'divider' }))),
  ),
  'view-title': sized('view-title', 'view', (size) => modal({ title: plain(x(size)) })),
  'view-submit': sized('view-submit', 'view', (size) => modal({ submit: plain(x(size)) })),
  'view-close': sized('view-close', 'view', (size) => modal({ close: plain(x(size)) })),
  'private-metadata': sized('private-metadata', 'view', (size) => modal({ private_metadata: x(size) })),
  'callback-id': sized('callback-id', 'view', (size) => modal({ callback_id: x(size) })),
  'external-id': sized('external-id', 'view', (size) => modal({ external_id: x(size) })),
  'view-size': viewSize(),
  'submit-with-inputs': plainCase(
    'view',
    [modal({}, input(textInput())), modal({ submit: undefined })],
    [modal({ submit: undefined }, input(textInput()))],
  ),
  'input-label': sized('input-label', 'view', (size) =>
    modal({}, input(textInput(), { label: plain(x(size)) })),
  ),
  'input-hint': sized('input-hint', 'view', (size) =>
    modal({}, input(textInput(), { hint: plain(x(size)) })),
  ),
  'suggested-options': sized('suggested-options', 'suggestions', (size) => ({
    options: times(size, option),
  })),
  'suggested-groups': sized('suggested-groups', 'suggestions', (size) => ({
    option_groups: times(size, () => ({ label: plain('x'), options: [option()] })),
  })),
  'submission-action': plainCase(
    'submission',
    [{ response_action: 'clear' }],
    [{ response_action: 'shout' }, 'x'],
  ),
  'submission-errors': sized('submission-errors', 'submission', (size) => ({
    response_action: 'errors',
    errors: Object.fromEntries(times(size, (index) => [`b${index}`, 'x'])),
  })),
  'response-kind': plainCase(
    'response',
    [{ text: 'x', response_type: 'in_channel' }, undefined, 'x'],
    [{ text: 'x', response_type: 'public' }],
  ),
};

/** Views whose JSON is exactly as long as allowed, and one byte longer. */
function viewSize(): Case {
  const { max } = limits('view-size');
  const filled = (bytes: number): Part => {
    const view = modal({}, ...times(96, (index) => section({ text: plain(x(index < 90 ? 2700 : 1)) })));
    const last = (view.blocks as Part[]).at(-1)!;
    const missing = bytes - JSON.stringify(view).length;
    return {
      ...view,
      blocks: [...(view.blocks as Part[]).slice(0, -1), { ...last, text: plain(x(1 + missing)) }],
    };
  };
  return plainCase('view', [filled(max)], [filled(max + 1)]);
}
