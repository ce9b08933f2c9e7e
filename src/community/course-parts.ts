import { note } from '../chat/parts.ts';
import type { Part } from '../chat/reply.ts';
import { bullets, type Inline, paragraph, text, usage } from '../chat/text.ts';
import type { CourseSettings } from './course-settings.ts';
import { dateInWords } from './locales.ts';
import { wallTime } from './zones.ts';

export function courseParts(settings: CourseSettings, now: Temporal.Instant): Part[] {
  const { zone, locale, opens, channel, facilitators, linked, space } = settings;
  return [
    {
      kind: 'fields',
      fields: [
        {
          name: `Facilitators in ${space}`,
          value: [
            facilitators.length === 0
              ? paragraph('none named; who manages this space is one anyway')
              : bullets(facilitators.map((each) => [whoInWords(each)])),
          ],
        },
        {
          name: `Announcements in ${space}`,
          value: [paragraph(channel === undefined ? 'no channel chosen' : { kind: 'channel', id: channel })],
        },
        {
          name: 'Time zone of the course',
          value: [paragraph(zone === undefined ? 'none' : `${zone}: it is ${wallTime(zone, now)} there now`)],
        },
        {
          name: 'How dates are written',
          value: [
            paragraph(
              locale === undefined ? 'en-GB' : `${locale}: ${dateInWords(locale, zone ?? 'UTC', now)}`,
            ),
          ],
        },
        {
          name: 'Who may open sessions',
          value: [paragraph(opens === 'everyone' ? 'everyone' : 'facilitators')],
        },
        {
          name: 'Linked with',
          value: [
            linked.length === 0
              ? paragraph('nothing else')
              : bullets(
                  linked.map(({ name, host, left }) => [
                    name,
                    host ? ' (the others joined it)' : '',
                    left ? ' (I was removed there)' : '',
                  ]),
                ),
          ],
        },
      ],
    },
    note(
      'To change something, type it: ',
      usage('settings community', { zone: 'Berlin' }),
      '. Naming a facilitator again removes them.',
    ),
  ];
}

function whoInWords({ kind, id }: CourseSettings['facilitators'][number]): Inline {
  return kind === 'member' ? { kind: 'member', id, name: id } : text(`everyone with the role ${id}`);
}

/** What parting this space from the others does. */
export function unlinkConsequences({ hosts, linked, space }: CourseSettings): Part {
  const names = linked.map(({ name }) => name).join(', ');
  return {
    kind: 'text',
    text: [
      bullets([
        hosts
          ? [`${names} joined ${space}, so all of them part: each goes back to a community of its own.`]
          : [`${space} goes back to a community of its own; the others stay together.`],
        ['Members’ accounts that were linked across part too.'],
        ['Seats and answers belong again to the account that took or gave them. Nothing is deleted.'],
        ['What was set for the shared community stays with the space that the others had joined.'],
      ]),
    ],
  };
}
