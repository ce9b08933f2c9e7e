import { cleanLine, shorten } from '../chat/clean.ts';
import { UserError } from '../chat/errors.ts';

/** Reads a language tag (BCP 47) of which dates can be written; `en_gb` is taken for `en-GB`. */
export function readLocale(typed: string): string {
  const tag = cleanLine(typed).replaceAll('_', '-');
  try {
    const { baseName } = new Intl.Locale(tag);
    if (baseName.length <= 35 && Intl.DateTimeFormat.supportedLocalesOf(baseName).length > 0) return baseName;
  } catch {
    // No tag at all: told below.
  }
  throw new UserError(
    `I do not know how dates are written in “${shorten(tag, 40)}”. Type a code of a language, with a country if you like: en-GB, en-US, de, fr-CA.`,
  );
}

/** A moment as that locale writes it, for example `Wednesday 25 November 2026 at 18:30`. */
export function dateInWords(locale: string, zone: string, at: Temporal.Instant): string {
  const { baseName } = new Intl.Locale(locale);
  // Some locales count years otherwise by default; a course's dates are Gregorian everywhere.
  return at
    .toZonedDateTimeISO(zone)
    .toLocaleString(`${baseName}-u-ca-gregory`, { dateStyle: 'full', timeStyle: 'short' });
}
