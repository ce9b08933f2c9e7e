import type { Fault as DiscordFault } from '../discord/human.ts';
import type { Fault as SlackFault } from '../slack/faults.ts';
import type { FaultOnOffer, Side } from './wire.ts';

interface Offered<Fault> extends FaultOnOffer {
  readonly fault: Fault;
}

/** What meets a message that the app posts by itself. */
const POST = { method: 'POST', path: '^/channels/[^/]+/messages$' };
const MESSAGE = { method: 'chat.postMessage' };

/** What can be made to go wrong on the page, in the order in which it is shown. */
export const FAULTS: {
  readonly slack: readonly Offered<SlackFault>[];
  readonly discord: readonly Offered<DiscordFault>[];
} = {
  slack: [
    { id: 'drop', says: 'Drop the connection', fault: { kind: 'drop' } },
    {
      id: 'limit',
      says: 'Answer 429 to the next message (try again in 3 s)',
      fault: { kind: 'rate-limit', retryAfter: 3, on: MESSAGE },
    },
    {
      id: 'lose',
      says: 'Lose the reply: the next message arrives, its sender hears 503',
      fault: { kind: 'status', status: 503, commit: 'after', on: MESSAGE },
    },
    {
      id: 'refuse',
      says: 'Refuse the next message with 503',
      fault: { kind: 'status', status: 503, commit: 'before', on: MESSAGE },
    },
    { id: 'twice', says: 'Hand the next act over twice', fault: { kind: 'duplicate' } },
  ],
  discord: [
    { id: 'drop', says: 'Drop the gateway', fault: { kind: 'drop' } },
    {
      id: 'limit',
      says: 'Answer 429 to the next message (try again in 3 s)',
      fault: { kind: 'rate-limit', scope: 'shared', retryAfterMs: 3_000, on: POST },
    },
    {
      id: 'lose',
      says: 'Lose the reply: the next message arrives, its sender hears 503',
      fault: { kind: 'status', status: 503, commit: 'after', on: POST },
    },
    {
      id: 'refuse',
      says: 'Refuse the next message with 503',
      fault: { kind: 'status', status: 503, commit: 'before', on: POST },
    },
    { id: 'twice', says: 'Hand the next act over twice', fault: { kind: 'duplicate', times: 1 } },
  ],
};

const onOffer = (all: readonly FaultOnOffer[]): FaultOnOffer[] => all.map(({ id, says }) => ({ id, says }));

export const faultsOnOffer = (): Record<Side, FaultOnOffer[]> => ({
  slack: onOffer(FAULTS.slack),
  discord: onOffer(FAULTS.discord),
});
