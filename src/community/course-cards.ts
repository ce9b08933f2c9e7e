import { z } from 'zod';
import { button, defineAction } from '../chat/action.ts';
import type { Context } from '../chat/context.ts';
import type { Mentionable } from '../chat/option.ts';
import { rows } from '../chat/parts.ts';
import type { Message } from '../chat/reply.ts';
import { courseParts, unlinkConsequences } from './course-parts.ts';
import { spaceLink } from './link-cards.ts';
import { readLocale } from './locales.ts';
import { noticesButton } from './notice-cards.ts';
import { chosenZone } from './zone-choice.ts';

/** The cards of a community's settings, with their buttons: all of them for administrators. */

const show = defineAction({
  name: 'settings.course',
  answer: 'private',
  audience: 'administrator',
  run: (context) => courseCard(context),
});

const setZone = defineAction({
  name: 'settings.course-zone',
  state: z.object({ zone: z.string() }),
  answer: 'private',
  audience: 'administrator',
  run: (context) => courseSettings(context, context.state),
});

const removeFacilitator = defineAction({
  name: 'settings.unname',
  state: z.object({ kind: z.enum(['member', 'role']), id: z.string() }),
  answer: 'private',
  audience: 'administrator',
  run: async (context) => {
    await context.services.community.settings.removeFacilitator(await context.who(), context.state);
    return courseCard(context);
  },
});

const clearChannel = defineAction({
  name: 'settings.no-channel',
  answer: 'private',
  audience: 'administrator',
  run: async (context) => {
    await context.services.community.settings.change(await context.who(), { channel: null });
    return courseCard(context);
  },
});

const askUnlink = defineAction({
  name: 'settings.part',
  answer: 'private',
  audience: 'administrator',
  run: async (context) => ({
    title: 'Unlink?',
    parts: [
      unlinkConsequences(await context.services.community.settings.of(await context.who())),
      ...rows([button(unlink, {}, 'Unlink', { style: 'danger' }), button(show, {}, 'Stay linked')]),
    ],
  }),
});

const unlink = defineAction({
  name: 'settings.part-now',
  answer: 'private',
  audience: 'administrator',
  run: async (context) => {
    await context.services.community.linking.unlinkSpace(await context.who());
    return courseCard(context);
  },
});

interface Typed {
  readonly facilitator?: Mentionable | undefined;
  readonly channel?: string | undefined;
  /** “none” takes it back, as for the locale. */
  readonly zone?: string | undefined;
  readonly locale?: string | undefined;
  readonly sessions?: 'everyone' | 'facilitators' | undefined;
}

/** A community's settings; what is given is saved first, all of it or nothing. */
export async function courseSettings(context: Context, typed: Typed): Promise<Message> {
  const { settings } = context.services.community;
  const now = context.clock.now();
  const choose = (each: string, label: string) => button(setZone, { zone: each }, label);
  const changed = {
    channel: typed.channel,
    opens: typed.sessions,
    zone: unlessNone(typed.zone, (zone) => chosenZone(zone, now, choose)),
    locale: unlessNone(typed.locale, readLocale),
  };
  await settings.change(await context.who(), changed, typed.facilitator);
  return courseCard(context);
}

function unlessNone(typed: string | undefined, read: (typed: string) => string): string | null | undefined {
  if (typed === undefined) return undefined;
  return /^none$/i.test(typed) ? null : read(typed);
}

async function courseCard(context: Context): Promise<Message> {
  const { settings, notices } = context.services.community;
  const who = await context.who();
  const course = await settings.of(who);
  return {
    title: 'The community’s settings',
    parts: [
      ...courseParts(course, context.clock.now()),
      ...rows([
        ...course.facilitators.map(({ kind, id }, index) =>
          button(removeFacilitator, { kind, id }, `Remove facilitator ${index + 1}`),
        ),
        ...(course.channel === undefined ? [] : [button(clearChannel, {}, 'No announcement channel')]),
        spaceLink.start,
        ...(course.linked.length > 0 ? [button(askUnlink, {}, 'Unlink')] : []),
        ...noticesButton(await notices.count(who)),
      ]),
    ],
  };
}

export const courseActions = [
  show,
  setZone,
  removeFacilitator,
  clearChannel,
  askUnlink,
  unlink,
  ...spaceLink.actions,
];
