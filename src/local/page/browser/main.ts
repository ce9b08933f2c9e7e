import { h, render } from 'preact';
import type { Preview, Start } from '../wire.ts';
import { ask, listen, sentenceOf } from './api.ts';
import { Page } from './page.ts';
import { PageModel } from './page-model.ts';
import { PreviewPage } from './preview.ts';

const root = document.getElementById('page') ?? document.body;

/** "In two minutes" grows old by itself. */
const MINUTE = 30_000;

function showLive(start: Extract<Start, { mode: 'live' }>): void {
  let drawing = false;
  const draw = (): void => {
    if (drawing) return;
    drawing = true;
    // Several changes in one turn are one drawing.
    queueMicrotask(() => {
      drawing = false;
      render(h(Page, { model }), root);
    });
  };
  const model = new PageModel(start, draw);
  draw();
  setInterval(draw, MINUTE);
  void model.start();
}

async function showPreview(): Promise<void> {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  const draw = async (): Promise<void> => {
    const preview = await ask<Preview>('preview');
    render(h(PreviewPage, { preview, zone: timeZone, now: Date.now() }), root);
  };
  listen({ told: () => void draw(), back: () => void draw() });
  await draw();
}

try {
  const start = await ask<Start>('start');
  root.replaceChildren();
  if (start.mode === 'live') showLive(start);
  else await showPreview();
} catch (error) {
  root.textContent = sentenceOf(error);
}
