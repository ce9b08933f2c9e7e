import type { WebClient } from '@slack/web-api';
import { cleanLine, shorten } from '../../chat/clean.ts';
import type { Log } from '../../chat/failure.ts';
import type { FilePart, Message, Part } from '../../chat/reply.ts';
import { paragraph } from '../../chat/text.ts';
import { outcomeOf } from './outcome.ts';
import { neutral } from './render-note.ts';
import { slackCode } from './slack-error.ts';
import { upload } from './uploads.ts';

interface HandOverParts {
  readonly web: WebClient;
  readonly log: Log;
  readonly member: string;
  /** The platform's id of the act that is answered, for the log. */
  readonly request: string;
}

export const hasFiles = ({ parts }: Message): boolean => parts.some(({ kind }) => kind === 'file');

/** A private answer cannot carry a file: sends each by direct message, and puts a line that says so in its place. */
export async function handOver(message: Message, how: HandOverParts): Promise<Message> {
  const parts: Part[] = [];
  for (const part of message.parts) {
    if (part.kind !== 'file') parts.push(part);
    else parts.push({ kind: 'text', text: [paragraph(await sent(part, how))] });
  }
  return { ...message, parts };
}

/** How it went, in words for the member. */
async function sent(file: FilePart, { web, log, member, request }: HandOverParts): Promise<string> {
  const name = `“${shorten(cleanLine(file.name), 100)}”`;
  try {
    const { channel } = await web.conversations.open({ users: member });
    if (channel?.id === undefined) throw new Error('no direct conversation');
    // A word joiner after each @: Slack may notify for a bare @everyone.
    const comment = neutral(shorten(cleanLine(file.says), 1_000)).replaceAll('@', '@\u2060');
    await upload(web, file, { channel: channel.id, ...(comment === '' ? {} : { comment }) });
    return `${name} was sent to you as a direct message.`;
  } catch (error) {
    log.warn({ request, slack: slackCode(error) }, 'a file could not be sent to a member');
    const { kind } = outcomeOf(error, 'space');
    if (kind === 'unknown') {
      return `${name} may not have reached you. Please look into your direct messages with Parley, and ask again if it is not there.`;
    }
    if (kind === 'refused') {
      return `${name} could not be sent to you as a direct message: Slack does not let Parley do that here. Please tell an administrator.`;
    }
    return `${name} could not be sent to you as a direct message just now. Please ask again in a minute.`;
  }
}
