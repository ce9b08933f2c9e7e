/** One field that a rule refuses: `path` is dotted, as in `components.0.label`. */
export interface Refusal {
  rule: string;
  path: string;
  code: string;
  message: string;
}

/** An answer that says no, in Discord's own shape. */
export class Problem extends Error {
  readonly status: number;
  readonly code: number;
  readonly refusals: readonly Refusal[];

  constructor(status: number, code: number, message: string, refusals: readonly Refusal[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.refusals = refusals;
  }

  body(): Record<string, unknown> {
    const { code, message } = this;
    return this.refusals.length === 0 ? { message, code } : { message, code, errors: tree(this.refusals) };
  }
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
export const PROBLEMS = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  wrongMethod: [405, 0, '405: Method Not Allowed'],
  internal: [500, 0, '500: Internal Server Error'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  unknownEvent: [404, 10070, 'Unknown Guild Scheduled Event'],
  dailyCommands: [400, 30034, 'Max number of daily application command creates has been reached (200)'],
  manyEvents: [400, 30038, 'Maximum number of uncompleted guild scheduled events reached (100)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  acknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  othersMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  closedDirect: [403, 50007, 'Cannot send messages to this user'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidForm: [400, 50035, 'Invalid Form Body'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
  noMutualGuild: [403, 50278, 'Cannot send messages to this user due to having no mutual guilds'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type ProblemName = keyof typeof PROBLEMS;

export function problem(name: ProblemName): Problem {
  const [status, code, message] = PROBLEMS[name];
  return new Problem(status, code, message);
}

export const invalidForm = (refusals: readonly Refusal[]): Problem =>
  new Problem(...PROBLEMS.invalidForm, refusals);

/** Discord nests errors by field, and puts the list under `_errors`. */
function tree(refusals: readonly Refusal[]): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const { path, code, message } of refusals) {
    let at = root;
    for (const step of path.split('.').filter((each) => each !== '')) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
    at._errors = [...((at._errors as unknown[] | undefined) ?? []), { code, message }];
  }
  return root;
}
