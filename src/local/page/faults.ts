import type { Fault as DiscordFault } from '../discord/human.ts';
import type { Fault as SlackFault } from '../slack/faults.ts';
import type { FaultOnOffer, Side } from './wire.ts';

interface Offered<Fault> extends FaultOnOffer {
  readonly fault: Fault;
}

/** What meets a message that the app posts by itself. */
const POST = { method: 'POST', path: '^/channels/[^/]+/messages$' };
const MESSAGE = { method: 'chat.postMessage' };

/** What is the same on both. */
const SAYS = {
  limit: 'Answer 429 to the next message (try again in 3 s)',
  lose: 'Lose the reply: the next message arrives, its sender hears 503',
  refuse: 'Refuse the next message with 503',
  twice: 'Hand the next act over twice',
};

/** What can be made to go wrong on the page, in the order in which it is shown. */
export const FAULTS: {
  readonly slack: readonly Offered<SlackFault>[];
  readonly discord: readonly Offered<DiscordFault>[];
} = {
  slack: [
    { id: 'drop', says: 'Drop the connection', fault: { kind: 'drop' } },
    {
      id: 'limit',
      says: SAYS.limit,
      fault: { kind: 'rate-limit', retryAfter: 3, on: MESSAGE },
    },
    {
      id: 'lose',
      says: SAYS.lose,
      fault: { kind: 'status', status: 503, commit: 'after', on: MESSAGE },
    },
    {
      id: 'refuse',
      says: SAYS.refuse,
      fault: { kind: 'status', status: 503, commit: 'before', on: MESSAGE },
    },
    { id: 'twice', says: SAYS.twice, fault: { kind: 'duplicate' } },
  ],
  discord: [
    { id: 'drop', says: 'Drop the gateway', fault: { kind: 'drop' } },
    {
      id: 'limit',
      says: SAYS.limit,
      fault: { kind: 'rate-limit', scope: 'shared', retryAfterMs: 3_000, on: POST },
    },
    {
      id: 'lose',
      says: SAYS.lose,
      fault: { kind: 'status', status: 503, commit: 'after', on: POST },
    },
    {
      id: 'refuse',
      says: SAYS.refuse,
      fault: { kind: 'status', status: 503, commit: 'before', on: POST },
    },
    { id: 'twice', says: SAYS.twice, fault: { kind: 'duplicate', times: 1 } },
  ],
};

const onOffer = (all: readonly FaultOnOffer[]): FaultOnOffer[] => all.map(({ id, says }) => ({ id, says }));

export const faultsOnOffer = (): Record<Side, FaultOnOffer[]> => ({
  slack: onOffer(FAULTS.slack),
  discord: onOffer(FAULTS.discord),
});
