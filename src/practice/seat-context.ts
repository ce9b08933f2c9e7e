import type { Context } from '../chat/context.ts';

/**
 * Whoever clicks in a direct message may be in several communities, and did not say for which they speak: the session
 * of the button says it.
 */
export const speakingFor = <C extends Context>(context: C, occurrence: string): C => ({
  ...context,
  who: async () => {
    const { request, services } = context;
    const account = request.conversation.direct
      ? await services.practice.rosters.accountFor(request, occurrence)
      : undefined;
    return account ?? context.who();
  },
});
