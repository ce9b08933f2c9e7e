import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

/** Slack's own code for what went wrong, such as `invalid_auth`; it never holds anything that was sent. */
export function slackCode(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error ?? 'unknown';
  if (error instanceof WebAPIRateLimitedError) return 'ratelimited';
  if (error instanceof WebAPIHTTPError) return `http_${error.statusCode}`;
  if (error instanceof WebAPIRequestError) return 'unreachable';
  return error instanceof Error ? error.name : 'unknown';
}

const CURES: Readonly<Record<string, string>> = {
  invalid_auth: 'Copy it again from your app’s pages at https://api.slack.com/apps, and start anew.',
  not_authed: 'Set it as .env.example says, and start anew.',
  account_inactive:
    'The app was removed from the workspace: install it again (page Install App), and copy the new token.',
  token_revoked: 'The token was revoked: install the app again (page Install App), and copy the new token.',
  token_expired: 'Turn token rotation off in the app’s settings, install it again, and copy the new token.',
  not_allowed_token_type:
    'This is another kind of token: SLACK_BOT_TOKEN begins with xoxb-, SLACK_APP_TOKEN with xapp-.',
  missing_scope:
    'Update the app’s manifest to the one that `npm run manifest` prints, and install it again. An app token needs the scope connections:write.',
  team_access_not_granted: 'Ask an administrator of the workspace to approve the app.',
  socket_mode_disabled: 'Turn Socket Mode on in the app’s settings (page Socket Mode).',
  forbidden_team: 'The workspace does not allow this app: ask one of its administrators.',
  user_removed_from_team: 'The app was removed from the workspace: install it again, and copy the new token.',
  team_disabled: 'The workspace is switched off.',
};

/** What the operator can do about a code; undefined where only waiting helps. */
export const cureOf = (code: string): string | undefined => CURES[code];
