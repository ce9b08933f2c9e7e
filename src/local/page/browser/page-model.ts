import type { Usage } from '../../shared/screen.ts';
import {
  type CallLine,
  type ClockMove,
  type ClockState,
  type FaultOnOffer,
  type Ledger,
  SIDES,
  type Side,
  type Start,
  type Told,
} from '../wire.ts';
import { ask, listen, post, sentenceOf } from './api.ts';
import { PaneModel } from './pane-model.ts';
import type { Inspected } from './props.ts';
import { applyTheme, keptTheme, type Theme } from './theme.ts';
import { runActs } from './tour-run.ts';

type Live = Extract<Start, { mode: 'live' }>;

export type Drawer = 'none' | 'clock' | 'faults' | 'inspector';

/** What the page shows beside the two windows. */
export interface PageState {
  /** The platform that is shown where there is room for one only. */
  front: Side;
  drawer: Drawer;
  theme: Theme;
  clock: ClockState;
  /** When the clock was asked for, on this machine's. */
  asked: number;
  clockFailure: string;
  faults: Record<Side, FaultOnOffer[]>;
  calls: CallLine[];
  ledger: Ledger;
  faultSaid: string;
  /** A fault is being made. */
  failing: boolean;
  inspected: (Inspected & { readonly usage: readonly Usage[] }) | undefined;
  /** The tour's step; -1 where it is not on. */
  step: number;
  /** The steps whose acts were done. */
  done: ReadonlySet<number>;
  touring: boolean;
  tourFailure: string;
}

const NO_POSTS = { count: 0, twice: 0 };

/** The page in live mode: both windows, the clock, the faults, the tour. */
export class PageModel {
  readonly state: PageState = {
    ...{ front: SIDES[0], drawer: 'none', theme: keptTheme(), asked: 0, clockFailure: '' },
    clock: { now: 0, moving: false, agenda: [] },
    ...{ faults: { slack: [], discord: [] }, calls: [], faultSaid: '', failing: false, inspected: undefined },
    ledger: { posts: { slack: NO_POSTS, discord: NO_POSTS }, waiting: [] },
    ...{ step: -1, done: new Set(), touring: false, tourFailure: '' },
  };
  readonly panes: Readonly<Record<Side, PaneModel>>;
  readonly tour: Live['tour'];
  readonly #start: Live;
  readonly #changed: () => void;
  #opener: Element | null = null;

  constructor(start: Live, changed: () => void) {
    this.#start = start;
    this.#changed = changed;
    this.tour = start.tour;
    const pane = (side: Side): PaneModel =>
      new PaneModel(side, start.members[side], start.first[side], changed);
    this.panes = { slack: pane('slack'), discord: pane('discord') };
    applyTheme(this.state.theme);
  }

  set(patch: Partial<PageState>): void {
    Object.assign(this.state, patch);
    this.#changed();
  }

  async start(): Promise<void> {
    listen({ told: (what) => this.#told(what), back: () => this.#everything() });
    await Promise.all([...SIDES.map((side) => this.panes[side].start()), this.#clock()]);
  }

  #told(what: Told): void {
    if (what.kind === 'clock') void this.#clock();
    if (what.kind === 'screen') {
      void this.panes[what.side].refresh();
      if (this.state.drawer === 'faults') void this.#faults();
      // What falls due next may be another thing now.
      if (this.state.drawer === 'clock') void this.#clock();
    }
  }

  #everything(): void {
    for (const side of SIDES) void this.panes[side].refresh();
    void this.#clock();
  }

  async #clock(): Promise<void> {
    const clock = await ask<ClockState>('clock').catch(() => undefined);
    if (clock) this.set({ clock, asked: Date.now() });
  }

  async #faults(): Promise<void> {
    try {
      const [faults, calls, ledger] = await Promise.all([
        ask<PageState['faults']>('faults'),
        ask<CallLine[]>('calls'),
        ask<Ledger>('ledger'),
      ]);
      this.set({ faults, calls, ledger });
    } catch (error) {
      this.set({ faultSaid: sentenceOf(error) });
    }
  }

  /** What the clock shows now: it goes on between two looks. */
  get clock(): ClockState {
    const { clock, asked } = this.state;
    return { ...clock, now: clock.now + (clock.moving ? 0 : Date.now() - asked) };
  }

  light(theme: Theme): void {
    applyTheme(theme);
    this.set({ theme });
  }

  open(drawer: Drawer): void {
    this.set({ drawer: this.state.drawer === drawer ? 'none' : drawer });
    if (this.state.drawer === 'faults') void this.#faults();
    if (this.state.drawer === 'clock') void this.#clock();
  }

  async move(to: ClockMove): Promise<void> {
    this.set({ clockFailure: '' });
    try {
      await post('clock', to);
    } catch (error) {
      this.set({ clockFailure: sentenceOf(error) });
    }
    await this.#clock();
  }

  /** Makes a platform fail; without a fault, takes all back. */
  async fail(fault?: { readonly side: Side; readonly id: string }): Promise<void> {
    this.set({ failing: true });
    try {
      await post('fault', fault ?? {});
      this.set({ faultSaid: fault ? 'Done. See below what becomes of it.' : 'All faults are taken back.' });
    } catch (error) {
      this.set({ faultSaid: sentenceOf(error) });
    } finally {
      this.set({ failing: false });
    }
    await this.#faults();
  }

  async inspect(side: Side, what: Inspected): Promise<void> {
    this.#opener = document.activeElement;
    const { kind, payload } = what;
    const usage = await post<Usage[]>('usage', { side, kind, payload }).catch(() => []);
    this.set({ inspected: { ...what, usage }, drawer: 'inspector' });
  }

  closeInspector(): void {
    this.set({ drawer: 'none' });
    this.#giveFocusBack();
  }

  startTour(): void {
    this.#opener = document.activeElement;
    this.tourTo(0);
  }

  /** To this step of the tour; beyond the last one it ends. */
  tourTo(step: number): void {
    const ends = step >= this.tour.length;
    this.set({ step: ends ? -1 : step, tourFailure: '' });
    if (ends) this.#giveFocusBack();
  }

  /** To what opened the part of the page that is gone. */
  #giveFocusBack(): void {
    const opener = this.#opener;
    // Once the page has drawn.
    setTimeout(() => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    });
  }

  /** Does what the tour's step shows. */
  async showMe(): Promise<void> {
    const { step, done } = this.state;
    this.set({ touring: true, tourFailure: '' });
    try {
      const stage = {
        panes: this.panes,
        places: this.#start.places,
        show: (side: Side) => this.set({ front: side }),
        moveClock: (to: string) => post<void>('clock', { kind: 'next', says: to }),
      };
      await runActs(stage, this.tour[step]?.acts ?? []);
      this.set({ done: new Set([...done, step]) });
    } catch (error) {
      this.set({ tourFailure: sentenceOf(error) });
    } finally {
      this.set({ touring: false });
    }
  }
}
