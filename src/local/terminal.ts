import { createInterface } from 'node:readline';
import type { Outcome, SeenForm } from './shared/human.ts';

/** One platform as one member sits at it: what they type and what they press. */
export interface Side {
  readonly platform: string;
  slash(member: string, typed: string): Promise<Outcome>;
  click(member: string, messageId: string, label: string): Promise<Outcome>;
  submit(member: string, formId: string, values: Record<string, string>): Promise<Outcome>;
}

export interface TerminalOptions {
  readonly sides: readonly Side[];
  /** Members' names, the first being who one is to begin with. */
  readonly members: readonly string[];
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly output: NodeJS.WritableStream;
  /** One JSON line for each act and platform, instead of text. */
  readonly json: boolean;
}

const HINTS = `Type a command as a member would, for example  /glossary batna  (both platforms answer)
  click Read more        presses a button of the last answer
  fill Field = text      fills and sends the form that is open; several fields: A = x; B = y
  as Facilitator         becomes another member (Member, Second member, Facilitator, Administrator)
  discord /help          only on one platform (discord or slack before anything)
  quit                   ends`;

/** What one act left to press or to fill in. */
interface Standing {
  readonly message?: string;
  readonly form?: SeenForm;
}

/**
 * Reads a line, acts on both platforms at once, shows what a person would read; at the end of the input it ends, and
 * says whether there was anything in it.
 */
export async function runTerminal({
  sides,
  members,
  input,
  output,
  json,
}: TerminalOptions): Promise<{ readonly used: boolean }> {
  const standing = new Map<string, Standing>();
  let member = members[0] ?? '';
  let used = false;
  const interactive = input.isTTY === true && !json;
  const say = (line: string) => output.write(`${line}\n`);
  const lines = createInterface({ input, ...(interactive ? { output } : {}), prompt: 'parley> ' });
  if (interactive) say(HINTS);
  if (interactive) lines.prompt();
  for await (const typed of lines) {
    const line = typed.trim();
    used ||= line !== '';
    if (/^(?:quit|exit)$/i.test(line)) break;
    const [, became] = /^as\s+(.+)$/i.exec(line) ?? [];
    if (line === '?' || line === 'help') say(HINTS);
    else if (became !== undefined) {
      const found = members.find((name) => name.toLowerCase() === became.trim().toLowerCase());
      if (found) member = found;
      say(found ? `You are ${found} now.` : `There is no ${became}. There is: ${members.join(', ')}.`);
    } else if (line !== '') await act(line);
    if (interactive) lines.prompt();
  }
  lines.close();
  return { used: used || interactive };

  async function act(line: string): Promise<void> {
    const [, only, rest] = /^(discord|slack)\s+(.*)$/i.exec(line) ?? [undefined, undefined, line];
    const chosen = sides.filter(({ platform }) => only === undefined || platform === only.toLowerCase());
    const outcomes = await Promise.all(chosen.map((side) => actOn(side, rest ?? line)));
    for (const [index, side] of chosen.entries()) {
      const outcome = outcomes[index];
      if (!outcome) continue;
      if (outcome.message || outcome.form) {
        standing.set(side.platform, {
          ...(outcome.message ? { message: outcome.message.id } : {}),
          ...(outcome.form ? { form: outcome.form } : {}),
        });
      }
      say(json ? asJson(side.platform, rest ?? line, outcome) : asText(side.platform, outcome));
    }
  }

  async function actOn(side: Side, line: string): Promise<Outcome> {
    const started = performance.now();
    try {
      const last = standing.get(side.platform);
      const [, label] = /^click\s+(.+)$/i.exec(line) ?? [];
      const [, fields] = /^fill\s+(.+)$/i.exec(line) ?? [];
      if (label !== undefined) {
        if (last?.message === undefined) throw new Error('There is nothing to click yet.');
        return await side.click(member, last.message, label.trim());
      }
      if (fields !== undefined) {
        if (last?.form === undefined) throw new Error('No form is open.');
        return await side.submit(member, last.form.id, readFields(fields));
      }
      if (!line.startsWith('/'))
        throw new Error('A command begins with a slash, such as /help. Type ? for more.');
      return await side.slash(member, line);
    } catch (error) {
      // What a real client would not let one do: the client itself says so, and the bot never hears of it.
      const failure = error instanceof Error ? error.message : String(error);
      return { kind: 'failed', failure, deferred: false, ms: performance.now() - started };
    }
  }
}

const readFields = (typed: string): Record<string, string> =>
  Object.fromEntries(
    typed.split(';').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at < 0 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()]];
    }),
  );

/** What a person would read, whatever came. */
export function readingOf({ kind, message, form, errors, failure }: Outcome): string {
  if (kind === 'failed') return failure ?? 'The app did not answer.';
  if (kind === 'errors')
    return Object.entries(errors ?? {})
      .map(([field, words]) => `${field}: ${words}`)
      .join('\n');
  if (form) {
    const fields = form.fields.map(
      ({ label, required, value }) => `${label}${required ? '' : ' (optional)'}: ${value ?? ''}`,
    );
    return [form.title, ...fields, `[${form.submitLabel ?? 'Submit'}]`]
      .map((line) => line.trimEnd())
      .join('\n');
  }
  if (message) return message.text;
  return kind === 'removed' ? '(the message is gone)' : '(nothing changed)';
}

const visibilityOf = ({ message, form, kind }: Outcome): 'private' | 'channel' | 'none' =>
  form || kind === 'errors' || message?.private ? 'private' : message ? 'channel' : 'none';

function asText(platform: string, outcome: Outcome): string {
  const who = { private: 'only you can see this', channel: 'everyone here can see this', none: 'no message' };
  const head = `── ${platform}, ${who[visibilityOf(outcome)]}, ${outcome.ms.toFixed(0)} ms`;
  return `${head}\n${readingOf(outcome)}\n`;
}

const asJson = (platform: string, command: string, outcome: Outcome): string =>
  JSON.stringify({
    platform,
    command,
    visibility: visibilityOf(outcome),
    text: readingOf(outcome),
    payload: outcome.message?.payload ?? outcome.form ?? null,
    ms: Math.round(outcome.ms * 100) / 100,
  });
