/** One act of a member from its dispatch to the first visible answer. */
import type { Outcome } from '../shared/human.ts';
import type { Delivery, Parcel } from './delivery.ts';
import { seenForm, seenHome, seenMessage } from './seeing.ts';
import type { ContentChange, Member, Message, View, World } from './world.ts';

/** A weak sign is taken for the answer when nothing better has come this long after it. */
const WEAK_SETTLE_MS = 400;

export interface Act {
  member: Member;
  parcel: Parcel;
  /** How long after the acknowledgement an answer is waited for. */
  settleMs: number;
  /** Trigger ids and response URLs that this act issued. */
  causes: readonly string[];
  message?: Message | undefined;
  view?: View | undefined;
  /** Where a post by the app may be the answer; any conversation where it is left out. */
  conversation?: string | undefined;
  /** Does what the acknowledgement says; what the member sees of it, where they see anything. */
  acknowledged(body: unknown): Partial<Outcome> | undefined;
  /** What the client says when the app failed. */
  failure(reason: string): string;
  /** An answer after an empty acknowledgement counts as deferred. */
  defers: boolean;
}

type Strength = 'strong' | 'weak' | null;

/** How surely a change is this act's answer. */
function strength(world: World, { kind, message, view, cause }: ContentChange, act: Act): Strength {
  const { member } = act;
  if (cause !== undefined && act.causes.includes(cause)) return 'strong';
  if (view) return view.member !== member.id ? null : view === act.view ? 'strong' : 'weak';
  if (message === act.message && kind !== 'message') return 'strong';
  const issued = cause === undefined ? undefined : world.responseUrls.get(cause);
  if (!message?.byApp || (issued && issued.member !== member.id)) return null;
  if (message.only !== undefined && message.only !== member.id) return null;
  if (!world.conversations.get(message.conversation)?.members.has(member.id)) return null;
  return act.conversation === undefined || act.conversation === message.conversation ? 'weak' : null;
}

/** What a change looks like to the member. */
function outcome(world: World, { kind, message, view }: ContentChange, member: Member): Partial<Outcome> {
  if (kind === 'home') return { kind: 'update', message: seenHome(world, view!, member) };
  if (kind === 'form') return { kind: 'form', form: seenForm(world, view!, member) };
  if (kind === 'removed') return { kind: 'removed' };
  return { kind, message: seenMessage(world, message!, member) };
}

/** Delivers an act and resolves with what the member sees of its answer. */
export async function perform(world: World, delivery: Delivery, act: Act): Promise<Outcome> {
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  let best: { change: ContentChange; at: number; strong: boolean } | undefined;
  let wake = (): void => {};
  const unwatch = world.watch((change) => {
    if (change.kind === 'screen') return;
    const how = strength(world, change, act);
    if (how === null || best?.strong || (best && how === 'weak')) return;
    best = { change, at: elapsed(), strong: how === 'strong' };
    wake();
  });
  try {
    const ack = await delivery.send(act.parcel);
    const acked = elapsed();
    if (!ack.ok) {
      const seen = best ? outcome(world, best.change, act.member) : {};
      const reason = ack.reason === 'http_error' ? `http_${ack.status}` : ack.reason;
      return { ...seen, kind: 'failed', failure: act.failure(reason), deferred: false, ms: acked };
    }
    const direct = act.acknowledged(ack.body);
    if (direct) return { kind: 'nothing', deferred: false, ...direct, ms: acked };
    const settled = await answered();
    if (!settled) return { kind: 'nothing', deferred: false, ms: acked };
    const { change, at } = settled;
    return {
      kind: 'nothing',
      ...outcome(world, change, act.member),
      deferred: act.defers && change.kind !== 'form' && at > acked,
      ms: at,
    };

    /** The strong sign as soon as it is there; else a weak one; undefined when the time is over. */
    async function answered(): Promise<typeof best> {
      const end = acked + act.settleMs;
      while (!best?.strong) {
        const until = best ? Math.min(end, Math.max(best.at, acked) + WEAK_SETTLE_MS) : end;
        const left = until - elapsed();
        if (left <= 0) break;
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, left);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return best;
    }
  } finally {
    unwatch();
  }
}
