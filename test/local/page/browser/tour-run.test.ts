import { expect, test } from 'vitest';
import { labelsIn } from '../../../../src/local/page/browser/tour-run.ts';

test('the tour finds Discord’s buttons by their labels, wherever they stand', () => {
  const row = { type: 1, components: [{ type: 2, label: 'A: Negotiation', custom_id: 'a' }] };
  const section = { type: 9, components: [], accessory: { type: 2, label: 'Join', custom_id: 'b' } };
  expect(labelsIn({ components: [{ type: 17, components: [row, section] }] })).toEqual([
    'A: Negotiation',
    'Join',
  ]);
});

test('the tour finds Slack’s buttons by their labels, and takes no other text for one', () => {
  const button = { type: 'button', text: { type: 'plain_text', text: 'Join' }, action_id: 'a' };
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: 'Caucus practice' } },
    { type: 'actions', elements: [button] },
  ];
  expect(labelsIn({ text: 'Join', blocks })).toEqual(['Join']);
});
