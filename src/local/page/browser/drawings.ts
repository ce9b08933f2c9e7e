import type { Side } from '../wire.ts';
import { discord } from './discord-drawing.ts';
import type { Drawing } from './props.ts';
import { slack } from './slack-drawing.ts';

/** How each platform draws what it received. */
export const DRAWINGS: Readonly<Record<Side, Drawing>> = { slack, discord };
