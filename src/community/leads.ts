import { cleanLine, shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';
import { NONE } from './quiet.ts';

const UNITS: readonly { readonly words: RegExp; readonly unit: 'weeks' | 'days' | 'hours' | 'minutes' }[] = [
  { words: /^w(?:k|eek)?s?$/, unit: 'weeks' },
  { words: /^d(?:ay)?s?$/, unit: 'days' },
  { words: /^h(?:r|our)?s?$/, unit: 'hours' },
  { words: /^m(?:in|inute)?s?$/, unit: 'minutes' },
];
const MOST = 5;
const LEAST_MINUTES = 5;
const MOST_MINUTES = 14 * 24 * 60;

/**
 * How long before a session to remind, longest first, as ISO 8601 durations of one unit: “1 day” (the same wall time
 * the day before) is P1D, “24 hours” (elapsed) is PT24H. “none” is no reminder at all.
 */
export function readLeads(typed: string): readonly string[] {
  const words = cleanLine(typed).toLowerCase();
  if (NONE.test(words)) return [];
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
  const [, amount = '', word = ''] = /^(\d{1,5}|an?|one)\s*([a-z]+)\.?$/.exec(piece) ?? [];
  const unit = UNITS.find(({ words }) => words.test(word))?.unit;
  if (!unit) throw unread(typed);
  const lead = Temporal.Duration.from({ [unit]: /^\d/.test(amount) ? Number(amount) : 1 });
  if (minutesOf(lead) < LEAST_MINUTES || minutesOf(lead) > MOST_MINUTES) {
    throw new UserError(
      `“${shorten(piece, 40)}” is not possible: a reminder comes 5 minutes to 14 days before.`,
    );
  }
  return lead;
}

/** A day is 24 hours here: for comparing only. */
const minutesOf = (lead: Temporal.Duration): number =>
  lead.total({ unit: 'minutes', relativeTo: '2026-01-01' });

const unread = (typed: string): UserError =>
  new UserError(
    `I could not read “${shorten(cleanLine(typed), 40)}” as times before a session. Try “1 day, 30 min” or “none”.`,
  );

/** `1 day, 30 minutes`; what it says is read back as the same. */
export function leadsInWords(leads: readonly string[]): string {
  if (leads.length === 0) return 'none';
  return leads
    .map((lead) => {
      const { weeks, days, hours, minutes } = Temporal.Duration.from(lead);
      const [count, unit] = weeks
        ? [weeks, 'week']
        : days
          ? [days, 'day']
          : hours
            ? [hours, 'hour']
            : [minutes, 'minute'];
      return `${count} ${unit}${count === 1 ? '' : 's'}`;
    })
    .join(', ');
}
