import { fields } from '../shared/json.ts';
import { type Rule, Source } from './rule.ts';
import { wantNumber, wantText } from './want.ts';

/** Rules about native scheduled events; only EXTERNAL ones are made here. */
export const eventRules: readonly Rule[] = [
  {
    name: 'event-name',
    says: 'An event is named in 1 to 100 characters.',
    source: Source.events,
    on: 'event',
    check: wantText('name', 1, 100, true),
  },
  {
    name: 'event-description',
    says: 'An event is described in 1 to 1,000 characters.',
    source: Source.events,
    on: 'event',
    check: wantText('description', 1, 1_000),
  },
  {
    name: 'event-type',
    says: 'An event without a voice channel is EXTERNAL (3).',
    source: Source.events,
    on: 'event',
    check: wantNumber('entity_type', 3, 3, true),
  },
  {
    name: 'event-privacy',
    says: "An event's privacy level is GUILD_ONLY (2).",
    source: Source.events,
    on: 'event',
    check: wantNumber('privacy_level', 2, 2, true),
  },
  {
    name: 'event-location',
    says: 'An external event takes place somewhere, in 1 to 100 characters.',
    source: Source.events,
    on: 'event',
    check(event, say, place) {
      wantText(
        'location',
        1,
        100,
        true,
      )(
        fields(event.entity_metadata),
        (path, code, message) => say(`entity_metadata.${path}`, code, message),
        place,
      );
    },
  },
  {
    name: 'event-times',
    says: 'An external event has a start, and an end after it.',
    source: Source.events,
    on: 'event',
    check(event, say) {
      const start = Date.parse(String(event.scheduled_start_time));
      const end = Date.parse(String(event.scheduled_end_time));
      if (Number.isNaN(start)) say('scheduled_start_time', 'BASE_TYPE_REQUIRED', 'This field is required');
      if (Number.isNaN(end)) say('scheduled_end_time', 'BASE_TYPE_REQUIRED', 'This field is required');
      else if (end <= start)
        say('scheduled_end_time', 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', 'Cannot end before it starts.');
    },
  },
];
