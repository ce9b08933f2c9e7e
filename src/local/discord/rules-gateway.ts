import type { Conduct } from './rule.ts';
import { Source } from './rule.ts';

/** https://discord.com/developers/docs/events/gateway#rate-limiting */
export const SENDS_PER_MINUTE = 120;

const KNOWN_INTENTS = 0b11_0011_1111_1111_1111_1111_1111;
/** Members, presences and message content: none of them is switched on for this application. */
const PRIVILEGED_INTENTS = (1 << 1) | (1 << 8) | (1 << 15);

export const unknownIntents = (intents: number): boolean =>
  !Number.isInteger(intents) || intents < 0 || (intents & ~KNOWN_INTENTS) !== 0;

export const disallowedIntents = (intents: number): boolean => (intents & PRIVILEGED_INTENTS) !== 0;

export const gatewayConduct: readonly Conduct[] = [
  {
    name: 'gateway-token',
    says: 'An identify with a wrong token is closed with 4004.',
    source: Source.gateway,
  },
  {
    name: 'gateway-intents-known',
    says: 'An identify that asks for an intent that does not exist is closed with 4013.',
    source: Source.gateway,
  },
  {
    name: 'gateway-intents-privileged',
    says: 'An identify that asks for a privileged intent that is not switched on is closed with 4014.',
    source: Source.gateway,
  },
  {
    name: 'gateway-identify-first',
    says: 'Anything but a heartbeat, an identify or a resume before identifying is closed with 4003.',
    source: Source.gateway,
  },
  {
    name: 'gateway-sends-per-minute',
    says: 'A connection that sends more than 120 events in 60 seconds is closed with 4008.',
    source: Source.gateway,
  },
  {
    name: 'gateway-resume',
    says: 'A resume gets every event that the session missed; an unknown session gets op 9.',
    source: Source.gateway,
  },
];
