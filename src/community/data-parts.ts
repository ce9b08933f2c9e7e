import { words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';

/** What is kept about a member, and what can be done about it. */
export const keptParts = (): Part[] => [
  words(
    'I keep your accounts here and how they are linked, your settings, the terms you asked for, your answers to questions, your seats in sessions, and which messages I sent you.',
  ),
  words('The export has all of it as a file (JSON), from every account that you linked in this community.'),
];

export const eraseParts = (): Part[] => [
  words(
    'This deletes all that I keep about you in this community, at once and for good: settings, links between your accounts, terms you asked for, answers to questions, seats in sessions and your hours of practice, and messages that were still to come.',
  ),
  words(
    'If you were named a facilitator as a member, you are not one any more. What stays can no longer be traced to you: how often terms were looked up. Messages that already stand in the chat stay there. If you use me again, I begin anew.',
  ),
];
