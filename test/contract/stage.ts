import type { Outcome, Seen, SeenForm } from '../../src/local/shared/human.ts';
import { readingOf } from '../../src/local/terminal.ts';
import { gate } from './playground.ts';

/** What both local platforms offer a member, in one shape; `seatOf…` in platforms.ts makes one of each. */
export interface Seat {
  readonly platform: 'discord' | 'slack';
  /** Runs `command [subcommand]`: by its options where the platform has them, else as it is typed. */
  run(
    member: string,
    path: string,
    values: Readonly<Record<string, string>>,
    typed: string,
  ): Promise<Outcome>;
  click(member: string, messageId: string, label: string): Promise<Outcome>;
  choose(member: string, messageId: string, placeholder: string, value: string): Promise<Outcome>;
  /** Picks from a list that is searched by typing where the platform can. */
  pick(member: string, messageId: string, placeholder: string, value: string): Promise<Outcome>;
  submit(member: string, formId: string, values: Readonly<Record<string, string>>): Promise<Outcome>;
  /** Posts an ordinary message and uses a message shortcut on it. */
  menu(member: string, words: string, name: string): Promise<Outcome>;
  read(member: string): Promise<readonly Seen[]>;
  /** Resolves once the bot has asked the platform to wait for an answer; `forget` starts the watch anew. */
  askedToWait(): Promise<unknown>;
  forget(): Promise<void>;
}

/** One member after another at one platform; writes down what each sees. */
export class Stage {
  readonly lines: string[] = [];
  readonly #seat: Seat;
  #member = 'Member';
  #first: string | undefined;
  #last: string | undefined;
  #shared: string | undefined;
  #form: SeenForm | undefined;

  constructor(seat: Seat) {
    this.#seat = seat;
  }

  as(member: string): this {
    this.#member = member;
    return this;
  }

  async run(path: string, values: Readonly<Record<string, string>>, typed: string): Promise<void> {
    this.#first = undefined;
    this.#note(`/${path} ${typed}`, await this.#seat.run(this.#member, path, values, typed));
  }

  /** Runs a command whose answer is held back until the platform has been told to wait. */
  async late(path: string, values: Readonly<Record<string, string>>, typed: string): Promise<void> {
    gate.close();
    await this.#seat.forget();
    await Promise.all([this.run(path, values, typed), this.#seat.askedToWait().finally(() => gate.open())]);
  }

  /** `first`: on the answer to the command itself; `shared`: on what everyone sees; else on the latest answer. */
  async click(label: string, where: 'last' | 'first' | 'shared' = 'last'): Promise<void> {
    const id = { last: this.#last, first: this.#first, shared: this.#shared }[where];
    if (id === undefined) throw new Error(`there is no ${where} message to click ${label} on`);
    this.#note(`click ${label}`, await this.#seat.click(this.#member, id, label));
  }

  async choose(placeholder: string, value: string): Promise<void> {
    this.#note(
      `choose ${value}`,
      await this.#seat.choose(this.#member, this.#last ?? '', placeholder, value),
    );
  }

  async pick(placeholder: string, value: string): Promise<void> {
    this.#note(`pick ${value}`, await this.#seat.pick(this.#member, this.#last ?? '', placeholder, value));
  }

  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    if (!this.#form) throw new Error('no form is open');
    this.#note('send the form', await this.#seat.submit(this.#member, this.#form.id, values));
  }

  async menu(words: string, name: string): Promise<void> {
    this.#note(`menu ${name}`, await this.#seat.menu(this.#member, words, name));
  }

  /** What the shared message looks like now, to this member. */
  async look(): Promise<void> {
    const seen = (await this.#seat.read(this.#member)).find(({ id }) => id === this.#shared);
    this.lines.push(`${this.#member} looks`, ...(seen ? seen.text : '(nothing there)').split('\n'));
  }

  #note(act: string, outcome: Outcome): void {
    const { kind, message, form } = outcome;
    const who = message ? (message.private ? 'private' : 'public') : '';
    const words = readingOf(outcome).replace(/number: [0-9a-f]{8}/, 'number: ********');
    this.lines.push(
      `${this.#member}: ${act.trim()}`,
      `(${[kind, who].join(' ').trim()})`,
      ...words.split('\n'),
    );
    if (message) {
      this.#first ??= message.id;
      this.#last = message.id;
      if (!message.private) this.#shared = message.id;
    }
    this.#form = form;
  }
}
