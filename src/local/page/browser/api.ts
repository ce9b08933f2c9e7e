import type { Told } from '../wire.ts';

/** Why something was not done, in a sentence that may be shown. */
export class Refused extends Error {}

async function read<Answer>(response: Response): Promise<Answer> {
  const answer = (await response.json()) as { value?: Answer; refused?: string };
  if (answer.refused !== undefined) throw new Refused(answer.refused);
  return answer.value as Answer;
}

/** Asks the page's own server; rejects with Refused. */
export const ask = async <Answer>(
  name: string,
  query: Readonly<Record<string, string>> = {},
): Promise<Answer> => read(await fetch(`/api/${name}?${new URLSearchParams(query)}`));

/** Has the page's own server do something; rejects with Refused. */
export const post = async <Answer>(name: string, body: unknown): Promise<Answer> =>
  read(
    await fetch(`/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );

/** Why it failed, for whoever looks. */
export const sentenceOf = (error: unknown): string =>
  error instanceof Refused ? error.message : 'The program cannot be reached. Is it still running?';

/**
 * Hears what changes, until the page is closed. A hidden page hears nothing, since a browser keeps six connections to
 * one server; shown again, it is told to ask for everything anew (`back`).
 */
export function listen({ told, back }: { told(what: Told): void; back(): void }): void {
  let source: EventSource | undefined;
  let lost = false;
  const open = (): void => {
    source = new EventSource('/api/events');
    source.onmessage = ({ data }: MessageEvent<string>) => told(JSON.parse(data) as Told);
    source.onerror = () => {
      lost = true;
    };
    source.onopen = () => {
      if (lost) back();
      lost = false;
    };
  };
  document.addEventListener('visibilitychange', () => {
    source?.close();
    source = undefined;
    if (document.hidden) return;
    open();
    back();
  });
  if (!document.hidden) open();
}
