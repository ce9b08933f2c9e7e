/** What members do with controls, forms and shortcuts. */
import { type Fields, fields, rows, text } from '../shared/json.ts';
import { entered } from './choices.ts';
import { controlOf, optionOf, type Placed, placed } from './controls.ts';
import type { Delivery } from './delivery.ts';
import type { ControlActs, Outcome, Patience, Suggestion } from './human.ts';
import { type Act, perform } from './interaction.ts';
import {
  actionPayload,
  actionTs,
  closedPayload,
  type Place,
  shortcutPayload,
  submissionPayload,
  suggestionPayload,
} from './payloads.ts';
import { refusals } from './refusals.ts';
import { limits } from './rules.ts';
import { allOptions } from './shapes-text.ts';
import { responseUrlId } from './slash.ts';
import { conversationOf, memberOf, type Stage } from './stage.ts';
import { applySubmission, filledIn, suggestedKey, TROUBLE } from './submission.ts';
import { closeViews } from './views.ts';
import type { Member, World } from './world.ts';

const SETTLE_MS = 400;
const NO_ANSWER = 'The app did not respond';
const NO_OPTIONS = 'Results could not be loaded';

export class MemberControls implements ControlActs {
  readonly #world: World;
  readonly #delivery: Delivery;

  constructor({ world, delivery }: Stage) {
    this.#world = world;
    this.#delivery = delivery;
  }

  /** The message or view in front of a member, and the control in it. */
  #find(member: Member, where: string, control: string): { place: Place; found: Placed } {
    const place = this.#place(member, where);
    const blocks = place.message
      ? [...place.message.blocks, ...place.message.attachments.flatMap((each) => rows(each.blocks))]
      : rows(place.view!.view.blocks);
    const all = placed(blocks);
    const found =
      all.find(({ element }) => element.action_id === control) ??
      all.find(({ element }) => controlOf({ element }).label === control);
    if (!found) throw new Error(`there is no control "${control}" on ${where}`);
    return { place, found };
  }

  #place(member: Member, where: string): Place {
    const message = this.#world.message(where);
    if (message) {
      const conversation = conversationOf(this.#world, message.conversation);
      if (message.only !== undefined && message.only !== member.id)
        throw new Error(`message ${where} is shown to somebody else only`);
      if (!conversation.members.has(member.id))
        throw new Error(`${member.name} is not in #${conversation.name}`);
      return { conversation, message };
    }
    const view = this.#world.views.get(where);
    if (!view || view.member !== member.id)
      throw new Error(`there is no message, modal or Home tab ${where} any more`);
    const top = this.#world.stacks.get(member.id)?.at(-1);
    if (view.view.type === 'modal' && top !== view)
      throw new Error(`the modal ${where} lies beneath another`);
    return { view };
  }

  #act(
    member: Member,
    { place, found }: { place: Place; found: Placed },
    state: Fields,
    how: Patience,
  ): Promise<Outcome> {
    this.#interactivity();
    const { block, element } = found;
    const { type, action_id } = element;
    const block_id = block.block_id;
    const action = { type, action_id, block_id, ...state, action_ts: actionTs(this.#world) };
    const values = type === 'button' ? {} : { [text(block_id)]: { [text(action_id)]: state } };
    const payload = actionPayload(this.#world, member, place, [action], values);
    return perform(this.#world, this.#delivery, {
      ...this.#answer(member, payload, 'block_actions', how),
      message: place.message,
      view: place.view,
      conversation: place.conversation?.id,
    });
  }

  /** The app's settings for interactivity. Throws where it is off. */
  #interactivity(): Fields {
    const settings = fields(fields(this.#world.manifest?.settings).interactivity);
    if (settings.is_enabled !== true)
      throw new Error('the app is not configured to handle interactive responses');
    return settings;
  }

  /** What all interactions but submissions have in common: their acknowledgement shows nothing. */
  #answer(member: Member, payload: Fields, label: string, how: Patience): Act {
    return {
      member,
      parcel: { kind: 'interactive', label, payload, answerable: false },
      settleMs: how.settleMs ?? SETTLE_MS,
      causes: [text(payload.trigger_id), responseUrlId(payload)],
      defers: false,
      failure: () => NO_ANSWER,
      acknowledged: () => undefined,
    };
  }

  async click(memberId: string, where: string, control: string, how: Patience = {}): Promise<Outcome> {
    const member = memberOf(this.#world, memberId);
    const target = this.#find(member, where, control);
    const { type, text: label, value, style, url } = target.found.element;
    if (type !== 'button') throw new Error(`"${control}" is not a button`);
    const state = {
      text: label,
      ...(value !== undefined && { value }),
      ...(style !== undefined && { style }),
      ...(url !== undefined && { url }),
    };
    return this.#act(member, target, state, how);
  }

  async select(
    memberId: string,
    where: string,
    control: string,
    values: readonly string[],
    how: Patience = {},
  ): Promise<Outcome> {
    const member = memberOf(this.#world, memberId);
    const target = this.#find(member, where, control);
    const { element, block } = target.found;
    if (element.type === 'button') throw new Error(`"${control}" is a button`);
    if (block.type === 'input' && block.dispatch_action !== true)
      throw new Error(`"${control}" is part of a form; it is sent with submit`);
    const suggested = this.#world.suggested.get(suggestedKey(memberId, where, text(element.action_id)));
    return this.#act(member, target, entered(this.#world, element, values, suggested), how);
  }

  async submit(
    memberId: string,
    formId: string,
    values: Record<string, string | readonly string[]>,
    how: Patience = {},
  ): Promise<Outcome> {
    const world = this.#world;
    const member = memberOf(this.#world, memberId);
    const view = this.#place(member, formId).view;
    if (view?.view.type !== 'modal') throw new Error(`${formId} is not a form`);
    if (!view.view.submit) throw new Error('the form has no submit button');
    const payload = submissionPayload(world, member, view, filledIn(world, view, values));
    const act = this.#answer(member, payload, 'view_submission', how);
    return perform(world, this.#delivery, {
      ...act,
      parcel: { ...act.parcel, answerable: true },
      failure: () => TROUBLE,
      acknowledged: (body) => applySubmission(world, view, member, body),
    });
  }

  async close(memberId: string, formId: string): Promise<void> {
    const member = memberOf(this.#world, memberId);
    const view = this.#place(member, formId).view;
    if (view?.view.type !== 'modal') throw new Error(`${formId} is not a form`);
    const cleared = view.view.clear_on_close === true;
    for (const closed of closeViews(this.#world, memberId, cleared)) {
      if (closed.view.notify_on_close !== true) continue;
      const payload = closedPayload(this.#world, member, closed, cleared);
      await this.#delivery.send({ kind: 'interactive', label: 'view_closed', payload, answerable: false });
    }
  }

  async suggest(memberId: string, where: string, control: string, typed: string): Promise<Suggestion> {
    const started = performance.now();
    const member = memberOf(this.#world, memberId);
    const { place, found } = this.#find(member, where, control);
    const { type, action_id, min_query_length } = found.element;
    if (type !== 'external_select' && type !== 'multi_external_select')
      throw new Error(`"${control}" does not ask the app for options`);
    const least = Number(min_query_length ?? limits('query-length').min);
    if (typed.length < least) throw new Error(`"${control}" asks the app from ${least} characters on`);
    const { message_menu_options_url } = this.#interactivity();
    if (this.#delivery.overHttp && message_menu_options_url === undefined)
      return { options: [], failure: NO_OPTIONS, ms: performance.now() - started };
    const element = { action_id, block_id: found.block.block_id };
    const payload = suggestionPayload(this.#world, member, place, element, typed);
    const ack = await this.#delivery.send({
      kind: 'interactive',
      label: 'block_suggestion',
      payload,
      answerable: true,
    });
    const ms = performance.now() - started;
    if (!ack.ok || refusals(ack.body, 'suggestions').length > 0)
      return { options: [], failure: NO_OPTIONS, ms };
    const options = allOptions(fields(ack.body)).map(optionOf);
    this.#world.suggested.set(suggestedKey(memberId, where, text(action_id)), options);
    return { options, ms };
  }

  async shortcut(
    memberId: string,
    conversationId: string,
    messageId: string,
    name: string,
    how: Patience = {},
  ): Promise<Outcome> {
    const member = memberOf(this.#world, memberId);
    const { conversation, message } = this.#place(member, messageId);
    if (!message || conversation?.id !== conversationId)
      throw new Error(`there is no message ${messageId} there`);
    if (message.only !== undefined) throw new Error('a private message has no shortcuts');
    const installed = rows(fields(this.#world.manifest?.features).shortcuts);
    const entry = installed.find(
      (each) => each.type === 'message' && (each.name === name || each.callback_id === name),
    );
    if (!entry) throw new Error(`no message shortcut "${name}" is installed`);
    const payload = shortcutPayload(this.#world, member, conversation, message, text(entry.callback_id));
    const act = this.#answer(member, payload, 'message_action', how);
    return perform(this.#world, this.#delivery, { ...act, conversation: conversationId });
  }
}
