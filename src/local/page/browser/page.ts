import { h, type JSX } from 'preact';
import { clockText, dateText } from '../../shared/times.ts';
import { NAMES, SIDES } from '../wire.ts';
import { ClockPanel } from './clock-panel.ts';
import { FaultPanel } from './fault-panel.ts';
import { Inspector } from './inspector.ts';
import type { Drawer, PageModel } from './page-model.ts';
import { Pane } from './pane.ts';
import { THEMES, type Theme } from './theme.ts';
import { TourPanel } from './tour-panel.ts';

/** The whole page: a bar, what is opened from it, both platforms, and the tour at the bottom. */
export function Page({ model }: { model: PageModel }): JSX.Element {
  const { front, step } = model.state;
  return h('div', { class: 'page', 'data-touring': step >= 0 ? '' : undefined }, [
    h(Bar, { key: 'bar', model }),
    h(Opened, { key: 'opened', model }),
    h(
      'main',
      { key: 'panes', class: 'p-panes' },
      SIDES.map((side) =>
        h(Pane, {
          key: side,
          model: model.panes[side],
          shown: front === side,
          inspect: (what) => void model.inspect(side, what),
        }),
      ),
    ),
    step >= 0 && h(Tour, { key: 'tour', model }),
  ]);
}

function Bar({ model }: { model: PageModel }): JSX.Element {
  const { drawer, step, front, theme } = model.state;
  const opens = (name: Drawer, words: string): JSX.Element =>
    h(
      'button',
      { key: name, type: 'button', 'aria-expanded': drawer === name, onClick: () => model.open(name) },
      words,
    );
  return h('header', { class: 'p-bar' }, [
    h('h1', { key: 'title' }, 'Slack and Discord, side by side'),
    h('div', { key: 'tools', class: 'p-tools' }, [
      h(
        'button',
        {
          key: 'tour',
          type: 'button',
          class: 'p-first',
          'aria-expanded': step >= 0,
          onClick: () => model.startTour(),
        },
        'Take the tour',
      ),
      opens('clock', `Clock: ${timeOf(model)}`),
      opens('faults', 'Faults'),
      h('label', { key: 'theme', class: 'p-theme' }, [
        h('span', { key: 'label' }, 'Colours '),
        h(
          'select',
          {
            key: 'select',
            value: theme,
            onChange: ({ currentTarget }: { currentTarget: HTMLSelectElement }) =>
              model.light(currentTarget.value as Theme),
          },
          THEMES.map((name) => h('option', { key: name, value: name }, name)),
        ),
      ]),
    ]),
    h(
      'div',
      { key: 'sides', class: 'p-sides', role: 'group', 'aria-label': 'Platform in front' },
      SIDES.map((side) =>
        h(
          'button',
          {
            key: side,
            type: 'button',
            'aria-pressed': front === side,
            onClick: () => model.set({ front: side }),
          },
          NAMES[side],
        ),
      ),
    ),
  ]);
}

/** Zones of those who look, without doubles. */
function zonesOf({ panes }: PageModel): string[] {
  const zones = SIDES.flatMap((side) => {
    const { screen } = panes[side].state;
    return screen?.people.find(({ id }) => id === screen.me)?.zone ?? [];
  });
  return zones.length > 0 ? [...new Set(zones)] : ['UTC'];
}

function timeOf(model: PageModel): string {
  const [zone = 'UTC'] = zonesOf(model);
  const { now } = model.clock;
  return now === 0 ? '…' : `${dateText(now, zone)}, ${clockText(now, zone)}`;
}

function Opened({ model }: { model: PageModel }): JSX.Element | null {
  const { drawer, clockFailure, faults, calls, ledger, faultSaid, failing, inspected } = model.state;
  if (drawer === 'clock') {
    return h(ClockPanel, {
      clock: model.clock,
      zones: zonesOf(model),
      move: (to) => void model.move(to),
      failure: clockFailure,
    });
  }
  if (drawer === 'faults') {
    const { slack, discord } = model.panes;
    return h(FaultPanel, {
      ...{ faults, calls, ledger, said: faultSaid, busy: failing },
      connected: {
        slack: slack.state.screen?.connected ?? false,
        discord: discord.state.screen?.connected ?? false,
      },
      make: (side, id) => void model.fail({ side, id }),
      clear: () => void model.fail(),
    });
  }
  if (drawer === 'inspector' && inspected) {
    const { title, payload, usage } = inspected;
    return h(Inspector, { title, payload, usage, close: () => model.closeInspector() });
  }
  return null;
}

function Tour({ model }: { model: PageModel }): JSX.Element {
  const { step, done, touring, tourFailure } = model.state;
  return h(TourPanel, {
    steps: model.tour,
    at: step,
    done: done.has(step),
    busy: touring,
    failure: tourFailure,
    showMe: () => void model.showMe(),
    next: () => model.tourTo(step + 1),
    back: () => model.tourTo(Math.max(step - 1, 0)),
    close: () => model.tourTo(model.tour.length),
  });
}
