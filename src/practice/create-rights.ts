import type { Context } from '../chat/context.ts';
import { UserError } from '../chat/errors.ts';
import { usage } from '../chat/text.ts';

/** Rejects with a UserError where who asks may not open sessions here. */
export async function mustOpen(context: Context): Promise<void> {
  const { settings, members } = context.services.community;
  const { opens } = await settings.of(await context.who());
  if (opens === 'everyone' || (await members.standing(context.request)) !== 'member') return;
  throw new UserError(
    'In this community facilitators open the sessions. Please ask one of them to open it for you; an administrator can let every member do it: ',
    usage('settings community'),
  );
}
