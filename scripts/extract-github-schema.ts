/**
 * Cuts the operations and webhooks that the fake GitHub serves out of GitHub's official OpenAPI description.
 * The packages are large (385 MB), so they are installed outside of the project, only when the subset must grow:
 *
 *   npm i --prefix /tmp/oas @octokit/openapi@23.0.2 @octokit/openapi-webhooks@12.1.0 --ignore-scripts
 *   node scripts/extract-github-schema.ts /tmp/oas/node_modules/@octokit
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const OPERATIONS = [
  'apps/create-installation-access-token',
  'apps/get-authenticated',
  'apps/get-installation',
  'apps/get-webhook-config-for-app',
  'apps/get-webhook-delivery',
  'apps/get-repo-installation',
  'apps/list-installations',
  'apps/list-repos-accessible-to-installation',
  'apps/list-webhook-deliveries',
  'apps/redeliver-webhook-delivery',
  'checks/create',
  'checks/get',
  'checks/list-annotations',
  'checks/list-for-ref',
  'checks/list-suites-for-ref',
  'checks/update',
  'git/get-blob',
  'git/get-commit',
  'git/get-ref',
  'git/get-tree',
  'issues/create-comment',
  'issues/get',
  'issues/get-comment',
  'issues/list-comments',
  'issues/update-comment',
  'pulls/create-reply-for-review-comment',
  'pulls/create-review',
  'pulls/create-review-comment',
  'pulls/get',
  'pulls/get-review-comment',
  'pulls/list',
  'pulls/list-commits',
  'pulls/list-files',
  'pulls/list-review-comments',
  'pulls/list-reviews',
  'pulls/update-review-comment',
  'rate-limit/get',
  'reactions/create-for-issue-comment',
  'reactions/create-for-pull-request-review-comment',
  'reactions/list-for-issue-comment',
  'reactions/list-for-pull-request-review-comment',
  'repos/compare-commits-with-basehead',
  'repos/get',
  'repos/get-branch',
  'repos/get-branch-rules',
  'repos/get-collaborator-permission-level',
  'repos/get-commit',
  'repos/get-content',
  'repos/list-pull-requests-associated-with-commit',
  'users/get-by-username',
];

const WEBHOOKS = [
  'check-run-completed',
  'check-run-created',
  'check-run-requested-action',
  'check-run-rerequested',
  'check-suite-requested',
  'check-suite-rerequested',
  'installation-created',
  'installation-deleted',
  'installation-repositories-added',
  'installation-repositories-removed',
  'installation-suspend',
  'installation-unsuspend',
  'issue-comment-created',
  'issue-comment-edited',
  'merge-group-checks-requested',
  'merge-group-destroyed',
  'pull-request-closed',
  'pull-request-converted-to-draft',
  'pull-request-edited',
  'pull-request-opened',
  'pull-request-ready-for-review',
  'pull-request-reopened',
  'pull-request-review-comment-created',
  'pull-request-synchronize',
  'push',
  'repository-renamed',
];

/** Schemas of which the fake builds instances, although no operation above names them directly. */
const EXTRA_SCHEMAS = [
  'simple-user',
  'repository',
  'minimal-repository',
  'pull-request',
  'pull-request-simple',
  'check-run',
  'issue',
  'issue-comment',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectAt = (value: Json | undefined, ...keys: string[]): JsonObject => {
  let here = value;
  for (const key of keys) here = isObject(here) ? here[key] : undefined;
  return isObject(here) ? here : {};
};

/** Prose and examples make nine tenths of the description. `nullable` is OpenAPI's; JSON Schema says `type: [..., null]`. */
function slim(value: Json): Json {
  if (Array.isArray(value)) return value.map(slim);
  if (!isObject(value)) return value;
  const kept: JsonObject = {};
  for (const [key, inner] of Object.entries(value)) {
    if (
      ['description', 'example', 'examples', 'externalDocs', 'title', 'deprecated', 'default'].includes(key) &&
      !isObject(inner) &&
      !Array.isArray(inner)
    )
      continue;
    if (['example', 'examples', 'x-github', 'x-multi-segment', 'x-webhooks'].includes(key)) continue;
    kept[key] = key === 'properties' ? slimProperties(inner) : slim(inner);
  }
  if (kept.nullable !== true) return kept;
  delete kept.nullable;
  if (typeof kept.type === 'string') {
    return {
      ...kept,
      type: [kept.type, 'null'],
      ...(Array.isArray(kept.enum) && !kept.enum.includes(null) ? { enum: [...kept.enum, null] } : {}),
    };
  }
  return { anyOf: [{ type: 'null' }, kept] };
}

/** A property may be called "description" or "title": only its schema is slimmed. */
function slimProperties(value: Json): Json {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, slim(schema)]));
}

function references(value: Json, into: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) references(item, into);
  else if (isObject(value)) {
    if (typeof value.$ref === 'string') into.add(value.$ref);
    for (const inner of Object.values(value)) references(inner, into);
  }
}

/** The named component schemas and all that they need. */
function closure(description: JsonObject, roots: Iterable<string>): JsonObject {
  const schemas = objectAt(description, 'components', 'schemas');
  const kept: JsonObject = {};
  const open = [...roots];
  for (let ref = open.pop(); ref !== undefined; ref = open.pop()) {
    const name = ref.replace('#/components/schemas/', '');
    if (name in kept) continue;
    const schema = schemas[name];
    if (schema === undefined) throw new Error(`no schema for ${ref}`);
    kept[name] = slim(schema);
    const next = new Set<string>();
    references(kept[name], next);
    open.push(...next);
  }
  return Object.fromEntries(Object.entries(kept).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function operation(description: JsonObject, id: string): [string, JsonObject] {
  for (const [path, methods] of Object.entries(objectAt(description, 'paths'))) {
    for (const [method, op] of Object.entries(objectAt(methods))) {
      if (!isObject(op) || op.operationId !== id) continue;
      const responses: JsonObject = {};
      for (const [status, given] of Object.entries(objectAt(op, 'responses'))) {
        const response =
          typeof objectAt(given).$ref === 'string'
            ? objectAt(description, 'components', 'responses', String(objectAt(given).$ref).split('/').at(-1) ?? '')
            : objectAt(given);
        const content = objectAt(response, 'content');
        const schema = objectAt(content['application/json'] ?? content['application/vnd.github.object'], 'schema');
        responses[status] = slim(schema);
      }
      const request = objectAt(op, 'requestBody', 'content', 'application/json').schema;
      return [
        `${method.toUpperCase()} ${path}`,
        { id, request: request === undefined ? null : slim(request), responses },
      ];
    }
  }
  throw new Error(`no operation ${id}`);
}

function write(file: string, content: JsonObject): void {
  writeFileSync(join(import.meta.dirname, '..', 'test', 'schema', file), `${JSON.stringify(content)}\n`);
}

const parse = (file: string): JsonObject => objectAt(JSON.parse(readFileSync(file, 'utf8')));
const root = process.argv[2];
if (root === undefined) throw new Error('usage: node scripts/extract-github-schema.ts DIRECTORY_OF_@octokit');

const rest = parse(join(root, 'openapi/generated/api.github.com.json'));
const operations = Object.fromEntries(OPERATIONS.map((id) => operation(rest, id)));
const restRoots = new Set(EXTRA_SCHEMAS.map((name) => `#/components/schemas/${name}`));
references(operations, restRoots);
write('github-rest.subset.json', {
  source: '@octokit/openapi 23.0.2, api.github.com',
  operations,
  components: { schemas: closure(rest, restRoots) },
});

const hooks = parse(join(root, 'openapi-webhooks/generated/api.github.com.json'));
const webhooks: JsonObject = {};
for (const name of WEBHOOKS) {
  webhooks[name] = slim(
    objectAt(hooks, 'webhooks', name, 'post', 'requestBody', 'content', 'application/json', 'schema'),
  );
}
const hookRoots = new Set<string>();
references(webhooks, hookRoots);
write('github-webhooks.subset.json', {
  source: '@octokit/openapi-webhooks 12.1.0, api.github.com',
  webhooks,
  components: { schemas: closure(hooks, hookRoots) },
});
