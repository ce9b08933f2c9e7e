import type { Incoming } from '../../src/chat/incoming.ts';
import type { Message } from '../../src/chat/reply.ts';
import type { Term } from '../../src/course/course.ts';
import { type Asking, ask, handlerOf, line, messageOf, realServices } from '../asking.ts';

/** The glossary command over the real course, and what its tests ask of it. */

const services = await realServices();
export const { glossary } = services;
export const { course } = glossary;
export const handler = handlerOf(services);

export const show = async (incoming: Incoming, asking?: Asking): Promise<Message> =>
  messageOf((await ask(handler, incoming, asking)).reply);
export const look = (typed: string, asking?: Asking) => show(line('glossary', typed), asking);
export const click = (id: string, ...values: string[]): Incoming => ({
  kind: 'action',
  id,
  values,
  own: true,
});
export const titleOf = async (typed: string) => (await look(typed)).title;
export const labelsOf = ({ parts }: Message): string[] =>
  parts.flatMap((part) => (part.kind === 'buttons' ? part.buttons.map(({ label }) => label) : []));
export const termOf = (id: string): Term => {
  const term = glossary.term(id);
  if (!term) throw new Error(`the course has no ${id}`);
  return term;
};
