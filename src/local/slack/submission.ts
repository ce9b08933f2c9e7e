/** Modals from the member's side: filling in, submitting, closing, and what the app's answer does. */
import type { Outcome } from '../shared/human.ts';
import { type Fields, fields, isFields, rows, text } from '../shared/json.ts';
import { entered, initialValues, isEmpty } from './choices.ts';
import { textOf } from './controls.ts';
import { refusals } from './refusals.ts';
import { limits } from './rules.ts';
import { seenForm } from './seeing.ts';
import { closeViews, openView, updateView } from './views.ts';
import type { Member, View, World } from './world.ts';

export const TROUBLE = 'We had some trouble connecting. Try again?';

/** Where the options last shown in an external select are kept. */
export const suggestedKey = (memberId: string, place: string, actionId: string): string =>
  `${memberId} ${place} ${actionId}`;

/** The state of a filled-in modal. Throws what a real client would not let pass. */
export function filledIn(
  world: World,
  view: View,
  values: Record<string, string | readonly string[]>,
): Record<string, Fields> {
  const state = initialValues(world, view.view);
  const left = new Map(Object.entries(values));
  for (const block of rows(view.view.blocks)) {
    if (block.type !== 'input') continue;
    const element = fields(block.element);
    const label = textOf(block.label);
    const actionId = text(element.action_id);
    const blockId = text(block.block_id);
    const key = [blockId, actionId, label].find((each) => left.has(each));
    if (key !== undefined) {
      const value = left.get(key)!;
      left.delete(key);
      const suggested = world.suggested.get(suggestedKey(view.member, view.id, actionId));
      state[blockId] = {
        [actionId]: entered(world, element, typeof value === 'string' ? [value] : value, suggested),
      };
    }
    if (block.optional !== true && isEmpty(fields(state[blockId]![actionId])))
      throw new Error(`"${label}" is required`);
  }
  if (left.size > 0) throw new Error(`the form has no field "${[...left.keys()].join('", "')}"`);
  return state;
}

/** Does what the answer to a submission says; what the member sees of it. */
export function applySubmission(
  world: World,
  view: View,
  member: Member,
  body: unknown,
): Partial<Outcome> | undefined {
  const answer = isFields(body) ? body : undefined;
  if (!answer || answer.response_action === undefined) {
    closeViews(world, member.id, false);
    return below(world, member);
  }
  const action = answer.response_action;
  const inputs = rows(view.view.blocks).filter(({ type }) => type === 'input');
  const known = inputs.map(({ block_id }) => block_id);
  const errors = fields(answer.errors) as Record<string, string>;
  const misplaced = action === 'errors' && Object.keys(errors).some((id) => !known.includes(id));
  const full = action === 'push' && (world.stacks.get(member.id)?.length ?? 0) >= limits('view-stack').max;
  const notModal = (action === 'update' || action === 'push') && fields(answer.view).type !== 'modal';
  if (refusals(answer, 'submission').length > 0 || misplaced || full || notModal)
    return { kind: 'failed', failure: TROUBLE };
  if (action === 'errors') return { kind: 'errors', errors };
  if (action === 'clear') {
    closeViews(world, member.id, true);
    return undefined;
  }
  const payload = fields(answer.view);
  const next = action === 'push' ? openView(world, member.id, payload, true) : view;
  if (action === 'update') updateView(world, view, payload);
  return { kind: 'form', form: seenForm(world, next, member) };
}

/** The modal that comes to light when the one above it is gone. */
function below(world: World, member: Member): Partial<Outcome> | undefined {
  const top = world.stacks.get(member.id)?.at(-1);
  return top && { kind: 'form', form: seenForm(world, top, member) };
}
