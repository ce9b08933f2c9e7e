import type { Action, ActionAnswer } from './action.ts';
import { cleanLine } from './clean.ts';
import type { Clock } from './clock.ts';
import type { Command, Leaf, Shortcut } from './command.ts';
import { commandForm } from './command-form.ts';
import type { Context, Services } from './context.ts';
import { UserError } from './errors.ts';
import { FailureLog, type Log } from './failure.ts';
import type { Form } from './form.ts';
import { readFields } from './form-values.ts';
import { readLine, unknownSubcommand } from './grammar.ts';
import { helpOn, helpOnAll, unknownCommand } from './help.ts';
import { decodeId, decodeState } from './id.ts';
import type { Completing, Incoming, Plan, Typed } from './incoming.ts';
import { named } from './named.ts';
import { type Option, type Options, type Raw, readOption, type Values } from './option.ts';
import type { Outgoing } from './outgoing.ts';
import type { Choice, FormView, Message, Place, Reply } from './reply.ts';
import type { Request, SpaceId, Standing } from './request.ts';
import type { Members } from './spaces.ts';
import { usage } from './text.ts';
import { besides, type Unreached } from './unreached.ts';

/** A form cannot open once the platform's 3 s have passed; it says so shortly before. In ms. */
const FORM_DEADLINE = 2_300;

/** The one handler behind both platforms: reads, authorises, runs, and turns failures into replies. */
export interface Handler {
  readonly commands: readonly Command[];
  plan(incoming: Incoming, request: Request): Plan;
  /** At most 25 choices; none where anything fails: a list that is late or wrong helps nobody. */
  complete(incoming: Completing, request: Request): Promise<readonly Choice[]>;
  /** What a member's home shows, where the platform has one; never rejects. */
  home(request: Request): Promise<Message>;
}

interface HandlerParts {
  readonly commands: readonly Command[];
  readonly services: Services;
  readonly clock: Clock;
  readonly log: Log;
  readonly members: Members;
  readonly outgoing: Outgoing;
  readonly unreached?: Unreached;
  /** For figures; what was answered, and not to whom. */
  readonly onAnswered?: ((event: Answered) => void) | undefined;
}

export interface Answered {
  readonly space: SpaceId;
  readonly kind: Incoming['kind'];
  /** By a fault of ours. */
  readonly failed: boolean;
  /** From its arrival to the reply that is handed to the platform. */
  readonly ms: number;
}

const RANK: Readonly<Record<Standing, number>> = { member: 0, facilitator: 1, administrator: 2 };

type ReplyPlace = 'private' | 'channel' | 'update';

export function createHandler(parts: HandlerParts): Handler {
  const { commands, services, clock, log, members, outgoing, unreached, onAnswered } = parts;
  const byName = named(commands);
  const actions: ReadonlyMap<string, Action> = named(commands.flatMap((command) => command.actions));
  const shortcuts: ReadonlyMap<string, Shortcut> = named(commands.flatMap((command) => command.shortcuts));
  const leafForms = new Map<Leaf, Form>();
  const forms: ReadonlyMap<string, Form> = named([
    ...commands.flatMap((command) => command.forms),
    ...commands.flatMap((command) =>
      command.leaves.filter(needsForm).map((leaf) => {
        const form = commandForm(command, leaf);
        leafForms.set(leaf, form);
        return form;
      }),
    ),
  ]);
  const failures = new FailureLog(log);

  /** The zone may cost a request, so it is asked for only where a date is to be read. */
  const at = async (request: Request, options: Options) => {
    const dated = Object.values(options).some(({ kind }) => kind === 'date-time');
    return dated ? { now: clock.now(), zone: await members.zone(request) } : undefined;
  };
  const contextOf = (request: Request): Context => ({
    ...{ request, services, clock, commands, ...outgoing },
    who: () => members.who(request),
  });

  const authorise = async (needed: Standing, request: Request): Promise<void> => {
    if (request.guest) throw guestsStay();
    if (needed === 'member') return;
    if (RANK[await members.standing(request)] < RANK[needed]) {
      throw new UserError(`Only ${needed}s can do that here. If you should be one, ask an administrator.`);
    }
  };
  const authoriseOwner = async (owner: string | undefined, request: Request): Promise<void> => {
    if (owner === request.member.id) return;
    if (owner && RANK[await members.standing(request)] >= RANK.facilitator) return;
    throw new UserError('That button belongs to the member who asked for this. You can ask for your own.');
  };

  const guarded = (place: Place, incoming: Incoming, request: Request, run: () => Promise<Reply>): Plan => {
    const began = onAnswered && performance.now();
    let failed = false;
    const reply = run().catch((error: unknown): Reply => {
      failed = !(error instanceof UserError);
      return {
        kind: 'message',
        place: 'private',
        message: failures.told(error, { kind: incoming.kind, request: request.id }),
      };
    });
    if (began !== undefined) {
      const { space } = request;
      void reply.then(() =>
        onAnswered?.({ space, kind: incoming.kind, failed, ms: performance.now() - began }),
      );
    }
    return { place, reply: place === 'form' ? inTime(reply) : reply };
  };

  const runLeaf = (
    leaf: Leaf,
    typed: Readonly<Record<string, Raw>>,
    incoming: Incoming,
    request: Request,
  ): Plan => {
    // What shows nothing was not given.
    const given: Record<string, Raw> = {};
    for (const [name, raw] of Object.entries(typed)) {
      if (cleanLine(String(raw)) !== '') given[name] = raw;
    }
    const form = leafForms.get(leaf);
    const missing = ([name, spec]: [string, Option]): boolean => spec.required && given[name] === undefined;
    if (form && Object.entries(leaf.options).some(missing)) {
      return guarded('form', incoming, request, async () => {
        await authorise(leaf.audience, request);
        return { kind: 'form', view: prefilled(form, given) };
      });
    }
    const place = leaf.answer === 'form' ? 'form' : leaf.visibility;
    return guarded(place, incoming, request, async () => {
      await authorise(leaf.audience, request);
      const zoned = await at(request, leaf.options);
      const options: Record<string, unknown> = {};
      for (const [name, raw] of Object.entries(given)) {
        const spec = leaf.options[name];
        if (spec) options[name] = readOption(name, spec, raw, zoned);
      }
      // It is looked for while the command runs.
      const waits = place === 'private' && unreached?.waits(request);
      const run = await leaf.run({ ...contextOf(request), options: options as Values<Options> });
      const reply = toReply(run, leaf.visibility);
      return waits && (await waits) ? withUnreached(reply, request) : reply;
    });
  };

  const withUnreached = async (reply: Reply, request: Request): Promise<Reply> =>
    unreached && reply.kind === 'message'
      ? { ...reply, message: besides(reply.message, await unreached.tell(request)) }
      : reply;

  const planLine = (
    command: Command | undefined,
    typed: Typed,
    incoming: Incoming,
    request: Request,
  ): Plan => {
    const told = (message: Message): Plan =>
      guarded('private', incoming, request, async () => ({ kind: 'message', place: 'private', message }));
    try {
      const [called, rest] = command ? [command, typed] : firstWord(typed, byName);
      if (!called) return told(helpOnAll(commands));
      const line = readLine(called, rest);
      return line.kind === 'help'
        ? told(helpOn(called, line.leaf))
        : runLeaf(line.leaf, line.values, incoming, request);
    } catch (error) {
      return guarded('private', incoming, request, () => Promise.reject(error));
    }
  };

  const planAction = (incoming: Incoming & { kind: 'action' }, request: Request): Plan => {
    const id = decodeId(incoming.id);
    const action = id && actions.get(id.name);
    if (!id || !action) return guarded('private', incoming, request, () => Promise.reject(goneButton()));
    const place = placeOf(action.answer, incoming.own);
    return guarded(place, incoming, request, async () => {
      const state = decodeState(action.state, id.state);
      if (!state) throw goneButton();
      await authorise(action.audience, request);
      if (action.owned) await authoriseOwner(id.owner, request);
      const result = await action.run({ ...contextOf(request), state, values: incoming.values });
      return toReply(result, place === 'remove' || place === 'form' ? 'private' : place);
    });
  };

  const planForm = (incoming: Incoming & { kind: 'form' }, request: Request): Plan => {
    const id = decodeId(incoming.id);
    const form = id && forms.get(id.name);
    if (!id || !form) return guarded('private', incoming, request, () => Promise.reject(goneButton()));
    const place = placeOf(form.answer, incoming.own);
    return guarded(place, incoming, request, async () => {
      const state = decodeState(form.state, id.state);
      if (!state) throw goneButton();
      await authorise(form.audience, request);
      const read = readFields(form, incoming.values, await at(request, form.fields));
      if (read.kind === 'errors') return read;
      return toReply(await form.run({ ...contextOf(request), state, values: read.values }), place);
    });
  };

  return {
    commands,
    plan(incoming, request) {
      switch (incoming.kind) {
        case 'command': {
          const command = byName.get(incoming.command);
          const leaf = command?.leaves.find(({ name }) => name === incoming.subcommand);
          if (leaf) return runLeaf(leaf, incoming.values, incoming, request);
          if (command && incoming.subcommand === undefined) {
            return guarded('private', incoming, request, async () => ({
              kind: 'message',
              place: 'private',
              message: helpOn(command),
            }));
          }
          return guarded('private', incoming, request, async () => {
            throw command
              ? unknownSubcommand(command, incoming.subcommand ?? '')
              : unknownCommand(incoming.command, commands);
          });
        }
        case 'line': {
          const { command: name, text } = incoming;
          if (name === undefined) return planLine(undefined, text, incoming, request);
          const command = byName.get(name);
          if (command) return planLine(command, text, incoming, request);
          return guarded('private', incoming, request, () => Promise.reject(unknownCommand(name, commands)));
        }
        case 'action':
          return planAction(incoming, request);
        case 'form':
          return planForm(incoming, request);
        case 'shortcut':
          return guarded('private', incoming, request, async () => {
            await authorise('member', request);
            const shortcut = shortcuts.get(incoming.name);
            if (!shortcut) throw goneButton();
            const message = await shortcut.run({ ...contextOf(request), message: { text: incoming.text } });
            return { kind: 'message', place: 'private', message };
          });
      }
    },

    async complete(incoming, request) {
      try {
        if (incoming.kind === 'search') {
          const id = decodeId(incoming.id);
          const found = await actions
            .get(id?.name ?? '')
            ?.complete?.({ ...contextOf(request), text: incoming.text });
          return (found ?? []).slice(0, 25);
        }
        const leaf = byName.get(incoming.command)?.leaves.find(({ name }) => name === incoming.subcommand);
        const spec = leaf?.options[incoming.option];
        if (spec?.kind !== 'text' || !spec.complete) return [];
        return (await spec.complete({ ...contextOf(request), text: incoming.text })).slice(0, 25);
      } catch (error) {
        failures.told(error, { kind: 'complete', request: request.id });
        return [];
      }
    },

    async home(request) {
      const parts = [...helpOnAll(commands).parts];
      for (const command of commands) {
        try {
          parts.push(...((await command.home?.(contextOf(request))) ?? []));
        } catch (error) {
          parts.push(...failures.told(error, { kind: 'home', request: request.id }).parts);
        }
      }
      return { title: 'Parley', parts };
    },
  };

  function firstWord(typed: Typed, known: ReadonlyMap<string, Command>): [Command | undefined, Typed] {
    const [head, ...rest] = typed;
    const line = typeof head === 'string' ? head.trimStart() : '';
    const [word = ''] = line.split(/\s/, 1);
    const name = word.replace(/^\//, '').toLowerCase();
    if (name === '' && typed.length === 0) return [undefined, []];
    if (/^(?:|help|\?)$/.test(name)) {
      const [on = '', sub = ''] = line
        .slice(word.length)
        .trim()
        .replace(/^\//, '')
        .toLowerCase()
        .split(/\s+/, 2);
      if (on === '') return [undefined, []];
      const command = mustKnow(on, known);
      return [command, [command.leaves.some((leaf) => leaf.name === sub) ? `${sub} help` : 'help']];
    }
    return [mustKnow(name, known), [line.slice(word.length), ...rest]];
  }

  function mustKnow(name: string, known: ReadonlyMap<string, Command>): Command {
    const command = known.get(name);
    if (!command) throw unknownCommand(name, commands);
    return command;
  }
}

/** What is private is shown in place of the member's own message, unless it is to stand beside it. */
function placeOf<A extends ActionAnswer>(
  answer: A,
  own: boolean,
): Exclude<A, 'beside'> | 'private' | 'update' {
  if (answer === 'beside') return 'private';
  return answer === 'private' && own ? 'update' : (answer as Exclude<A, 'beside'>);
}

const needsForm = (leaf: Leaf): boolean => Object.values(leaf.options).some((spec) => spec.required);

const prefilled = (form: Form, given: Readonly<Record<string, Raw>>): FormView => ({
  form,
  id: form.name,
  values: Object.fromEntries(Object.entries(given).map(([name, raw]) => [name, String(raw)])),
});

function toReply(result: Message | FormView | undefined, place: ReplyPlace): Reply {
  if (result === undefined) return { kind: 'remove' };
  return 'form' in result ? { kind: 'form', view: result } : { kind: 'message', place, message: result };
}

const guestsStay = (): UserError =>
  new UserError(
    'You are a guest here from another workspace, and Parley keeps things for members of this one only. Please use it in your own.',
  );

const goneButton = (): UserError =>
  new UserError('That button is no longer in use. Please start again with ', usage('help'), '.');

/** The reply, or a request to try again shortly before a form could no longer open. */
async function inTime(reply: Promise<Reply>): Promise<Reply> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Reply>((resolve) => {
    const words = 'That took longer than a form can wait. Nothing was changed; please try again.';
    const message: Message = {
      parts: [{ kind: 'text', text: [{ kind: 'paragraph', children: [{ kind: 'text', text: words }] }] }],
    };
    timer = setTimeout(() => resolve({ kind: 'message', place: 'private', message }), FORM_DEADLINE);
  });
  return Promise.race([reply, late]).finally(() => clearTimeout(timer));
}
