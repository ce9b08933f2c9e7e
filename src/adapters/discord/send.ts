import { MessageFlags, type REST, RESTJSONErrorCodes, InteractionResponseType as Respond } from 'discord.js';
import { describeError, type FailureLog, type Log } from '../../chat/failure.ts';
import type { Plan } from '../../chat/incoming.ts';
import { unlessLate } from '../../chat/late.ts';
import type { FormView, Message, Place, Reply } from '../../chat/reply.ts';
import { Calls, isCode, isPassing, type Target } from './calls.ts';
import { type Rendered, renderMessage } from './render.ts';
import { renderModal } from './render-modal.ts';

/** What an interaction allows as its answer. */
export interface Answerable extends Target {
  /** It was used in a message (a component, or a form that a component opened), which may change or go. */
  readonly inMessage: boolean;
  /** A form's submission cannot open another form. */
  readonly fromForm: boolean;
}

interface Sending {
  readonly rest: REST;
  readonly log: Log;
  readonly failures: FailureLog;
}

/** A card as it is shown, and the JSON of it as a first answer, once that was given. */
interface Card extends Rendered {
  readonly json: { private?: string; channel?: string };
}

/** A message never changes, so one that is shown again, such as a course's card, is rendered and written once. */
const cards = new WeakMap<Message, Card>();

function cardOf(message: Message): Card {
  const known = cards.get(message);
  if (known) return known;
  // Whoever has just clicked need not uncover what they asked for.
  const card = { ...renderMessage({ ...message, discreet: false }), json: {} };
  cards.set(message, card);
  return card;
}

const NO_MENTIONS = { parse: [] };
const GONE = [
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InvalidWebhookToken,
];

/** Carries out a plan: one request where the reply is there in time, else a deferral and what follows. Never rejects. */
export async function answer(plan: Plan, asked: Answerable, sending: Sending): Promise<void> {
  const conversation = new Answering(asked, plan.place, sending.rest);
  try {
    await conversation.carryOut(plan);
  } catch (error) {
    await explain(error, conversation, asked, sending);
  }
}

/** Says in the log what went wrong, and to the member where Discord refused only what was said. */
async function explain(
  error: unknown,
  conversation: Answering,
  asked: Answerable,
  { log, failures }: Sending,
) {
  if (isCode(error, ...GONE)) {
    log.warn(
      { request: asked.id, error: describeError(error) },
      'an answer came too late, or its message is gone',
    );
    return;
  }
  const apology = failures.told(error, { kind: 'answer', request: asked.id });
  if (isPassing(error)) return;
  try {
    await conversation.show(apology, 'private');
  } catch (second) {
    log.error({ request: asked.id, error: describeError(second) }, 'the apology could not be sent either');
  }
}

/** One interaction on its way to its answer. */
class Answering {
  readonly #calls: Calls;
  readonly #asked: Answerable;
  readonly #place: Place;
  /** What has been said first: nothing yet, a placeholder, or that the used message will change. */
  #said: 'nothing' | 'private' | 'channel' | 'update' = 'nothing';

  constructor(asked: Answerable, place: Place, rest: REST) {
    this.#asked = asked;
    this.#calls = new Calls(rest, asked);
    this.#place = (place === 'update' || place === 'remove') && !asked.inMessage ? 'private' : place;
  }

  async carryOut({ reply }: Plan): Promise<void> {
    // A form must be the first answer: its handler says in time that it is late.
    const first = this.#place === 'form' ? await reply : await unlessLate(reply);
    if (first !== 'late') return this.#give(first);
    await this.#defer();
    await this.#give(await reply);
  }

  async #defer(): Promise<void> {
    if (this.#place === 'update' || this.#place === 'remove') {
      await this.#calls.respond(Respond.DeferredMessageUpdate);
      this.#said = 'update';
    } else if (this.#place === 'channel') {
      await this.#calls.respond(Respond.DeferredChannelMessageWithSource);
      this.#said = 'channel';
    } else {
      await this.#calls.respond(Respond.DeferredChannelMessageWithSource, { flags: MessageFlags.Ephemeral });
      this.#said = 'private';
    }
  }

  async #give(reply: Reply): Promise<void> {
    switch (reply.kind) {
      case 'message':
        return this.show(reply.message, reply.place);
      case 'errors':
        return this.show(reply.message, 'private');
      case 'form':
        return this.#open(reply.view);
      case 'remove':
        return this.#remove();
    }
  }

  async show(message: Message, wanted: 'private' | 'channel' | 'update'): Promise<void> {
    const place = wanted === 'update' && !this.#asked.inMessage ? 'private' : wanted;
    const card = cardOf(message);
    const { files } = card;
    if (this.#said === 'nothing') {
      if (place === 'update') return this.#calls.respond(Respond.UpdateMessage, changed(card), files);
      const type = Respond.ChannelMessageWithSource;
      if (files.length > 0) return this.#calls.respond(type, fresh(card, place), files);
      card.json[place] ??= JSON.stringify({ type, data: fresh(card, place) });
      return this.#calls.respondJson(card.json[place]);
    }
    if (this.#said === 'private' || this.#said === place) return this.#calls.edit(changed(card), files);
    // A placeholder that all can see goes first: Discord would fill it with the next message.
    if (this.#said === 'channel') await this.#calls.remove();
    return this.#calls.followUp(fresh(card, place), files);
  }

  async #open(view: FormView): Promise<void> {
    if (this.#said !== 'nothing' || this.#asked.fromForm)
      throw new Error('A form can only be the first answer');
    return this.#calls.respond(Respond.Modal, renderModal(view));
  }

  /** Only a message that was to change itself goes; elsewhere there is simply nothing to show. */
  async #remove(): Promise<void> {
    if (this.#said === 'nothing') {
      const inPlace = this.#place === 'update' || this.#place === 'remove';
      if (this.#asked.inMessage && !inPlace) return this.#calls.respond(Respond.DeferredMessageUpdate);
      await this.#defer();
    }
    return this.#calls.remove();
  }
}

/** A message of its own. */
const fresh = ({ components, attachments }: Rendered, place: 'private' | 'channel' | 'update') => ({
  flags:
    place === 'private' ? MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral : MessageFlags.IsComponentsV2,
  components,
  allowed_mentions: NO_MENTIONS,
  ...(attachments.length > 0 ? { attachments } : {}),
});

/** What a message becomes; it keeps its old files unless those that stay are named. */
const changed = ({ components, attachments }: Rendered) => ({
  flags: MessageFlags.IsComponentsV2,
  components,
  allowed_mentions: NO_MENTIONS,
  attachments,
});
