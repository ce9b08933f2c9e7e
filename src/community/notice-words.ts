import { shorten } from '../chat/clean.ts';
import type { Refusal } from '../chat/outbox.ts';
import { type Inline, text, usage } from '../chat/text.ts';
import type { Json } from '../store/database.ts';

/** Why a message was not sent for certain, and what to do about it. */
const CURES: Readonly<
  Record<Refusal | 'unreachable' | 'failed' | 'unreadable' | 'unsettled', readonly (string | Inline)[]>
> = {
  'direct-closed': [
    'The member takes no direct messages from me. They can allow them in their privacy settings for this server, or read it here.',
  ],
  'member-gone': ['The member is not here any more. There is nothing to do.'],
  'channel-gone': ['The channel is gone. Choose another one: ', usage('settings community')],
  'not-member': ['I am not in that channel. Invite me there: ', { kind: 'code', text: '/invite @Parley' }],
  'no-permission': [
    'I may not post there. Allow me to see the channel and to send messages in it, or choose another one: ',
    usage('settings community'),
  ],
  'space-gone': ['I was removed from that space. Invite me again if it should be told of such things.'],
  'message-gone': ['The message was deleted by somebody, so it is not kept up to date any more.'],
  rejected: ['The platform did not take it. Please tell whoever runs the program: it stands in the log.'],
  unreachable: ['The platform was not reached for a day. There is nothing to do; later ones are sent again.'],
  failed: ['It could not be made. Please tell whoever runs the program: the reason stands in the log.'],
  unreadable: [
    'It may or may not have arrived, and I cannot look, since I may not read there. It is not sent again. Allow me to read the channel’s history.',
  ],
  unsettled: [
    'It may or may not have arrived: the platform did not say. It is not sent again. Please look in the channel.',
  ],
};

/** What a notice says; ids and words of ours only. */
export function noticeInWords(kind: string, detail: Json['__select__']): Inline[] {
  const about = (detail ?? {}) as Readonly<Record<string, unknown>>;
  const word = (key: string): string => shorten(String(about[key] ?? 'unknown'), 80);
  const name = (key: string): Inline => ({ kind: 'code', text: word(key) });
  const cures: Readonly<Record<string, readonly (string | Inline)[] | undefined>> = CURES;
  const where: Inline[] =
    typeof about.channel === 'string'
      ? [text(' in '), { kind: 'channel', id: about.channel }]
      : [text(' to a member')];
  const cure = (cures[word('reason')] ?? ['Please tell whoever runs the program.']).map((piece) =>
    typeof piece === 'string' ? text(piece) : piece,
  );
  switch (kind) {
    case 'delivery-refused':
      return [text('The message '), name('post'), ...where, text(' was not sent. '), ...cure];
    case 'delivery-doubtful':
      return [
        text('Whether the message '),
        name('post'),
        ...where,
        text(' was sent is not certain. '),
        ...cure,
      ];
    case 'announcement-refused':
      return [text('The post '), name('post'), ...where, text(' is no longer kept up to date. '), ...cure];
    case 'announcement-doubtful':
      return [
        text('Whether the post '),
        name('post'),
        ...where,
        text(' stands there is not certain. '),
        ...cure,
      ];
    case 'job-skipped':
      return [
        text('The job '),
        name('job'),
        text(
          ' was skipped: it was due while the program was not running, and too long ago to be of use. There is nothing to do; the next one comes as planned.',
        ),
      ];
    case 'job-failed':
      return [
        text('The job '),
        name('job'),
        text(' failed. Please tell whoever runs the program: the reason stands in the log.'),
      ];
    case 'quiz-topic-gone':
      return [
        text('No question was posted'),
        ...where,
        text(': the course has no topic '),
        name('topic'),
        text(' any more. Choose another one for its timetable: '),
        usage('quiz schedule'),
      ];
    case 'quiz-none-left':
      return [
        text('No question was posted'),
        ...where,
        text(': of '),
        name('topic'),
        text(
          ' each that one click can answer stands open already, or there is none. Let answers close sooner, or choose another topic: ',
        ),
        usage('quiz schedule'),
      ];
    case 'quiz-posted-late':
      return [
        text('A question was posted late'),
        ...where,
        text(': the program was not running when it was due. There is nothing to do.'),
      ];
    default:
      return [text('Something went wrong: '), { kind: 'code', text: shorten(kind, 60) }, text('. '), ...cure];
  }
}
