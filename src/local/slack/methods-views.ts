/** Web API: views.* */
import { type Fields, fields, text } from '../shared/json.ts';
import { type Method, Refused } from './method.ts';
import { refusalAnswer, refusals } from './refusals.ts';
import { limits } from './rules.ts';
import { openView, publishHome, updateView } from './views.ts';
import type { Trigger, View, World } from './world.ts';

/** The view of a call; throws what Slack answers where it is refused. */
function checked(args: Fields, type: 'modal' | 'home' | null): Fields {
  const found = refusals(args.view, 'view');
  if (found.length > 0) {
    const { error, ...more } = refusalAnswer(found, 'view');
    throw new Refused(String(error), more);
  }
  const view = fields(args.view);
  if (type && view.type !== type)
    throw new Refused('invalid_arguments', {
      response_metadata: { messages: [`[ERROR] must be ${type} [json-pointer:/view/type]`] },
    });
  return view;
}

/** The member's act behind a trigger_id; `take` uses it up. */
function triggered(world: World, id: unknown): { trigger: Trigger; take: () => void } {
  const trigger = world.triggers.get(text(id));
  if (!trigger) throw new Refused('invalid_trigger_id');
  if (trigger.used) throw new Refused('exchanged_trigger_id');
  if (world.clocks.transport() - trigger.issued > limits('trigger-life').max)
    throw new Refused('expired_trigger_id');
  return {
    trigger,
    take: () => {
      trigger.used = true;
    },
  };
}

function unusedExternalId(world: World, view: Fields, except?: View): void {
  const id = text(view.external_id);
  if (id === '') return;
  for (const each of world.views.values())
    if (each !== except && each.view.external_id === id) throw new Refused('duplicate_external_id');
}

export const viewMethods: Record<string, Method> = {
  'views.open': {
    needs: ['trigger_id', 'view'],
    run: (args, { world }) => {
      const view = checked(args, 'modal');
      const { trigger, take } = triggered(world, args.trigger_id);
      unusedExternalId(world, view);
      take();
      return { view: openView(world, trigger.member, view, false, text(args.trigger_id)).view };
    },
  },
  'views.push': {
    needs: ['trigger_id', 'view'],
    run: (args, { world }) => {
      const view = checked(args, 'modal');
      const { trigger, take } = triggered(world, args.trigger_id);
      const stack = world.stacks.get(trigger.member) ?? [];
      if (!trigger.view || !stack.some(({ id }) => id === trigger.view))
        throw new Refused('invalid_trigger_id');
      if (stack.length >= limits('view-stack').max) throw new Refused('push_limit_reached');
      unusedExternalId(world, view);
      take();
      return { view: openView(world, trigger.member, view, true, text(args.trigger_id)).view };
    },
  },
  'views.update': {
    needs: ['view'],
    run: (args, { world }) => {
      const byExternal = [...world.views.values()].find(
        (each) => text(args.external_id) !== '' && each.view.external_id === args.external_id,
      );
      const entry = world.views.get(text(args.view_id)) ?? byExternal;
      if (!entry) throw new Refused('not_found');
      const view = checked(args, entry.view.type as 'modal' | 'home');
      if (text(args.hash) !== '' && args.hash !== entry.view.hash) throw new Refused('hash_conflict');
      unusedExternalId(world, view, entry);
      updateView(world, entry, view);
      return { view: entry.view };
    },
  },
  'views.publish': {
    needs: ['user_id', 'view'],
    run: (args, { world }) => {
      const member = world.members.get(text(args.user_id));
      if (!member || member.bot) throw new Refused('user_not_found');
      const { home_tab_enabled } = fields(fields(world.manifest?.features).app_home);
      if (home_tab_enabled !== true) throw new Refused('not_enabled');
      const view = checked(args, 'home');
      const present = world.homes.get(member.id);
      if (text(args.hash) !== '' && args.hash !== present?.view.hash) throw new Refused('hash_conflict');
      return { view: publishHome(world, member.id, view).view };
    },
  },
};
