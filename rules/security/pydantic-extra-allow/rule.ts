import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  type ClassDef,
  codeOf,
  defineProjectRule,
  dottedName,
  type Expr,
  expressionsIn,
  type Found,
  type FunctionDef,
  keywordArgument,
  type Project,
  placeIn,
  type Route,
  type SourceFile,
  type Stmt,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const open = openModels(project);
  if (open.size === 0) return [];
  const found = new Map<string, Found>();
  for (const route of project.routes().routes) {
    if (!route.mounted || route.handler.start < 0 || !route.methods.some((method) => MUTATING.test(method))) continue;
    for (const name of bodiesOf(project, route)) {
      const model = open.get(name);
      if (model && !PASSING.test(`${name} ${route.path} ${model.file.path}`))
        found.set(name, found.get(name) ?? findingOf(model, route));
    }
  }
  return [...found.values()];
});

const MUTATING = /^(POST|PUT|PATCH)$/;
/** What comes from other programs, and is handed on or grows without notice. */
const PASSING =
  /hook|event|callback|openai|anthropic|llm|chat|completion|embedding|proxy|scim|otel|trace|metadata|plugin|integration|generic|dynamic|custom|raw|ingest|telemetry|mcp|jsonrpc|saml|oauth|oidc|config|settings|workflow|params?\b/i;

interface Model {
  readonly file: SourceFile;
  readonly def: ClassDef;
  readonly symbol: string;
}

/** The models that accept extra fields; a name that two classes bear tells nothing. */
function openModels(project: Project): ReadonlyMap<string, Model> {
  const open = eachApplicationFile(project, 'open-models', (file) =>
    codeOf(file).classes.flatMap(({ def, symbol }) => (allowsExtra(def) ? [{ file, def, symbol }] : [])),
  );
  if (open.length === 0) return new Map();
  const names = eachApplicationFile(project, 'class-names', (file) => codeOf(file).classes.map(({ def }) => def.name));
  const bearers = Map.groupBy(names, (name) => name);
  return new Map(
    open.flatMap((model) => (bearers.get(model.def.name)?.length === 1 ? [[model.def.name, model] as const] : [])),
  );
}

function allowsExtra({ body, keywords, bases }: ClassDef): boolean {
  if (bases.some((base) => /Settings$/.test(dottedName(base) ?? ''))) return false;
  if (keywords.some(({ name, v }) => name === 'extra' && isAllow(v))) return true;
  return body.some((stmt) => isOpenConfig(stmt));
}

function isOpenConfig(stmt: Stmt): boolean {
  if (stmt.k === 'class' && stmt.name === 'Config')
    return stmt.body.some((inner) => isAssigned(inner, 'extra', isAllow));
  return isAssigned(stmt, 'model_config', (value) => {
    if (value.k === 'call') return isAllow(keywordArgument(value, 'extra') ?? null);
    return (
      value.k === 'dict' && value.items.some(([key, item]) => key?.k === 'str' && key.v === 'extra' && isAllow(item))
    );
  });
}

function isAssigned(stmt: Stmt, name: string, test: (value: Expr) => boolean): boolean {
  if (stmt.k !== 'assign' || !stmt.v) return false;
  return stmt.targets.some((target) => target.k === 'name' && target.id === name) && test(stmt.v);
}

function isAllow(value: Expr | null): boolean {
  return value !== null && ((value.k === 'str' && value.v === 'allow') || dottedName(value) === 'Extra.allow');
}

/** The names in the annotations of the handler's parameters. */
function bodiesOf(project: Project, { handler }: Route): readonly string[] {
  const file = project.file(handler.at.path);
  const def = file && codeOf(file).functions.find((one) => one.def.s === handler.start)?.def;
  return def ? parameterNames(def) : [];
}

function parameterNames({ params }: FunctionDef): readonly string[] {
  return params.flatMap(({ annotation }) =>
    annotation ? expressionsIn(annotation).flatMap((expr) => (expr.k === 'name' ? [expr.id] : [])) : [],
  );
}

function findingOf({ file, def, symbol }: Model, { methods, path, at }: Route): Found {
  const route = `${methods.join(', ')} ${path}`;
  return {
    at: placeIn(file, def.head),
    subject: def.name,
    symbol,
    values: { model: def.name, route },
    related: [{ ...at, note: 'route', values: { route } }],
  };
}
