import { z } from 'zod';
import { words } from '../chat/parts.ts';
import { definePost } from '../chat/post.ts';
import { bullets, usage } from '../chat/text.ts';

/** To an administrator where the bot has just arrived: the three next steps. */
export const welcome = definePost({
  name: 'settings.welcome',
  subject: z.object({}),
  make: () => ({
    title: 'Thank you for bringing Parley here',
    parts: [
      words('Three steps, and your course can use it:'),
      {
        kind: 'text',
        text: [
          bullets([
            ['Say who the facilitators are, and where announcements go: ', usage('settings community')],
            ['Try it as your members will: ', usage('glossary', { term: 'batna' })],
            ['Does your course meet on the other platform too? Join the two: ', usage('settings link')],
          ]),
        ],
      },
      words('Everything else is in ', usage('help'), '.'),
    ],
  }),
});

/** To whoever issued a code: somebody typed it, and it takes effect only when they confirm. */
export const linkClaimed = definePost({
  name: 'settings.link-claimed',
  subject: z.object({ code: z.uuid() }),
  make: async ({ subject, services }) => {
    const link = await services.community.linking.claimed(subject.code);
    if (!link) return undefined;
    const spaces = link.kind === 'space';
    return {
      title: spaces ? 'Someone would join your community' : 'Is this account yours?',
      parts: [
        words(
          spaces
            ? `${link.claimant} typed your code. Nothing has changed yet.`
            : `An account in ${link.claimant} typed your code. Nothing has changed yet.`,
        ),
        words(
          'To confirm or refuse it, type this in ',
          link.issuer,
          ': ',
          usage(spaces ? 'settings link' : 'settings account'),
        ),
      ],
    };
  },
});
