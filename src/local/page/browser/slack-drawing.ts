import type { Drawing } from './props.ts';
import { Body } from './slack-body.ts';
import { Form } from './slack-form.ts';
import { Message } from './slack-message.ts';

/** Slack's messages, Home tabs and modals. */
export const slack: Drawing = { Message, Body, Form };
