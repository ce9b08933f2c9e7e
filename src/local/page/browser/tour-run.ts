import type { Outcome } from '../../shared/human.ts';
import { fields, isFields, text } from '../../shared/json.ts';
import type { Side, TourAct } from '../wire.ts';
import { Refused } from './api.ts';
import type { PaneModel } from './pane-model.ts';

/** What the tour moves: both windows, and the clock. */
export interface Stage {
  readonly panes: Readonly<Record<Side, PaneModel>>;
  /** Ids of conversations by name; a direct one with the app is called `direct`. */
  readonly places: Readonly<Record<Side, Readonly<Record<string, string>>>>;
  /** Brings a platform to the front where there is room for one only. */
  show(side: Side): void;
  /** Moves the clock to when something of this name falls due, and waits until it is there. */
  moveClock(to: string): Promise<void>;
}

/** Does what a step of the tour shows, one after the other. Rejects with Refused where something cannot be done. */
export async function runActs(stage: Stage, acts: readonly TourAct[]): Promise<void> {
  for (const act of acts) await runAct(stage, act);
}

async function runAct(stage: Stage, act: TourAct): Promise<void> {
  if (act.kind === 'clock') return stage.moveClock(act.to);
  const { side, member } = act;
  const pane = stage.panes[side];
  stage.show(side);
  const id = pane.state.members[member];
  if (id === undefined) throw new Refused(`There is no ${member} on ${side}.`);
  if (pane.state.member !== id) await pane.become(id);
  if (act.kind === 'fill') {
    const { form } = pane.state.screen ?? {};
    if (!form) throw new Refused('No form is open.');
    return accept(await pane.submit(form.id, act.values));
  }
  await lookAt(stage, pane, act.place);
  if (act.kind === 'type') return accept(await pane.run(act.typed));
  if (act.kind === 'press') {
    const { message, label } = await newestWith(pane, act.label);
    return accept(await pane.click(message, label));
  }
}

async function lookAt(stage: Stage, pane: PaneModel, place: string): Promise<void> {
  const { side, screen } = pane.state;
  const direct = screen?.places.find(({ kind }) => kind === 'direct')?.id;
  const id = place === 'direct' ? direct : stage.places[side][place];
  if (id === undefined) throw new Refused(`There is no ${place} on ${side}.`);
  if (pane.state.place === id) await pane.refresh();
  else await pane.open(id);
}

/** How long what was posted just now may take to arrive, and how often it is looked for; ms. */
const PATIENCE = 20_000;
const LOOK = 200;

/** The newest message that has a button with this label, or with one that begins so (`A` is `A: Negotiation`). */
async function newestWith(pane: PaneModel, wanted: string): Promise<{ message: string; label: string }> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    for (const { id, payload } of (pane.state.screen?.messages ?? []).toReversed()) {
      const label = labelsIn(payload).find((each) => each === wanted || each.startsWith(`${wanted}: `));
      if (label !== undefined) return { message: id, label };
    }
    if (Date.now() > until) throw new Refused(`Nothing here has a button “${wanted}”.`);
    await new Promise((resolve) => setTimeout(resolve, LOOK));
    await pane.refresh();
  }
}

/** The labels of a payload's buttons, on either platform. */
export function labelsIn(payload: unknown): string[] {
  if (Array.isArray(payload)) return payload.flatMap(labelsIn);
  if (!isFields(payload)) return [];
  const { label, type } = payload;
  if (type === 2 && typeof label === 'string') return [label];
  if (type === 'button') return [text(fields(payload.text).text)];
  return Object.values(payload).flatMap(labelsIn);
}

function accept(outcome: Outcome | undefined): void {
  if (outcome === undefined || outcome.kind === 'failed')
    throw new Refused(
      outcome?.failure ?? 'That was not possible just now; go on, or start the program anew.',
    );
}
