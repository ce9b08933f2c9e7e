import { OAuth2Scopes, PermissionFlagsBits } from 'discord.js';

/** What Parley must be allowed, each for one reason; answers to commands need none of it. */
export const PERMISSIONS = {
  /** To post in a channel it must be able to see it. */
  'View Channels': PermissionFlagsBits.ViewChannel,
  /** Questions on a timetable, reminders and session cards are posted without anybody's command. */
  'Send Messages': PermissionFlagsBits.SendMessages,
  /** Charts stand in such posts as pictures. */
  'Attach Files': PermissionFlagsBits.AttachFiles,
  /** After a crash it reads whether a post arrived, so as not to post it twice. */
  'Read Message History': PermissionFlagsBits.ReadMessageHistory,
  /** Practice sessions stand in the server's list of events; this lets it change and delete its own entries too. */
  'Create Events': PermissionFlagsBits.CreateEvents,
} as const;

/** The link by which an administrator brings the bot into a server, with these permissions and no others. */
export function inviteUrl(applicationId: string): string {
  const permissions = Object.values(PERMISSIONS).reduce((all, each) => all | each, 0n);
  const query = new URLSearchParams({
    client_id: applicationId,
    permissions: permissions.toString(),
    integration_type: '0',
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
  });
  return `https://discord.com/oauth2/authorize?${query}`;
}
