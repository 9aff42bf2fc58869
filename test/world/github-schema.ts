/**
 * GitHub's official schemas as an oracle: `request`, `response` and `webhook` return what is wrong, or `null`;
 * `sample` builds the smallest valid instance, for the hundred fields of a payload that no story is about.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

interface Operation {
  readonly id: string;
  readonly request: JsonObject | null;
  readonly responses: Readonly<Record<string, JsonObject>>;
}

const directory = join(import.meta.dirname, '..', 'schema');
// Both files are written by scripts/extract-github-schema.ts in this shape.
const rest = JSON.parse(readFileSync(join(directory, 'github-rest.subset.json'), 'utf8')) as {
  operations: Record<string, Operation>;
  components: { schemas: Record<string, JsonObject> };
};
const hooks = JSON.parse(readFileSync(join(directory, 'github-webhooks.subset.json'), 'utf8')) as {
  webhooks: Record<string, { $ref: string }>;
  components: { schemas: Record<string, JsonObject> };
};

const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, validateFormats: true });
formats.default(ajv);
// GitHub's own values do not hold these formats to the letter: `https://…/users/vigie[bot]` is no URI.
ajv.addFormat('uri', true);
ajv.addFormat('repo.nwo', true);
ajv.addFormat('timestamp', true);
ajv.addFormat('ssh-key', true);
ajv.addSchema({ $id: 'rest', components: rest.components });
ajv.addSchema({ $id: 'hooks', components: hooks.components });

const compiled = new Map<string, ValidateFunction>();

function check(key: string, root: 'rest' | 'hooks', schema: JsonObject, value: unknown): string | null {
  let validate = compiled.get(key);
  if (!validate) {
    validate = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', `"${root}#/components/`)));
    compiled.set(key, validate);
  }
  if (validate(value)) return null;
  const errors = (validate.errors ?? []).filter((error) => !(key.startsWith('response') && isLenient(error)));
  return errors.length === 0
    ? null
    : `${key}: ${errors.map((e) => `${e.instancePath || '/'} ${e.message}`).join('; ')}`;
}

/** GitHub itself answers null there: the line of a comment whose code is gone. */
function isLenient(error: ErrorObject): boolean {
  return error.data === null && /\/(line|position|original_line|start_line|in_reply_to_id)$/.test(error.instancePath);
}

/** The path templates with their method, as the official description names them. */
export const OPERATIONS: readonly string[] = Object.keys(rest.operations);

/** `POST /repos/{owner}/{repo}/check-runs` → `checks/create`. */
export const operationId = (name: string): string => operation(name).id;

function operation(name: string): Operation {
  const found = rest.operations[name];
  if (!found) throw new Error(`${name} is not in test/schema; see scripts/extract-github-schema.ts`);
  return found;
}

/** What is wrong with a request's body, or `null`. `name` is `POST /repos/{owner}/{repo}/check-runs`. */
export function request(name: string, body: unknown): string | null {
  const { request: schema } = operation(name);
  if (schema === null) return null;
  return check(`request ${name}`, 'rest', schema, body ?? {});
}

/** The description of this answer asks for an account that is a user and an enterprise at once; its component says which is meant. */
const MENDED: Readonly<Record<string, JsonObject>> = {
  '200 GET /app/installations': { type: 'array', items: { $ref: '#/components/schemas/installation' } },
};

/** What is wrong with an answer, or `null`; an undescribed status is not judged. */
export function response(name: string, status: number, body: unknown): string | null {
  const schema = MENDED[`${status} ${name}`] ?? operation(name).responses[String(status)];
  if (!schema || Object.keys(schema).length === 0) return null;
  return check(`response ${status} ${name}`, 'rest', schema, body);
}

/** What is wrong with a payload; `name` is `pull-request-opened`. */
export function webhook(name: string, payload: unknown): string | null {
  const schema = hooks.webhooks[name];
  if (!schema) throw new Error(`webhook ${name} is not in test/schema; see scripts/extract-github-schema.ts`);
  return check(`webhook ${name}`, 'hooks', { $ref: schema.$ref }, payload);
}

/** The smallest valid instance of a component, with `given` on top (objects are merged). */
export function sample(name: string, given: JsonObject = {}): JsonObject {
  const schema = rest.components.schemas[name];
  if (!schema) throw new Error(`no component ${name} in test/schema`);
  return merge(instance(schema, rest.components.schemas), given);
}

/** The smallest valid payload of a webhook, with `given` on top. */
export function sampleWebhook(name: string, given: JsonObject): JsonObject {
  const schema = hooks.webhooks[name];
  if (!schema) throw new Error(`webhook ${name} is not in test/schema`);
  return merge(instance({ $ref: schema.$ref }, hooks.components.schemas), given);
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function merge(base: Json, given: JsonObject): JsonObject {
  const merged: Record<string, Json | undefined> = { ...(isObject(base) ? base : {}) };
  for (const [key, value] of Object.entries(given)) {
    const before = merged[key];
    merged[key] = isObject(value) && isObject(before) ? merge(before, value) : value;
  }
  return merged;
}

function instance(schema: JsonObject, schemas: Readonly<Record<string, JsonObject>>): Json {
  const ref = schema.$ref;
  if (typeof ref === 'string') return instance(schemas[ref.slice(ref.lastIndexOf('/') + 1)] ?? {}, schemas);
  const type = Array.isArray(schema.type) ? schema.type : [schema.type];
  if (type.includes('null')) return null;
  if (Array.isArray(schema.enum)) return schema.enum[0] ?? null;
  const all = schema.allOf;
  if (Array.isArray(all))
    return all.map((part) => instance(part, schemas)).reduce((a: Json, b: Json) => (isObject(b) ? merge(a, b) : b), {});
  const any = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(any) && !isObject(schema.properties)) {
    return any.some((part) => part.type === 'null') ? null : instance(any[0], schemas);
  }
  if (type.includes('object') || isObject(schema.properties)) return objectInstance(schema, schemas);
  if (type.includes('array')) return [];
  if (type.includes('integer') || type.includes('number')) return 0;
  if (type.includes('boolean')) return false;
  return stringInstance(schema);
}

function objectInstance(schema: JsonObject, schemas: Readonly<Record<string, JsonObject>>): JsonObject {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.fromEntries(
    required.map((key) => {
      const property = properties[key];
      return [key, isObject(property) ? instance(property, schemas) : null];
    }),
  );
}

function stringInstance(schema: JsonObject): string {
  if (schema.format === 'date-time' || schema.format === 'timestamp') return '2026-01-05T09:00:00Z';
  if (schema.format === 'date') return '2026-01-05';
  if (schema.format === 'uri') return 'https://github.test/';
  return 'x'.repeat(typeof schema.minLength === 'number' ? schema.minLength : 0);
}
