import { words } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { bullets, type Inline, paragraph, strong, time, usage } from '../chat/text.ts';
import type { Claim, LinkKind } from './linking.ts';

/** What linking does, told to both sides before anything happens. */
function consequences(kind: LinkKind): Part {
  const shared: (string | Inline)[][] =
    kind === 'space'
      ? [
          ['Sessions, questions and the course’s settings are shared from then on.'],
          ['The side that types the code joins the community of the side that made it.'],
          ['Members stay who they are; each may link their own accounts afterwards.'],
        ]
      : [
          ['Sessions, questions and your settings are shared between both accounts from then on.'],
          ['Of settings that differ, what you changed last counts.'],
        ];
  return {
    kind: 'text',
    text: [
      paragraph('What linking does:'),
      bullets([
        ...shared,
        [
          'Where one person holds two seats in one session, the earlier seat stays and the other becomes free.',
        ],
        ['Where one person answered a question twice, the first answer counts.'],
        ['Nothing is deleted: unlinking parts everything again.'],
      ]),
    ],
  };
}

export function codeParts(kind: LinkKind, code: string, expires: Temporal.Instant): Part[] {
  return [
    consequences(kind),
    words(
      kind === 'space'
        ? 'In the other server or workspace, an administrator types: '
        : 'With your other account, type: ',
      usage(kind === 'space' ? 'settings link' : 'settings account', { code }),
    ),
    words(
      'The code can be used once, until ',
      time(expires, 'time'),
      '. Nothing is linked before you confirm it here.',
    ),
  ];
}

/** What stands on the issuer's side once the code was typed. */
export const claimParts = ({ kind, claimant }: Claim): Part[] => [
  words(
    kind === 'space' ? '' : 'Your account in ',
    strong(claimant),
    kind === 'space' ? ' typed your code and would join your community.' : ' typed your code.',
  ),
  consequences(kind),
  words('If that is not who you meant, refuse it.'),
];

/** What stands on the other side meanwhile. */
export const claimedParts = ({ kind, issuer }: Claim): Part[] => [
  words(
    'The code is right. Nothing has changed yet: whoever made it in ',
    strong(issuer),
    ' has to confirm it, within a day.',
  ),
  consequences(kind),
];
