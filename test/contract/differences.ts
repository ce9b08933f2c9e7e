/** Where the same scenario may read differently on the two platforms; each has its reason, and each must be needed. */
export interface Difference {
  readonly name: string;
  readonly reason: string;
  /** Whether this pair of lines, the one from Discord and the one from Slack, is such a difference. */
  allows(discord: string, slack: string): boolean;
}

/** A line with every typed command cut down to its name. */
const withoutUsage = (line: string): string =>
  line.replace(/\/(\w+)(?: .*?)??(?= (?:looks|compares|browses|shows) |[.”]|$)/g, '/$1');

export const DIFFERENCES: readonly Difference[] = [
  {
    name: 'how a command is typed',
    reason: 'Discord has named options; on Slack a line of words follows the command.',
    allows: (discord, slack) => /\/\w+/.test(discord) && withoutUsage(discord) === withoutUsage(slack),
  },
  {
    name: 'how far away a moment is',
    reason: 'Slack has no relative times for what is ahead: it shows the day instead.',
    allows: (discord, slack) =>
      /^in |ago$/.test(discord) && /^(?:yesterday|today|tomorrow|.* \d{4})$/.test(slack),
  },
  {
    name: 'what a member is called',
    reason: 'A Slack event carries the account’s name, not the displayed one, which would cost a request.',
    allows: (discord, slack) => /^Shown by @/.test(discord) && discord.toLowerCase() === slack.toLowerCase(),
  },
  {
    name: 'an invisible character after @',
    reason: 'Discord has no escape for @everyone: a character of no width keeps it from being read as one.',
    allows: (discord, slack) => discord !== slack && discord.replaceAll('@\u200B', '@') === slack,
  },
  {
    name: 'the button that sends a form',
    reason: 'Discord names it by itself.',
    allows: (discord, slack) => discord === '[Submit]' && slack === '[Save]',
  },
  {
    name: 'a picture in a private answer',
    reason: 'A message that only one member sees cannot carry files on Slack: its words stand there instead.',
    allows: (discord, slack) => {
      const [, alt] = /^\[picture: (.+)\]$/.exec(discord) ?? [];
      return alt !== undefined && slack === `Picture: ${alt}`;
    },
  },
];
