import { createHmac, randomUUID } from 'node:crypto';
import type { Finding } from '../../chat/adapter.ts';
import { EVENTS_PATH, SCOPES } from './register.ts';
import { cureOf } from './slack-error.ts';

interface CheckParts {
  readonly botToken: string;
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string };
  readonly apiUrl?: string;
  readonly publicUrl?: string;
}

const SLACK = 'https://slack.com/api/';
const TIMEOUT = 8_000;
/** Slack refuses nothing before 5 minutes; long before that the clock is worth a look. In ms. */
const CLOCK_OFF = 30_000;
const UPDATE =
  'Update the app’s manifest to the one that `npm run manifest` prints, and install the app again.';

const good = (what: string): Finding => ({ level: 'good', what });
const bad = (what: string, cure: string): Finding => ({ level: 'bad', what, cure });
const warning = (what: string, cure: string): Finding => ({ level: 'warning', what, cure });

/** What `npm run doctor` finds on Slack: tokens, scopes, the way in, the clock. Shows no secret. */
export async function checkSlack(parts: CheckParts): Promise<Finding[]> {
  const api = (parts.apiUrl ?? SLACK).replace(/\/*$/, '/');
  const [bot, way] = await Promise.all([
    checkBot(api, parts.botToken),
    parts.mode.kind === 'socket'
      ? checkAppToken(api, parts.mode.appToken)
      : checkAddress(parts.mode.signingSecret, parts.publicUrl),
  ]);
  return [...bot, ...way, COMMANDS];
}

/** A bot token may not read the app's manifest. */
const COMMANDS: Finding = {
  level: 'note',
  what: 'Slack does not tell which commands it has: they are those of the manifest that was installed last',
  cure: 'To be sure, see that your app’s page App Manifest holds what `npm run manifest` prints.',
};

async function checkBot(api: string, token: string): Promise<Finding[]> {
  const called = await call(api, 'auth.test', token);
  if (called.kind === 'unreachable') return [unreachable(api)];
  const { code, answer, scopes, skew } = called;
  if (code !== undefined) return [refused('SLACK_BOT_TOKEN', code), ...clock(skew)];
  const missing = Object.entries(SCOPES).filter(([scope]) => !scopes.includes(scope));
  return [
    good(`SLACK_BOT_TOKEN works: Parley is installed in “${String(answer.team ?? '')}”`),
    ...(missing.length === 0
      ? [good('Slack has granted every scope that Parley uses')]
      : missing.map(([scope, why]) => bad(`The scope ${scope} is missing (${why})`, UPDATE))),
    ...clock(skew),
  ];
}

async function checkAppToken(api: string, token: string): Promise<Finding[]> {
  const called = await call(api, 'apps.connections.open', token);
  // The bot token's check has said so already.
  if (called.kind === 'unreachable') return [];
  if (called.code !== undefined) return [refused('SLACK_APP_TOKEN', called.code)];
  return [good('SLACK_APP_TOKEN works: Slack lets Parley connect by Socket Mode')];
}

async function checkAddress(secret: string, publicUrl: string | undefined): Promise<Finding[]> {
  if (publicUrl === undefined) {
    return [
      warning(
        'PUBLIC_URL is not set, so nobody can tell whether Slack reaches Parley',
        'Set PUBLIC_URL to the https address under which Slack finds this machine, or use Socket Mode (SLACK_APP_TOKEN), which needs none.',
      ),
    ];
  }
  const address = `${publicUrl.replace(/\/+$/, '')}${EVENTS_PATH}`;
  const secure = new URL(address).protocol === 'https:';
  const findings = secure
    ? []
    : [warning(`${address} is not encrypted`, 'Slack accepts https addresses only.')];
  const challenge = randomUUID();
  const body = JSON.stringify({ type: 'url_verification', challenge });
  try {
    const response = await fetch(address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...signed(secret, body) },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const text = await response.text();
    if (response.status === 200 && text.includes(challenge))
      return [...findings, good(`Parley answers at ${address}`)];
    const cure =
      response.status === 401
        ? 'Another SLACK_SIGNING_SECRET is in use there: copy it from your app’s page Basic Information, and start anew.'
        : 'Another program answers there: let this address lead to the port that Parley listens on (HOST and PORT).';
    return [...findings, bad(`${address} answers ${response.status}, not as Parley does`, cure)];
  } catch {
    return [
      ...findings,
      warning(
        `${address} cannot be reached from here`,
        'If Parley is not running, start it and run this again; else see that the address leads to HOST and PORT.',
      ),
    ];
  }
}

function signed(secret: string, body: string): Record<string, string> {
  const seconds = Math.floor(Date.now() / 1000);
  const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${hash}` };
}

const unreachable = (api: string): Finding =>
  bad(
    `Slack cannot be reached at ${new URL(api).origin}`,
    api === SLACK
      ? 'Look at this machine’s connection, its proxy and its firewall, and at https://slack-status.com for an outage.'
      : 'Is SLACK_API_URL right? Leave it empty for Slack itself.',
  );

const refused = (name: string, code: string): Finding =>
  bad(
    `Slack refuses ${name} (${code})`,
    cureOf(code) ?? 'Try again in a while; if it stays so, look at https://slack-status.com.',
  );

function clock(skew: number | undefined): Finding[] {
  if (skew === undefined) return [];
  const seconds = Math.round(Math.abs(skew) / 1000);
  if (Math.abs(skew) <= CLOCK_OFF) return [good('This machine’s clock agrees with Slack’s')];
  return [
    warning(
      `This machine’s clock is ${seconds} s ${skew > 0 ? 'ahead of' : 'behind'} Slack’s; from 300 s on, every request is refused`,
      'Let the system set its time by network (NTP).',
    ),
  ];
}

type Called =
  | { readonly kind: 'unreachable' }
  | {
      readonly kind: 'answered';
      /** Slack's error code, if it refused. */
      readonly code: string | undefined;
      readonly answer: Readonly<Record<string, unknown>>;
      readonly scopes: readonly string[];
      /** Our clock less Slack's, in ms. */
      readonly skew: number | undefined;
    };

async function call(api: string, method: string, token: string): Promise<Called> {
  try {
    const response = await fetch(`${api}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    const date = Date.parse(response.headers.get('date') ?? '');
    return {
      kind: 'answered',
      code: answer.ok === true ? undefined : String(answer.error ?? `http_${response.status}`),
      answer,
      scopes: (response.headers.get('x-oauth-scopes') ?? '').split(',').map((scope) => scope.trim()),
      skew: Number.isNaN(date) ? undefined : Date.now() - date,
    };
  } catch {
    return { kind: 'unreachable' };
  }
}
