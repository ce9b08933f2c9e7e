import type { JSX } from 'preact';

/** Something drawn. */
export type Drawn = JSX.Element;
