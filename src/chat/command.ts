import type { Action } from './action.ts';
import type { Context } from './context.ts';
import type { Form } from './form.ts';
import { FORM_FIELDS } from './form.ts';
import type { Job } from './job.ts';
import type { Options, Values } from './option.ts';
import type { Post } from './post.ts';
import type { FormView, Message, Part } from './reply.ts';
import type { Standing } from './request.ts';

/** Discord's rule for names, narrowed to what Slack takes as well. */
const NAME = /^[a-z][a-z0-9-]{0,31}$/;

/** What a member runs: a command without subcommands has one, named undefined. */
export interface Leaf {
  readonly name: string | undefined;
  readonly description: string;
  readonly options: Options;
  readonly visibility: 'private' | 'channel';
  readonly answer: 'message' | 'form';
  readonly audience: Standing;
  /** Values as they may be given, to show how it is typed; the first one is the shortest. */
  readonly examples: readonly Example[];
  run(
    context: Context & { readonly options: Values<Options> },
  ): Promise<Message | FormView> | Message | FormView;
}

export interface Example {
  readonly values: Readonly<Record<string, string>>;
  /** How a text line says the same, where that is shorter than the values in order. */
  readonly typed?: string;
  /** What it does, in a few words. */
  readonly does: string;
}

/** A command of a message's menu: what it answers is seen by the one who chose it. */
export interface Shortcut {
  /** `command.verb`. */
  readonly name: string;
  /** The menu's words, up to 24 characters. */
  readonly label: string;
  run(context: Context & { readonly message: { readonly text: string } }): Promise<Message> | Message;
}

export interface Command {
  readonly name: string;
  readonly description: string;
  readonly leaves: readonly Leaf[];
  readonly actions: readonly Action[];
  readonly forms: readonly Form[];
  readonly shortcuts: readonly Shortcut[];
  readonly posts: readonly Post[];
  readonly jobs: readonly Job[];
  /** What this command adds to a member's home, where the platform has one. */
  home?(context: Context): Promise<readonly Part[]> | readonly Part[];
}

interface LeafSpec<O extends Options> {
  readonly options: O;
  /** Who sees the answer. */
  readonly visibility: 'private' | 'channel';
  /** What comes back: fixed, since a form cannot open after a deferral. Default: a message. */
  readonly answer?: 'message' | 'form';
  /** Who may. Default: every member. */
  readonly audience?: Standing;
  readonly examples?: readonly Example[];
  run(
    context: Context & { readonly options: Values<NoInfer<O>> },
  ): Promise<Message | FormView> | Message | FormView;
}

interface CommandSpecBase {
  /** Lower case, digits and hyphens, up to 32. */
  readonly name: string;
  /** Up to 100 characters. */
  readonly description: string;
  // biome-ignore lint/suspicious/noExplicitAny: an action's state is its own business; the handler decodes it
  readonly actions?: readonly Action<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly forms?: readonly Form<any, any>[];
  readonly shortcuts?: readonly Shortcut[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly posts?: readonly Post<any>[];
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly jobs?: readonly Job<any>[];
  home?(context: Context): Promise<readonly Part[]> | readonly Part[];
}

/** A subcommand, for `defineCommand({ subcommands })`; it infers the options' types. */
export interface Subcommand extends Leaf {
  readonly name: undefined;
}

export function defineSubcommand<O extends Options>(
  spec: LeafSpec<O> & { readonly description: string },
): Subcommand {
  return leaf(undefined, spec.description, spec) as Subcommand;
}

/**
 * One command, from which registration, autocomplete, forms, the manifest and help are derived.
 * It has options or subcommands, never both: Discord has no bare command beside subcommands.
 */
export function defineCommand<O extends Options>(spec: CommandSpecBase & LeafSpec<O>): Command;
export function defineCommand(
  spec: CommandSpecBase & { readonly subcommands: Readonly<Record<string, Subcommand>> },
): Command;
export function defineCommand(
  spec: CommandSpecBase &
    (LeafSpec<Options> | { readonly subcommands: Readonly<Record<string, Subcommand>> }),
): Command {
  const leaves =
    'subcommands' in spec
      ? Object.entries(spec.subcommands).map(([name, sub]) => ({ ...sub, name }))
      : [leaf(undefined, spec.description, spec)];
  const command: Command = {
    name: spec.name,
    description: spec.description,
    leaves,
    actions: spec.actions ?? [],
    forms: spec.forms ?? [],
    shortcuts: spec.shortcuts ?? [],
    posts: spec.posts ?? [],
    jobs: spec.jobs ?? [],
    ...(spec.home ? { home: spec.home } : {}),
  };
  check(command);
  return command;
}

function leaf(name: string | undefined, description: string, spec: LeafSpec<Options>): Leaf {
  return {
    name,
    description,
    options: spec.options,
    visibility: spec.visibility,
    answer: spec.answer ?? 'message',
    audience: spec.audience ?? 'member',
    examples: spec.examples ?? [],
    run: spec.run,
  };
}

/** Definitions that a platform would refuse stop the program at once, with the place to mend. */
function check(command: Command): void {
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`The command ${command.name}: ${what}`);
  };
  const described = (description: string) => description.length >= 1 && description.length <= 100;
  must(NAME.test(command.name), 'a name is lower case, up to 32 characters');
  must(described(command.description), 'a description has 1 to 100 characters');
  must(command.leaves.length >= 1 && command.leaves.length <= 25, 'it has 1 to 25 subcommands');
  for (const shortcut of command.shortcuts) {
    must(shortcut.label.length <= 24, `the shortcut “${shortcut.label}” is over 24 characters`);
  }
  for (const each of command.leaves) {
    const options = Object.entries(each.options);
    must(each.name === undefined || (NAME.test(each.name) && each.name !== 'help'), `the name ${each.name}`);
    must(described(each.description), `${each.name}: a description has 1 to 100 characters`);
    must(options.length <= 25, 'it has at most 25 options');
    const required = options.filter(([, option]) => option.required).length;
    must(required <= FORM_FIELDS, 'more required options than a form has fields');
    for (const [index, [name, option]] of options.entries()) {
      must(NAME.test(name), `the option name ${name}`);
      must(described(option.description), `${name}: a description has 1 to 100 characters`);
      must(!option.required || index < required, `${name}: required options come first`);
      if (option.kind === 'choice') {
        const choices = Object.keys(option.choices).length;
        must(choices >= 1 && choices <= 25, `${name} has 1 to 25 choices`);
      }
    }
  }
}
