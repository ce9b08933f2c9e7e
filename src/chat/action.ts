import { z } from 'zod';
import type { Context } from './context.ts';
import { fittingId } from './id.ts';
import type { ActionButton, ButtonStyle, Choice, FormView, Message, Part } from './reply.ts';
import type { Standing } from './request.ts';

/**
 * Where the answer to a click appears.
 * - `private`: to the one who clicked; in place where the clicked message is already theirs alone
 * - `beside`: to the one who clicked, always as a new message: the one that was clicked stays
 * - `update`: the message itself changes, for everyone who sees it
 * - `channel`: a new message that everyone in the conversation sees
 * - `remove`: the message goes away
 * - `form`: a form opens (its `run` must be quick: a form cannot open late)
 */
export type ActionAnswer = 'private' | 'beside' | 'update' | 'channel' | 'remove' | 'form';

export interface Action<S extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly state: S;
  readonly answer: ActionAnswer;
  readonly audience: Standing;
  readonly owned: boolean;
  run(context: ActionContext<S>): Promise<Message | FormView | undefined> | Message | FormView | undefined;
  complete?(context: Context & { readonly text: string }): Promise<readonly Choice[]> | readonly Choice[];
}

export interface ActionContext<S extends z.ZodObject> extends Context {
  readonly state: z.output<S>;
  /** What was selected; empty for a button. */
  readonly values: readonly string[];
}

interface ActionSpec<S extends z.ZodObject> {
  /** `command.verb`, unique among all actions. */
  readonly name: string;
  /** What the id carries, beside the name at most 100 characters as JSON. Default: nothing. */
  readonly state?: S;
  readonly answer: ActionAnswer;
  /** Who may; checked again on every click. Default: every member. */
  readonly audience?: Standing;
  /** Only the account that the button was made for may use it (and facilitators). */
  readonly owned?: boolean;
  run(
    context: ActionContext<NoInfer<S>>,
  ): Promise<Message | FormView | undefined> | Message | FormView | undefined;
  /** The choices of a `search` part for what was typed so far, best first. */
  complete?(context: Context & { readonly text: string }): Promise<readonly Choice[]> | readonly Choice[];
}

/** Something that a button or a select does; buttons refer to it by value, so that a wrong state does not compile. */
export function defineAction<S extends z.ZodObject = z.ZodObject<Record<never, never>>>(
  spec: ActionSpec<S>,
): Action<S> {
  return {
    audience: 'member',
    owned: false,
    ...spec,
    state: spec.state ?? (z.object({}) as unknown as S),
  };
}

/** The id of an action with its state; throws where it would not fit into 100 characters (a programming error). */
export function actionId<S extends z.ZodObject>(
  action: Action<S>,
  state: z.input<S>,
  owner?: string,
): string {
  if (action.owned && !owner) throw new Error(`A button of ${action.name} needs its owner`);
  return fittingId(action.name, action.state, state, action.owned ? owner : undefined);
}

export function button<S extends z.ZodObject>(
  action: Action<S>,
  state: z.input<S>,
  label: string,
  more: { readonly style?: ButtonStyle; readonly owner?: string } = {},
): ActionButton {
  return { kind: 'action', label, style: more.style ?? 'plain', id: actionId(action, state, more.owner) };
}

export function select<S extends z.ZodObject>(
  action: Action<S>,
  state: z.input<S>,
  placeholder: string,
  choices: readonly Choice[],
  selected?: string,
): Part {
  return {
    kind: 'select',
    id: actionId(action, state),
    placeholder,
    choices,
    ...(selected === undefined ? {} : { selected }),
  };
}

/** A select searched as one types; the action must have `complete`. */
export function search<S extends z.ZodObject>(
  action: Action<S>,
  state: z.input<S>,
  placeholder: string,
  first: readonly Choice[],
): Part {
  return { kind: 'search', id: actionId(action, state), placeholder, first };
}
