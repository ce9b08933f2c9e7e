import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { fields, list, text } from '../../../src/local/shared/json.ts';

const file = new URL('../../../../shared/specs/discord-openapi.json', import.meta.url);

/** Whether Discord's specification is at hand. */
export const there: boolean = existsSync(file);

/** Discord's HTTP API specification, as something to measure payloads with. */
export class Specification {
  readonly #document = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });

  constructor() {
    this.#ajv.addSchema({ $id: 'discord', ...this.#document });
  }

  /** Why a value is not of a named schema; empty when it is. */
  faults(schema: string, value: unknown): string {
    return this.#check({ $ref: `discord#/components/schemas/${schema}` }, value);
  }

  /** Why an answer is not one that the specification allows for this request. */
  answerFaults(method: string, path: string, status: number, body: unknown): string {
    const route = Object.keys(fields(this.#document.paths)).find((each) => fits(each, path));
    if (route === undefined) return `no such path: ${path}`;
    const operation = fields(fields(fields(this.#document.paths)[route])[method.toLowerCase()]);
    const answers = fields(operation.responses);
    const answer = fields(answers[String(status)] ?? answers[`${String(status)[0]}XX`]);
    const $ref = text(answer.$ref);
    const described = $ref
      ? fields(fields(fields(this.#document.components).responses)[$ref.split('/').at(-1)!])
      : answer;
    const schema = fields(fields(described.content)['application/json']).schema;
    if (schema === undefined) return body === undefined ? '' : `${method} ${path} has no body for ${status}`;
    return this.#check(schema, body);
  }

  #check(schema: unknown, value: unknown): string {
    const validate = this.#compiled(JSON.stringify(schema).replaceAll('"#/', '"discord#/'));
    if (validate(value)) return '';
    return this.#ajv.errorsText(list(validate.errors) as NonNullable<ValidateFunction['errors']>);
  }

  readonly #known = new Map<string, ValidateFunction>();

  #compiled(schema: string): ValidateFunction {
    const known = this.#known.get(schema) ?? this.#ajv.compile(JSON.parse(schema));
    this.#known.set(schema, known);
    return known;
  }
}

function fits(template: string, path: string): boolean {
  const [wanted, steps] = [template.split('/'), path.split('/')];
  if (wanted.length !== steps.length) return false;
  const literal = wanted.every((want, index) => want.startsWith('{') || want === steps[index]);
  // "@me" and "@original" have templates of their own.
  return literal && !wanted.some((want, index) => want.startsWith('{') && steps[index]!.startsWith('@'));
}
