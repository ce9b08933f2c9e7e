/** What one member sees: messages, modals, the Home tab. */
import { type Fields, fields, present, rows, text } from '../shared/json.ts';
import { initialValues, stateText } from './choices.ts';
import { optionOf, textOf } from './controls.ts';
import type { Seen, SeenForm } from './human.ts';
import { controlsOf } from './layout.ts';
import { readingText, type Viewer } from './reading.ts';
import { allOptions } from './shapes-text.ts';
import type { Conversation, Member, Message, View, World } from './world.ts';

function viewer(world: World, { zone }: Member): Viewer {
  const all = [...world.members.values(), ...world.conversations.values()];
  const names = Object.fromEntries(all.map(({ id, name }) => [id, name]));
  return { timeZone: zone, now: world.clocks.shown(), names };
}

/** The messages of a conversation that this member sees, the oldest first. */
export const visibleTo = ({ messages }: Conversation, memberId: string): Message[] =>
  messages.filter(({ only }) => only === undefined || only === memberId);

/** What a message shows, as the platform received it; its files apart. */
export const shownPayload = ({ text: written, blocks, attachments }: Message): Fields =>
  present({
    text: written,
    blocks: blocks.length > 0 ? blocks : undefined,
    attachments: attachments.length > 0 ? attachments : undefined,
  });

export function seenMessage(world: World, message: Message, member: Member): Seen {
  const { ts, conversation, author, only, version, files, metadata } = message;
  const payload = { ...shownPayload(message), ...(files.length > 0 && { files }) };
  return {
    id: ts,
    conversation,
    author,
    private: only !== undefined,
    text: readingText(payload, viewer(world, member)),
    payload,
    controls: controlsOf(payload),
    version,
    ...(metadata && { metadata }),
  };
}

export function seenHome(world: World, home: View, member: Member): Seen {
  return {
    id: home.id,
    conversation: world.direct(member.id).id,
    author: '',
    private: true,
    text: readingText(home.view, viewer(world, member)),
    payload: home.view,
    controls: controlsOf(home.view),
    version: home.version,
  };
}

export function seenForm(world: World, { id, view }: View, member: Member): SeenForm {
  const blocks = rows(view.blocks);
  const values = initialValues(world, view);
  const others = blocks.filter(({ type }) => type !== 'input');
  const submitLabel = textOf(view.submit);
  return {
    id,
    title: textOf(view.title),
    ...(submitLabel && { submitLabel }),
    text: readingText({ blocks: others }, viewer(world, member)),
    controls: controlsOf({ blocks: others }),
    fields: blocks
      .filter(({ type }) => type === 'input')
      .map((block) => {
        const element: Fields = fields(block.element);
        const options = allOptions(element).map(optionOf);
        const value = stateText(fields(values[text(block.block_id)]?.[text(element.action_id)]));
        return {
          id: text(block.block_id),
          label: textOf(block.label),
          kind: text(element.type),
          required: block.optional !== true,
          ...(value && { value }),
          ...(options.length > 0 && { options }),
        };
      }),
  };
}
