import { commands } from '../../commands/index.ts';
import { decodeId } from '../../src/chat/id.ts';
import type { LocalDiscord } from '../../src/local/discord/start.ts';
import type { Control, Outcome, Seen, SeenForm } from '../../src/local/shared/human.ts';
import type { LocalSlackClient } from '../../src/local/slack/start.ts';
import type { Act, Sight } from './explorer.ts';

/** One member at one platform, as far as a member of either can do it. */
export interface Hands {
  readonly name: string;
  /** A subcommand, `practice show`, with options by name. */
  run(path: string, values?: Readonly<Record<string, string>>): Promise<Outcome>;
  press(message: string, control: string): Promise<Outcome>;
  choose(message: string, control: string, value: string): Promise<Outcome>;
  submit(form: string, values: Readonly<Record<string, string>>): Promise<Outcome>;
  /** A form that is not sent: nothing else can be reached while it is open, where it covers everything. */
  close(form: string): Promise<void>;
  /** What is offered for an option as it is typed, where the platform does that. */
  offered(path: string, option: string): Promise<readonly string[]>;
  /** Where there is one. */
  home(): Promise<Seen | undefined>;
  channel(): Promise<readonly Seen[]>;
  direct(): Promise<readonly Seen[]>;
}

const PATIENCE = { settleMs: 5_000 };

export const discordHands = (local: LocalDiscord, name: string, member: string, channel: string): Hands => ({
  name,
  run: (path, values = {}) => local.slash(member, channel, `/${path}`, values, PATIENCE),
  press: (message, control) => local.click(member, message, control, PATIENCE),
  choose: (message, control, value) => local.select(member, message, control, [value], PATIENCE),
  submit: (form, values) => local.submit(member, form, values, PATIENCE),
  close: async () => {},
  offered: async (path, option) =>
    (await local.complete(member, channel, `/${path}`, { [option]: '' }, option)).choices.map(({ value }) =>
      String(value),
    ),
  home: async () => undefined,
  channel: () => local.read(member, channel),
  direct: async () => local.read(member, await local.openDirect(member)),
});

export const slackHands = (
  local: LocalSlackClient,
  name: string,
  member: string,
  channel: string,
): Hands => ({
  name,
  run: (path, values = {}) => {
    const typed = Object.entries(values).map(([option, value]) => `${option}:"${value}"`);
    return local.slash(member, channel, [`/${path}`, ...typed].join(' '), PATIENCE);
  },
  press: (message, control) => local.click(member, message, control, PATIENCE),
  choose: (message, control, value) => local.select(member, message, control, [value], PATIENCE),
  submit: (form, values) => local.submit(member, form, values, PATIENCE),
  async close(form) {
    if ((await local.form(member))?.id === form) await local.close(member, form);
  },
  offered: async () => [],
  home: async () => (await local.openHome(member)) ?? undefined,
  channel: () => local.read(member, channel),
  direct: async () => local.read(member, await local.openDirect(member)),
});

const CHOICES = 3;

/** What a control carries for the bot: Slack's buttons have it as their value. */
function carried({ payload }: Pick<Seen, 'payload'>, { id }: Control): string {
  let found: unknown;
  JSON.stringify(payload, (_, value) => {
    if (value?.action_id === id && typeof value.value === 'string') found = value.value;
    return value;
  });
  return typeof found === 'string' ? found : id.replace(/#\d+$/, '');
}

/** All that a member is shown by an outcome, with what the platform received. */
const textsOf = ({ message, form, failure, errors }: Outcome): string[] =>
  [message && [message.text, message.payload], form, failure, errors]
    .filter((each) => each !== undefined)
    .map((each) => JSON.stringify(each));

const NOTHING: Outcome = { kind: 'nothing', deferred: false, ms: 0 };

type Reach = () => Promise<Outcome>;

/** The acts of one member through the real clients. A control that is gone from its message is reached once more. */
export function handActs(hands: Hands) {
  /** `reach`: does it, however often it is asked. */
  const act = (name: string, key: string, reach: Reach): Act => ({
    key,
    name,
    async do() {
      const outcome = await reach();
      const { kind, failure } = outcome;
      if (kind === 'failed') throw new Error(`${hands.name}: “${key}” ended with “${failure}”`);
      if (outcome.form) await hands.close(outcome.form.id);
      return { texts: textsOf(outcome), acts: actsAfter(outcome, reach) };
    },
  });

  function actsAfter(outcome: Outcome, reach: Reach): Act[] {
    const { message, form } = outcome;
    return [
      ...(message ? actsOn(message, async () => (await reach()).message) : []),
      ...(form ? [actIn(form, reach)] : []),
    ];
  }

  /** `again`: the message made anew, where a control of it is gone. */
  function actsOn(message: Seen, again: () => Promise<Seen | undefined>): Act[] {
    return message.controls.flatMap((control): Act[] => {
      if (control.kind === 'link' || control.disabled) return [];
      const carries = carried(message, control);
      const name = decodeId(carries)?.name ?? carries;
      const on = async (use: (id: string, control: string) => Promise<Outcome>): Promise<Outcome> => {
        try {
          return await use(message.id, control.id);
        } catch {
          const anew = await again();
          const same = anew?.controls.find(
            (each) => each.kind === control.kind && carried(anew, each) === carries,
          );
          if (!anew || !same) return NOTHING;
          return use(anew.id, same.id);
        }
      };
      if (control.kind === 'button') {
        return [act(name, `press ${carries}`, () => on(hands.press))];
      }
      return some(control.options ?? []).map(({ value }) =>
        act(name, `press ${carries} ${value}`, () => on((id, which) => hands.choose(id, which, value))),
      );
    });
  }

  function actIn(form: SeenForm, reach: Reach): Act {
    const key = `send ${form.title} ${form.fields.map(({ id }) => id).join()}`;
    return act(form.title, key, async () => {
      const fresh = (await reach()).form;
      if (!fresh) return NOTHING;
      const values = fresh.fields.flatMap(({ id, options, value, required }) => {
        const filled = value ?? options?.[0]?.value ?? (required ? 'Thursday 7pm' : undefined);
        return filled === undefined ? [] : [[id, filled]];
      });
      const outcome = await hands.submit(fresh.id, Object.fromEntries(values));
      await hands.close(fresh.id);
      return outcome;
    });
  }

  const run = (path: string, values: Readonly<Record<string, string>> = {}): Act =>
    act(path, `run ${path} ${JSON.stringify(values)}`, () => hands.run(path, values));

  const typing = (path: string, option: string): Act => ({
    key: `type ${path} ${option}`,
    name: path,
    async do() {
      const values = await hands.offered(path, option);
      return { texts: values, acts: some(values).map((value) => run(path, { [option]: value })) };
    },
  });

  const home: Act = {
    key: 'home',
    name: 'home',
    async do(): Promise<Sight> {
      const seen = await hands.home();
      if (!seen) return { texts: [], acts: [] };
      return { texts: [JSON.stringify([seen.text, seen.payload])], acts: actsOn(seen, hands.home) };
    },
  };

  return {
    run,
    /** Every subcommand of these commands, the home, and what stands on every message that the member sees. */
    async beginnings(names: readonly string[]): Promise<Act[]> {
      const seen = [...(await hands.direct()), ...(await hands.channel())];
      return [
        ...seen.toReversed().flatMap((message) => actsOn(message, async () => undefined)),
        home,
        ...commands
          .filter(({ name }) => names.includes(name))
          .flatMap(({ name, leaves }) =>
            leaves.flatMap((leaf) => {
              const path = [name, leaf.name].filter((each) => each !== undefined).join(' ');
              return [
                run(path),
                ...Object.entries(leaf.options)
                  .filter(([, spec]) => spec.kind === 'text' && spec.complete)
                  .map(([option]) => typing(path, option)),
              ];
            }),
          ),
      ];
    },
    /** Everything that they can read now: channels, direct messages, what they alone see. */
    async reads(): Promise<string[]> {
      const seen = [...(await hands.direct()), ...(await hands.channel())];
      return seen.map(({ text, payload }) => JSON.stringify([text, payload]));
    },
  };
}

function some<T>(all: readonly T[]): readonly T[] {
  if (all.length <= CHOICES) return all;
  return [all[0]!, ...all.slice(1, CHOICES - 1), all.at(-1)!];
}
