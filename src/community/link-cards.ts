import { z } from 'zod';
import { type Action, button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import { rows, words } from '../chat/parts.ts';
import type { Button, Message } from '../chat/reply.ts';
import type { Standing } from '../chat/request.ts';
import { strong, usage } from '../chat/text.ts';
import { claimedParts, claimParts, codeParts } from './link-parts.ts';
import type { LinkKind } from './linking.ts';

interface LinkFace {
  /** Shows a claim that waits to be confirmed, else a new code. */
  readonly start: Button;
  /** What the subcommand answers, without a code or with one. */
  run(context: Context, code: string | undefined): Promise<Message>;
  // biome-ignore lint/suspicious/noExplicitAny: an action's state is its own business
  readonly actions: readonly Action<any>[];
}

/** Linking of one kind, with its cards and buttons: who may is the same for each of them. */
function linkFace(kind: LinkKind, name: string, audience: Standing, title: string): LinkFace {
  const code = defineAction({
    name: `settings.${name}-code`,
    answer: 'private',
    audience,
    run: (context) => codeCard(context),
  });

  const confirm = defineAction({
    name: `settings.${name}-confirm`,
    state: z.object({ code: z.uuid() }),
    answer: 'private',
    audience,
    run: async (context): Promise<Message> => {
      const { linking } = context.services.community;
      const { claimant } = await linking.confirm(await context.who(), kind, context.state.code);
      return {
        title: 'Linked',
        parts: [
          kind === 'space'
            ? words(strong(claimant), ' shares this community from now on: ', usage('settings community'))
            : words(
                'Your account in ',
                strong(claimant),
                ' and this one are both yours: ',
                usage('settings show'),
              ),
        ],
      };
    },
  });

  const refuse = defineAction({
    name: `settings.${name}-refuse`,
    state: z.object({ code: z.uuid() }),
    answer: 'private',
    audience,
    run: async (context) => {
      await context.services.community.linking.refuse(await context.who(), context.state.code);
      return { parts: [words('Nothing was linked by that code, and it is no longer of use.')] };
    },
  });

  const look = defineAction({
    name: `settings.${name}-typed`,
    answer: 'private',
    audience,
    run: async (context): Promise<Message> => {
      const claims = await context.services.community.linking.waiting(await context.who(), kind);
      if (claims.length > 0) return codeCard(context);
      return {
        title: 'Not typed yet',
        parts: [
          words('Nobody has typed the code on the other side so far. I write to you when somebody does.'),
          ...rows([lookButton('Look again'), button(code, {}, 'A new code')]),
        ],
      };
    },
  });
  const lookButton = (label: string): Button => button(look, {}, label);

  async function codeCard(context: Context): Promise<Message> {
    const { linking } = context.services.community;
    const who = await context.who();
    const [claim] = await linking.waiting(who, kind);
    if (claim) {
      return {
        title,
        parts: [
          ...claimParts(claim),
          ...rows([
            button(confirm, { code: claim.code }, 'Confirm', { style: 'primary' }),
            button(refuse, { code: claim.code }, 'Refuse', { style: 'danger' }),
          ]),
        ],
      };
    }
    const issued = await linking.issue(who, kind);
    return {
      title,
      parts: [...codeParts(kind, issued.code, issued.expires), ...rows([lookButton('Was it typed?')])],
    };
  }

  return {
    start: button(code, {}, title),
    actions: [code, confirm, refuse, look],
    async run(context, typed) {
      if (typed === undefined) return codeCard(context);
      const { linking } = context.services.community;
      const claim = await linking.claim(await context.who(), kind, typed, context.deliveries);
      return {
        title: 'Waiting to be confirmed',
        parts: [
          ...claimedParts(claim),
          ...rows([button(refuse, { code: claim.code }, 'Take it back', { style: 'danger' })]),
        ],
      };
    },
  };
}

export const spaceLink = linkFace('space', 'space', 'administrator', 'Link another server or workspace');
export const accountLink = linkFace('identity', 'account', 'member', 'Link another account');
