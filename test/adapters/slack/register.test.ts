import { existsSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { manifestFor, SCOPES } from '../../../src/adapters/slack/register.ts';
import { defineCommand } from '../../../src/chat/command.ts';
import { refusals } from '../../../src/local/slack/refusals.ts';
import { Seen, testCommand } from './stage.ts';

interface Manifest {
  readonly features: {
    readonly slash_commands: readonly {
      readonly command: string;
      readonly usage_hint: string;
      readonly should_escape: boolean;
      readonly url?: string;
    }[];
    readonly shortcuts?: readonly { readonly callback_id: string }[];
  };
  readonly settings: object;
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
}

const command = (name: string) =>
  defineCommand({
    name,
    description: 'A test',
    options: {},
    visibility: 'private',
    run: () => ({ parts: [] }),
  });
const manifest = (parts: Partial<Parameters<typeof manifestFor>[0]> = {}) =>
  manifestFor({ commands: [testCommand(new Seen())], mode: 'socket', ...parts }) as Manifest;
const names = (made: Manifest) => made.features.slash_commands.map((each) => each.command);

const SCHEMA = new URL('../../../../shared/specs/slack-manifest.schema.json', import.meta.url);
const there = existsSync(SCHEMA);
const http = { mode: 'http' as const, publicUrl: 'https://parley.example.org/' };

describe('the manifest', () => {
  it.each([
    ['Socket Mode', {}],
    ['HTTP', http],
    ['the course’s own commands', { commands }],
    ['a prefix', { commandPrefix: 'p-' }],
  ])('for %s is taken by Slack', (_, parts) => {
    expect(refusals(manifest(parts), 'manifest')).toEqual([]);
  });

  it.skipIf(!there)('holds to Slack’s own schema (needs ../shared/specs)', () => {
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const validate = ajv.compile(JSON.parse(readFileSync(SCHEMA, 'utf8')));
    const wrong = [manifest(), manifest(http)].flatMap((each) =>
      validate(each) ? [] : (validate.errors ?? []),
    );
    expect(wrong).toEqual([]);
  });

  it('has /parley before the commands', () => {
    expect(names(manifest())).toEqual(['/parley', '/test']);
  });

  it('puts the prefix before every command but /parley', () => {
    expect(names(manifest({ commandPrefix: 'p-' }))).toEqual(['/parley', '/p-test']);
  });

  it('leaves out a name that Slack keeps for itself', () => {
    expect(names(manifest({ commands: [command('status')] }))).toEqual(['/parley']);
  });

  it('has every command’s mentions and signs escaped', () => {
    expect(manifest().features.slash_commands.every((each) => each.should_escape)).toBe(true);
  });

  it('sends everything to one address over HTTP', () => {
    const text = JSON.stringify(manifest(http));
    const urls = new Set(
      [...text.matchAll(/"(?:url|request_url|message_menu_options_url)":"([^"]+)"/g)].map(([, url]) => url),
    );
    expect([...urls]).toEqual(['https://parley.example.org/slack/events']);
  });

  it('names no address in Socket Mode', () => {
    expect(JSON.stringify(manifest())).not.toContain('url"');
  });

  it('lists the commands of a message’s menu', () => {
    expect(manifest().features.shortcuts?.map((each) => each.callback_id)).toEqual(['test.words']);
  });

  it('asks for the scopes that are explained, and for no other', () => {
    expect(manifest().oauth_config.scopes.bot).toEqual(Object.keys(SCOPES));
  });

  it('says what to change where a prefix makes a name too long', () => {
    const long = command('a'.repeat(30));
    expect(() => manifest({ commands: [long], commandPrefix: 'long-' })).toThrow(
      /shorter SLACK_COMMAND_PREFIX/,
    );
  });
});
