import type { Outcome, Seen } from '../shared/human.ts';
import { type Fields, rows, text } from '../shared/json.ts';
import { until } from '../shared/signal.ts';
import { choose, commandData, Resolved } from './command-use.ts';
import { type OpenForm, resolves, submitData } from './form-use.ts';
import type { Forms } from './forms.ts';
import type { Burst, BurstResult, Completion, HAND_ACTS, Human, OptionValue, Patience } from './human.ts';
import type { NewInteraction } from './interactions.ts';
import { componentsWire } from './message-wire.ts';
import { offered, offersOf } from './offers.ts';
import { outcomeOf } from './outcome.ts';
import { componentsOf, Type } from './parts.ts';
import type { Discord } from './route.ts';
import { ANSWER_MS } from './rules-conduct.ts';
import { CONTENT_LENGTH } from './rules-message.ts';
import { controlsOf, conversationOf, isFor, mayWrite, memberOf, messageFor, seen } from './seeing.ts';
import { length } from './want.ts';
import type { Message, User } from './world.ts';

/** The members' hands: everything that a person does in a client, and what they see after it. */
export class Acts implements Pick<Human, (typeof HAND_ACTS)[number]> {
  readonly #discord: Discord;
  readonly #forms: Forms;

  constructor(discord: Discord, forms: Forms) {
    this.#discord = discord;
    this.#forms = forms;
  }

  async slash(
    memberId: string,
    conversationId: string,
    command: string,
    options: Record<string, OptionValue> = {},
    patience: Patience = {},
  ): Promise<Outcome> {
    const { world } = this.#discord;
    const user = memberOf(world, memberId);
    const channel = conversationOf(world, user, conversationId);
    const chosen = choose(offered(world, user, channel), command, options);
    const data = commandData({ world, user, channel, chosen });
    const shown = `/${[chosen.command.name, ...chosen.path].join(' ')}`;
    return this.#act({ type: 2, user, channel, data, command: shown }, patience);
  }

  async complete(
    memberId: string,
    conversationId: string,
    command: string,
    options: Record<string, OptionValue>,
    focused: string,
  ): Promise<Completion> {
    const { world, interactions } = this.#discord;
    const user = memberOf(world, memberId);
    const channel = conversationOf(world, user, conversationId);
    const chosen = choose(offered(world, user, channel), command, options);
    const data = commandData({ world, user, channel, chosen }, focused);
    const started = performance.now();
    const interaction = interactions.start({ type: 4, user, channel, data });
    const answered = await until([interaction.changed], () => interaction.answer !== undefined, ANSWER_MS);
    const ms = (answered ? interaction.answeredAt : performance.now()) - started;
    if (!answered) return { choices: [], failure: 'Loading options failed', ms };
    const choices = interaction.choices.map((each) => ({
      name: text(each.name),
      value: each.value as string | number,
    }));
    return { choices, ms };
  }

  async shortcut(
    memberId: string,
    conversationId: string,
    messageId: string,
    name: string,
    patience: Patience = {},
  ): Promise<Outcome> {
    const { world, messages } = this.#discord;
    const user = memberOf(world, memberId);
    const channel = conversationOf(world, user, conversationId);
    const message = messageFor(world, user, messageId);
    if (message.channel !== channel) throw new Error(`message ${messageId} is not in that conversation`);
    const command = offered(world, user, channel).find((each) => each.type === 3 && each.name === name);
    if (command === undefined) throw new Error(`"${name}" is not in the message's menu`);
    const resolved = new Resolved(world, channel);
    resolved.message(message.id, messages.wire(message));
    const guild = command.guildId ? { guild_id: command.guildId } : {};
    const data = { id: command.id, name, type: 3, target_id: message.id, ...guild, ...resolved.wire() };
    return this.#act({ type: 2, user, channel, data, command: name }, patience);
  }

  async click(
    memberId: string,
    messageId: string,
    control: string,
    patience: Patience = {},
  ): Promise<Outcome> {
    const { user, message, part } = this.#component(memberId, messageId, control, 'button');
    const data = { component_type: 2, custom_id: part.custom_id, id: part.id };
    return this.#act({ type: 3, user, channel: message.channel, data, source: message }, patience);
  }

  async select(
    memberId: string,
    messageId: string,
    control: string,
    values: readonly string[],
    patience: Patience = {},
  ): Promise<Outcome> {
    const { user, message, part } = this.#component(memberId, messageId, control, 'select');
    const [least, most] = [Number(part.min_values), Number(part.max_values)];
    if (values.length < least || values.length > most)
      throw new Error(`that menu takes ${least} to ${most} values`);
    if (new Set(values).size < values.length) throw new Error('a value can be picked once');
    const resolved = new Resolved(this.#discord.world, message.channel);
    const type = Number(part.type);
    const options = rows(part.options);
    const picked = values.map((each) => {
      const option = options.find((known) => known.value === each || known.label === each);
      if (type === Type.stringSelect ? option === undefined : !resolves(type, each, resolved, user))
        throw new Error(`that menu does not offer "${each}"`);
      return option ? text(option.value) : each;
    });
    const data = {
      component_type: type,
      custom_id: part.custom_id,
      id: part.id,
      values: picked,
      ...resolved.wire(),
    };
    return this.#act({ type: 3, user, channel: message.channel, data, source: message }, patience);
  }

  async submit(
    memberId: string,
    formId: string,
    values: Record<string, string | readonly string[]>,
    patience: Patience = {},
  ): Promise<Outcome> {
    const { world } = this.#discord;
    const user = memberOf(world, memberId);
    const form = this.#forms.formOf(user, formId);
    const data = submitData(world, form, values);
    const { channel, source, trigger } = form;
    return this.#act({ type: 5, user, channel, data, source, trigger, form }, patience);
  }

  async say(memberId: string, conversationId: string, content: string): Promise<string> {
    const { world, messages } = this.#discord;
    const user = memberOf(world, memberId);
    const channel = conversationOf(world, user, conversationId);
    if (!mayWrite(user, channel)) throw new Error(`${user.name} may not post there`);
    if (content.trim() === '' || length(content) > CONTENT_LENGTH)
      throw new Error(`a message has 1 to ${CONTENT_LENGTH} characters`);
    return messages.create({ channel, author: user, payload: { content } }).id;
  }

  async read(memberId: string, conversationId: string): Promise<Seen[]> {
    const { world } = this.#discord;
    const user = memberOf(world, memberId);
    const channel = conversationOf(world, user, conversationId);
    return [...channel.messages.values()]
      .filter((message) => isFor(user, message))
      .map((message) => this.#seen(message, user));
  }

  async openDirect(memberId: string): Promise<string> {
    return this.#discord.world.openDirect(memberOf(this.#discord.world, memberId)).id;
  }

  async offers(memberId: string, conversationId: string) {
    const { world } = this.#discord;
    const user = memberOf(world, memberId);
    return offersOf(offered(world, user, conversationOf(world, user, conversationId)));
  }

  async burst({
    memberId,
    conversationId,
    name,
    options = {},
    count,
    concurrency,
  }: Burst): Promise<BurstResult> {
    const { world, interactions } = this.#discord;
    const user = memberOf(world, memberId);
    const channel = conversationOf(world, user, conversationId);
    const chosen = choose(offered(world, user, channel), name, options);
    const data = commandData({ world, user, channel, chosen });
    const result: BurstResult = { ms: [], unanswered: 0 };
    let left = count;
    const runner = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        const started = performance.now();
        const interaction = interactions.start({ type: 2, user, channel, data });
        const answered = await until(
          [interaction.changed],
          () => interaction.answer !== undefined,
          ANSWER_MS,
        );
        if (answered) result.ms.push(interaction.answeredAt - started);
        else result.unanswered += 1;
      }
    };
    await Promise.all(Array.from({ length: concurrency }, runner));
    return result;
  }

  #seen(message: Message, user: User): Seen {
    return seen(this.#discord.world, this.#discord.clocks, message, user);
  }

  /** The control that a member can see and use, as Discord stores it. */
  #component(memberId: string, messageId: string, name: string, kind: 'button' | 'select') {
    const { world, base } = this.#discord;
    const user = memberOf(world, memberId);
    const message = messageFor(world, user, messageId);
    const all = controlsOf(message.payload);
    const byId = all.filter((each) => each.id === name);
    const found = byId.length > 0 ? byId : all.filter((each) => each.label === name);
    const there = all.map((each) => `"${each.label}"`).join(', ') || 'none';
    if (found.length === 0) throw new Error(`the message has no control "${name}" (it has ${there})`);
    if (found.length > 1)
      throw new Error(`the message has ${found.length} controls "${name}"; say which by its id`);
    const control = found[0]!;
    if (control.kind === 'link')
      throw new Error(`"${name}" opens ${control.id} in a browser; it asks the bot nothing`);
    if (control.kind !== kind) throw new Error(`"${name}" is a ${control.kind}, not a ${kind}`);
    if (control.disabled) throw new Error(`"${name}" is switched off`);
    const parts = componentsOf({ components: componentsWire(base, message) });
    const part: Fields = parts.find((each) => each.part.custom_id === control.id)!.part;
    return { user, message, part };
  }

  /** With a form: it is closed as soon as the app has answered. */
  #act({ form, ...given }: NewInteraction & { form?: OpenForm }, patience: Patience): Promise<Outcome> {
    const started = performance.now();
    const before = given.source?.version ?? 0;
    const interaction = this.#discord.interactions.start(given);
    const { user, channel, source, origin: trigger } = interaction;
    const open = (modal: Fields): OpenForm => this.#forms.open({ modal, user, channel, source, trigger });
    const answered = (): void => {
      if (form) this.#forms.close(form);
    };
    return outcomeOf(this.#discord, { interaction, started, before, open, answered }, patience);
  }
}
