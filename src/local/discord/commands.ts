import { type Fields, fields, rows, text } from '../shared/json.ts';
import { check } from './messages.ts';
import { problem } from './problem.ts';
import { CREATES_PER_DAY } from './rules-conduct.ts';
import { snowflake } from './snowflake.ts';
import type { Command } from './world.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

const typeOf = (definition: Fields): 1 | 2 | 3 => (definition.type ?? 1) as 1 | 2 | 3;

/** The commands of one scope (global, or one guild): registered, replaced, counted by the day. */
export class CommandBook {
  readonly #commands: Map<string, Command>;
  readonly #guildId: string | undefined;
  #createdAt: number[] = [];

  constructor(commands: Map<string, Command>, guildId: string | undefined) {
    this.#commands = commands;
    this.#guildId = guildId;
  }

  /** Replaces all commands; one that keeps its name and type keeps its id and is not a new one. */
  replaceAll(definitions: unknown, now: number): Command[] {
    check(definitions, 'commands');
    const next = rows(definitions).map((definition) => this.#made(definition));
    this.#count(next.filter((command) => !this.#commands.has(command.id)).length, now);
    this.#commands.clear();
    for (const command of next) this.#commands.set(command.id, command);
    return next;
  }

  /** Adds a command, or replaces the one of the same name and type. */
  put(definition: Fields, now: number): { command: Command; isNew: boolean } {
    const others = [...this.#commands.values()].map((command) => command.definition);
    const same = this.#named(definition);
    check(definition, 'command');
    check([...others.filter((each) => each !== same?.definition), definition], 'commands');
    const command = this.#made(definition);
    const isNew = same === undefined;
    if (isNew) this.#count(1, now);
    this.#commands.set(command.id, command);
    return { command, isNew };
  }

  /** Changes the given fields of a command. */
  patch(id: string, patch: Fields): Command {
    const known = this.get(id);
    const definition = { ...known.definition, ...patch };
    check(definition, 'command');
    const command = { ...known, definition, name: text(definition.name), version: snowflake() };
    this.#commands.set(id, command);
    return command;
  }

  get(id: string): Command {
    const command = this.#commands.get(id);
    if (command === undefined) throw problem('unknownCommand');
    return command;
  }

  list(): Command[] {
    return [...this.#commands.values()];
  }

  remove(id: string): void {
    this.get(id);
    this.#commands.delete(id);
  }

  #named(definition: Fields): Command | undefined {
    const [name, type] = [text(definition.name), typeOf(definition)];
    return this.list().find((command) => command.name === name && command.type === type);
  }

  #made(definition: Fields): Command {
    const same = this.#named(definition);
    const unchanged = same && JSON.stringify(same.definition) === JSON.stringify(definition);
    return {
      id: same?.id ?? snowflake(),
      version: unchanged ? same.version : snowflake(),
      guildId: this.#guildId,
      type: typeOf(definition),
      name: text(definition.name),
      definition: fields(definition),
    };
  }

  #count(created: number, now: number): void {
    this.#createdAt = this.#createdAt.filter((at) => at > now - DAY_MS);
    if (this.#createdAt.length + created > CREATES_PER_DAY) throw problem('dailyCommands');
    for (let each = 0; each < created; each += 1) this.#createdAt.push(now);
  }
}
