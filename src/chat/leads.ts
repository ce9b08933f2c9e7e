import { cleanLine, saysNone, shorten } from './clean.ts';
import { amountInWords, minutesOf, readAmount } from './duration.ts';
import { UserError } from './errors.ts';

const MOST = 5;
const LEAST_MINUTES = 5;
const MOST_MINUTES = 14 * 24 * 60;

/**
 * How long before a session to remind, longest first, as ISO 8601 durations of one unit: “1 day” (the same wall time
 * the day before) is P1D, “24 hours” (elapsed) is PT24H. “none” is no reminder at all.
 */
export function readLeads(typed: string): readonly string[] {
  const words = cleanLine(typed).toLowerCase();
  if (saysNone(words)) return [];
  const leads = words
    .replace(/\bbefore(?:hand)?\b/g, '')
    .split(/\s*(?:,|;|\band\b|&|\+)\s*/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .map((piece) => readLead(piece, typed));
  const unique = [...new Map(leads.map((lead) => [lead.toString(), lead])).values()];
  if (unique.length === 0) throw unread(typed);
  if (unique.length > MOST) {
    throw new UserError(`That is ${unique.length} reminders; ${MOST} are the most. Please leave some out.`);
  }
  return unique.sort((a, b) => minutesOf(b) - minutesOf(a)).map((lead) => lead.toString());
}

function readLead(piece: string, typed: string): Temporal.Duration {
  const lead = readAmount(piece);
  if (!lead) throw unread(typed);
  if (minutesOf(lead) < LEAST_MINUTES || minutesOf(lead) > MOST_MINUTES) {
    throw new UserError(
      `“${shorten(piece, 40)}” is not possible: a reminder comes 5 minutes to 14 days before.`,
    );
  }
  return lead;
}

const unread = (typed: string): UserError =>
  new UserError(
    `I could not read “${shorten(cleanLine(typed), 40)}” as times before a session. Try “1 day, 30 min” or “none”.`,
  );

/** `1 day, 30 minutes`; what it says is read back as the same. */
export function leadsInWords(leads: readonly string[]): string {
  if (leads.length === 0) return 'none';
  return leads.map((lead) => amountInWords(Temporal.Duration.from(lead))).join(', ');
}
