import type { Clocks } from '../shared/clock.ts';
import { type Fields, fields, rows } from '../shared/json.ts';
import { Signal } from '../shared/signal.ts';
import type { Gateway } from './gateway.ts';
import { interactionWire } from './interaction-wire.ts';
import { check, isEphemeral, type Messages, secret, type Upload } from './messages.ts';
import { Flag } from './parts.ts';
import { invalidForm, problem } from './problem.ts';
import { ANSWER_MS, answerTypes, type InteractionType, TOKEN_MS } from './rules-conduct.ts';
import { snowflake } from './snowflake.ts';
import { userWire } from './wire.ts';
import type { Channel, Message, User, World } from './world.ts';

/** One act of a member that the bot has to answer. */
export interface Interaction {
  id: string;
  token: string;
  type: InteractionType;
  user: User;
  channel: Channel;
  /** Transport time. */
  createdAt: number;
  /** The message whose component was used, or whose form was submitted. */
  source: Message | undefined;
  /** How Discord describes this interaction in the messages that answer it. */
  origin: Fields;
  /** What clients show above those messages: `/glossary`. */
  command: string | undefined;
  /** The callback's type, once the bot has answered. */
  answer: number | undefined;
  /** Milliseconds (performance.now) at which the answer came. */
  answeredAt: number;
  /** The first answer: the new message, or the updated one. */
  original: Message | undefined;
  originalRemoved: boolean;
  followUps: Message[];
  choices: Fields[];
  modal: Fields | undefined;
  changed: Signal;
}

export interface NewInteraction {
  type: InteractionType;
  user: User;
  channel: Channel;
  data: Fields;
  /** The command as it is shown above its answers: `/glossary`. */
  command?: string | undefined;
  source?: Message | undefined;
  /** The interaction that opened the form, as it is described in messages. */
  trigger?: Fields | undefined;
}

/** Acts under way: sent to the bot, answered through callbacks and the interaction's webhook. */
export class Interactions {
  readonly #world: World;
  readonly #gateway: Gateway;
  readonly #messages: Messages;
  readonly #clocks: Clocks;
  readonly #byToken = new Map<string, Interaction>();
  #duplicates = 0;

  constructor(world: World, gateway: Gateway, messages: Messages, clocks: Clocks) {
    this.#world = world;
    this.#gateway = gateway;
    this.#messages = messages;
    this.#clocks = clocks;
  }

  /** The next `times` interactions reach the bot twice. */
  duplicate(times: number): void {
    this.#duplicates = times;
  }

  start(given: NewInteraction): Interaction {
    const { type, user, channel, source, trigger } = given;
    const id = snowflake();
    const owners = { '0': channel.guild?.id ?? '0' };
    const origin: Fields = { id, type, user: userWire(user), authorizing_integration_owners: owners };
    if (type === 3 && source) origin.interacted_message_id = source.id;
    if (type === 5 && trigger) origin.triggering_interaction_metadata = trigger;
    const interaction: Interaction = {
      id,
      token: secret(48),
      type,
      user,
      channel,
      createdAt: this.#clocks.transport(),
      source,
      origin,
      command: given.command,
      answer: undefined,
      answeredAt: 0,
      original: undefined,
      originalRemoved: false,
      followUps: [],
      choices: [],
      modal: undefined,
      changed: new Signal(),
    };
    this.#forgetExpired();
    this.#byToken.set(interaction.token, interaction);
    const wire = interactionWire(this.#world, interaction, given.data, source && this.#messages.wire(source));
    // A bot that was put out of the guild hears nothing, and the member sees the act fail.
    if (channel.guild && !channel.guild.members.has(this.#world.bot.id)) return interaction;
    this.#gateway.dispatch('INTERACTION_CREATE', wire);
    if (this.#duplicates > 0) {
      this.#duplicates -= 1;
      this.#gateway.dispatch('INTERACTION_CREATE', wire);
    }
    return interaction;
  }

  /** The first answer. */
  answer(id: string, token: string, body: Fields, uploads: readonly Upload[]): Interaction {
    const interaction = this.#byToken.get(token);
    if (interaction === undefined || interaction.id !== id) throw problem('unknownInteraction');
    if (interaction.answer !== undefined) throw problem('acknowledged');
    if (this.#clocks.transport() - interaction.createdAt > ANSWER_MS) throw problem('unknownInteraction');
    const type = Number(body.type);
    const allowed = answerTypes(interaction.type, interaction.source !== undefined);
    if (!allowed.includes(type)) {
      const message = `Value of field "type" must be one of (${allowed.join(', ')}).`;
      throw invalidForm([{ rule: 'answer-type', path: 'type', code: 'UNION_TYPE_CHOICES', message }]);
    }
    this.#carryOut(interaction, type, fields(body.data), uploads);
    interaction.answer = type;
    interaction.answeredAt = performance.now();
    interaction.changed.notify();
    return interaction;
  }

  #carryOut(interaction: Interaction, type: number, data: Fields, uploads: readonly Upload[]): void {
    if (type === 4) interaction.original = this.#say(interaction, data, uploads, 'data');
    else if (type === 5) interaction.original = this.#placeholder(interaction, data);
    else if (type === 6) interaction.original = interaction.source;
    else if (type === 7 && interaction.source) {
      if (!interaction.channel.messages.has(interaction.source.id)) throw problem('unknownMessage');
      this.#messages.edit(interaction.source, data, uploads, 'data');
      interaction.original = interaction.source;
    } else if (type === 8) {
      check(data, 'choices', undefined, 'data');
      interaction.choices = rows(data.choices);
    } else if (type === 9) {
      check(data, 'modal', undefined, 'data');
      interaction.modal = data;
    }
  }

  #say(interaction: Interaction, payload: Fields, uploads: readonly Upload[], under = ''): Message {
    const { channel, user, origin, command } = interaction;
    const privateTo = isEphemeral(payload) ? user.id : undefined;
    return this.#messages.create({
      channel,
      author: this.#world.bot,
      payload,
      uploads,
      privateTo,
      origin,
      command,
      under,
    });
  }

  #placeholder(interaction: Interaction, data: Fields): Message {
    const { channel, user, origin, command } = interaction;
    // A deferral takes no flag but this one.
    const flags = Number(data.flags ?? 0) & Flag.ephemeral;
    return this.#messages.create({
      channel,
      author: this.#world.bot,
      payload: { flags },
      privateTo: flags ? user.id : undefined,
      origin,
      command,
      loading: true,
    });
  }

  /** What a callback gives back when it asks `with_response`. */
  callbackWire(interaction: Interaction): Fields {
    const { original, answer } = interaction;
    const described: Fields = { id: interaction.id, type: interaction.type };
    if (original === undefined || answer === 6) return { interaction: described };
    described.response_message_id = original.id;
    described.response_message_loading = original.loading;
    described.response_message_ephemeral = original.privateTo !== undefined;
    described.channel_id = interaction.channel.id;
    if (interaction.channel.guild) described.guild_id = interaction.channel.guild.id;
    if (original.loading) return { interaction: described };
    return {
      interaction: described,
      resource: { type: answer, message: this.#messages.wire(original) },
    };
  }

  /** The interaction behind a webhook token, while it lives and after it was answered. */
  behind(applicationId: string, token: string): Interaction {
    const interaction = this.#byToken.get(token);
    if (applicationId !== this.#world.applicationId) throw problem('unknownWebhook');
    if (interaction === undefined || this.#expired(interaction)) throw problem('invalidWebhookToken');
    if (interaction.answer === undefined) throw problem('unknownWebhook');
    return interaction;
  }

  /** The first answer (`@original`) or one of the messages of this interaction. */
  messageOf(interaction: Interaction, id: string): Message {
    const { original, originalRemoved, followUps } = interaction;
    const own = originalRemoved || original === undefined ? followUps : [original, ...followUps];
    const message =
      id === '@original' ? (originalRemoved ? undefined : original) : own.find((each) => each.id === id);
    if (message === undefined || !message.channel.messages.has(message.id)) throw problem('unknownMessage');
    return message;
  }

  followUp(interaction: Interaction, payload: Fields, uploads: readonly Upload[]): Message {
    const { original } = interaction;
    if (original?.loading && !interaction.originalRemoved) {
      this.edit(interaction, original, payload, uploads);
      return original;
    }
    const message = this.#say(interaction, payload, uploads);
    interaction.followUps.push(message);
    interaction.changed.notify();
    return message;
  }

  edit(interaction: Interaction, message: Message, patch: Fields, uploads: readonly Upload[]): void {
    this.#messages.edit(message, patch, uploads);
    interaction.changed.notify();
  }

  remove(interaction: Interaction, message: Message): void {
    this.#messages.remove(message);
    if (message === interaction.original) interaction.originalRemoved = true;
    interaction.changed.notify();
  }

  #expired(interaction: Interaction): boolean {
    return this.#clocks.transport() - interaction.createdAt > TOKEN_MS;
  }

  /** Interactions are kept in order of age, so that the dead ones stand first. */
  #forgetExpired(): void {
    for (const [token, interaction] of this.#byToken) {
      if (!this.#expired(interaction)) return;
      this.#byToken.delete(token);
    }
  }
}
