/** Modals and Home tabs: how they are stored, stacked and replaced. */
import { type Fields, fields, present, rows, text } from '../shared/json.ts';
import { asKept, flagged } from './messages.ts';
import { APP_ID, BOT_ID, TEAM, type View, type World } from './world.ts';

/** A view as Slack keeps it, with ids, hash and empty state. */
function stored(world: World, payload: Fields, id: string, root: string, previous: string | null): Fields {
  return {
    id,
    team_id: TEAM.id,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    close: null,
    submit: null,
    title: { type: 'plain_text', text: 'View Title', emoji: true },
    submit_disabled: false,
    ...present(fields(flagged(payload))),
    blocks: asKept(world, rows(payload.blocks)),
    state: { values: {} },
    hash: `${Date.now()}.${world.id('')}`,
    previous_view_id: previous,
    root_view_id: root,
    app_id: APP_ID,
    app_installed_team_id: TEAM.id,
    bot_id: BOT_ID,
  };
}

/** Opens a modal: alone, or on top of those that are open. */
export function openView(world: World, member: string, payload: Fields, push: boolean, cause?: string): View {
  const open = world.stacks.get(member) ?? [];
  const below = push ? open : [];
  if (!push) for (const each of open) world.views.delete(each.id);
  const id = world.id('V');
  const top = below.at(-1);
  const view = stored(world, payload, id, below[0]?.id ?? id, top?.id ?? null);
  const entry: View = { id, member, view, version: 1 };
  world.views.set(id, entry);
  world.stacks.set(member, [...below, entry]);
  world.tell({ kind: 'form', view: entry, cause });
  return entry;
}

export function updateView(world: World, entry: View, payload: Fields): void {
  const { root_view_id, previous_view_id } = entry.view;
  entry.view = stored(world, payload, entry.id, text(root_view_id), previous_view_id as string | null);
  entry.version += 1;
  world.tell({ kind: entry.view.type === 'home' ? 'home' : 'form', view: entry });
}

/** Takes the topmost modal away; `all`: every one. Returns what was taken, the topmost first. */
export function closeViews(world: World, member: string, all: boolean): View[] {
  const open = world.stacks.get(member) ?? [];
  const kept = all ? [] : open.slice(0, -1);
  const closed = open.slice(kept.length).reverse();
  for (const each of closed) world.views.delete(each.id);
  world.stacks.set(member, kept);
  if (closed.length > 0) world.changed();
  return closed;
}

export function publishHome(world: World, member: string, payload: Fields): View {
  const present = world.homes.get(member);
  if (present) {
    updateView(world, present, payload);
    return present;
  }
  const id = world.id('V');
  const entry: View = { id, member, view: stored(world, payload, id, id, null), version: 1 };
  world.homes.set(member, entry);
  world.views.set(id, entry);
  world.tell({ kind: 'home', view: entry });
  return entry;
}
