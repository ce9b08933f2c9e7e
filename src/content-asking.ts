import { createInterface } from 'node:readline/promises';
import type { z } from 'zod';
import { cleanLine } from './chat/clean.ts';
import { ID_RULE, inWords, isId } from './course/fields.ts';
import { didYouMean, fold } from './course/nearest.ts';

/** What is wrong with an answer, in words that go on from the name of what was asked. */
export class Mistake extends Error {}

/** There are no more answers: the end of a pipe, or Ctrl-D. */
export class InputEnded extends Error {}

/** Makes something of an answer, or throws a Mistake. */
export type Reader<Value> = (typed: string) => Value;

export interface Asker {
  /** Asks until the answer can be read; says at once why one cannot. */
  ask<Value>(name: string, hint: string, read: Reader<Value>): Promise<Value>;
  say(line: string): void;
  close(): void;
}

/** Asks on a terminal, or takes what is piped, a line an answer. Rejects with InputEnded where there is none. */
export function createAsker(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Asker {
  const lines = createInterface({ input, output });
  const answers = lines[Symbol.asyncIterator]();
  let isClosed = false;
  lines.once('close', () => {
    isClosed = true;
  });
  const say = (line: string) => void output.write(`${line}\n`);
  return {
    say,
    async ask(name, hint, read) {
      for (;;) {
        const prompt = `${name}${hint === '' ? '' : ` (${hint})`}: `;
        lines.setPrompt(prompt);
        // A pipe may have ended long before its last line is taken.
        if (isClosed) output.write(prompt);
        else lines.prompt();
        const { value, done } = await answers.next();
        if (done) throw new InputEnded();
        try {
          return read(cleanLine(value));
        } catch (error) {
          if (!(error instanceof Mistake)) throw error;
          say(`  ${name} ${error.message}`);
        }
      }
    },
    close: () => lines.close(),
  };
}

/** A text that fits its field of a content file. */
export const fitting =
  <Shape extends z.ZodType<string>>(shape: Shape): Reader<string> =>
  (typed) => {
    if (typed === '') throw new Mistake('needs an answer');
    const result = shape.safeParse(typed, { error: inWords });
    if (result.success) return result.data;
    throw new Mistake(result.error.issues[0]!.message);
  };

/** What may be left out by pressing Enter. */
export const optional =
  <Value, Otherwise = undefined>(read: Reader<Value>, otherwise?: Otherwise): Reader<Value | Otherwise> =>
  (typed) =>
    typed === '' ? (otherwise as Otherwise) : read(typed);

/** An id that nothing else has; Enter takes the one that is proposed. */
export const newId =
  (proposed: string, taken: (id: string) => string | undefined): Reader<string> =>
  (typed) => {
    const id = typed === '' ? proposed : typed;
    if (!isId(id)) throw new Mistake(ID_RULE);
    const by = taken(id);
    if (by !== undefined) throw new Mistake(`“${id}” is taken: ${by}`);
    return id;
  };

/** Ids with what they are called. */
export type Names = ReadonlyMap<string, string>;

/** Most names that are offered where an answer fits several. */
const OFFERED = 5;

/** One of them, by its id, its name or a part of either; `?` lists them. */
export const oneOf =
  (names: Names): Reader<string> =>
  (typed) => {
    const listed = (ids: readonly string[]) => ids.map((id) => `\n    ${id}: ${names.get(id)}`).join('');
    const all = [...names.keys()];
    if (typed === '?') throw new Mistake(`is one of these:${listed(all)}`);
    if (typed === '') throw new Mistake('needs an answer');
    const wanted = fold(typed);
    const exact = all.find((id) => fold(id) === wanted || fold(names.get(id)!) === wanted);
    if (exact !== undefined) return exact;
    const parts = all.filter((id) => fold(`${id}\n${names.get(id)}`).includes(wanted));
    if (parts.length === 1) return parts[0]!;
    if (parts.length > 1) {
      const more = parts.length > OFFERED ? `\n    and ${parts.length - OFFERED} more` : '';
      throw new Mistake(`“${typed}” fits several:${listed(parts.slice(0, OFFERED))}${more}`);
    }
    const near = didYouMean(typed, [...all, ...names.values()]) || ' type ? to see all';
    throw new Mistake(`“${typed}” is not there;${near}`);
  };

/** Several, with commas between them, each once. */
export const list =
  (read: Reader<string>, most = Number.POSITIVE_INFINITY): Reader<string[]> =>
  (typed) => {
    const given = typed.split(',').flatMap((each) => (each.trim() === '' ? [] : [read(each.trim())]));
    const once = [...new Set(given)];
    if (once.length === 0) throw new Mistake('needs an answer');
    if (once.length > most) throw new Mistake(`holds ${once.length}; ${most} at most`);
    return once;
  };
