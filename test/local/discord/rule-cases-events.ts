import { chars, event } from './payloads.ts';
import { oneEvent, type RuleCase } from './rule-case.ts';

const at = (end: string) => event({ scheduled_end_time: end });
const located = (size: number) => event({ entity_metadata: { location: chars(size) } });

export const eventCases: Record<string, RuleCase> = {
  'event-name': oneEvent(event({ name: chars(100) }), event({ name: chars(101) })),
  'event-description': oneEvent(event({ description: chars(1_000) }), event({ description: chars(1_001) })),
  'event-type': oneEvent(event({ entity_type: 3 }), event({ entity_type: 2 })),
  'event-privacy': oneEvent(event({ privacy_level: 2 }), event({ privacy_level: 1 })),
  'event-location': oneEvent(located(100), located(101)),
  'event-times': oneEvent(at('2026-11-26T19:00:01Z'), at('2026-11-26T19:00:00Z')),
};
