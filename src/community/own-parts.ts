import { leadsInWords } from '../chat/leads.ts';
import { note } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { type Inline, paragraph, usage } from '../chat/text.ts';
import { dateInWords } from './locales.ts';
import type { Preferred } from './preferences.ts';
import { wallTime } from './zones.ts';

/** What a member's own card shows. */
interface Own {
  readonly preferred: Preferred;
  /** The zone that the platform tells. */
  readonly told: string | undefined;
  /** The names of the spaces of linked accounts. */
  readonly accounts: readonly string[];
  readonly now: Temporal.Instant;
}

export function ownParts({ preferred, told, accounts, now }: Own): Part[] {
  const { zone, locale, quiet, leads } = preferred;
  const value = (...pieces: readonly (string | Inline)[]) => [paragraph(...pieces)];
  return [
    {
      kind: 'fields',
      fields: [
        { name: 'Time zone', value: value(...zoneInWords(zone, told, now)) },
        {
          name: 'How dates are written',
          value: value(
            locale === undefined
              ? 'as your course writes them'
              : `${locale}: ${dateInWords(locale, zone ?? told ?? 'UTC', now)}`,
          ),
        },
        {
          name: 'Quiet hours',
          value: value(
            quiet
              ? `${quiet.from} to ${quiet.to}: what can wait comes afterwards, reminders of your own sessions come silently`
              : 'none: messages may come at any time',
          ),
        },
        {
          name: 'Reminders before a session',
          value: value(leads ? leadsInWords(leads) : 'as each session has them'),
        },
        {
          name: 'Linked accounts',
          value: value(accounts.length > 0 ? accounts.join(', ') : 'none'),
        },
      ],
    },
    ...(quiet && (zone ?? told) === undefined
      ? [note('Quiet hours count only once I know your time zone.')]
      : []),
  ];
}

function zoneInWords(
  zone: string | undefined,
  told: string | undefined,
  now: Temporal.Instant,
): (string | Inline)[] {
  if (zone !== undefined) return [`${zone}: it is ${wallTime(zone, now)} there now`];
  if (told !== undefined) return [`${told}, from your profile: it is ${wallTime(told, now)} there now`];
  return ['not known; name a city: ', usage('settings show', { zone: 'Berlin' })];
}
