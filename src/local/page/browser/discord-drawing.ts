import { h } from 'preact';
import type { Drawn } from './discord-drawn.ts';
import { FormView } from './discord-form.ts';
import { BodyView, MessageView } from './discord-message.ts';
import type { Drawing } from './props.ts';

/** Draws what Discord received as Discord's client shows it. */
export const discord: Drawing = {
  Message: (props): Drawn => h(MessageView, props),
  Body: (props): Drawn => h(BodyView, props),
  // Another form starts afresh.
  Form: (props): Drawn => h(FormView, { key: props.form.id, ...props }),
};
