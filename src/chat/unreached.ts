import { words } from './parts.ts';
import type { Message } from './reply.ts';
import type { Request } from './request.ts';
import { strong } from './text.ts';

/** What could not be sent to members directly: they are told beside the answer to their next command. */
export interface Unreached {
  /** Whether something may wait for who asks; known at once for nearly everyone. Never rejects. */
  waits(request: Request): boolean | Promise<boolean>;
  /** What is still worth telling them, made anew; each is told once. Never rejects. */
  tell(request: Request): Promise<readonly Message[]>;
}

/** An answer that its reader alone sees, and below it what they could not be told before. */
export function besides(message: Message, told: readonly Message[]): Message {
  if (told.length === 0) return message;
  return {
    ...message,
    parts: [
      ...message.parts,
      { kind: 'divider' },
      words('I could not write to you directly, so I tell you here:'),
      ...told.flatMap(({ title, parts }) => [
        ...(title === undefined ? [] : [words(strong(title))]),
        ...parts,
      ]),
    ],
  };
}
