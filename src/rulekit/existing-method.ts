/** A method of a service that already asks the database what a handler asks it: same class, same columns, same answer. */
import {
  callsIn,
  codeOf,
  dottedName,
  type Expr,
  expressionsIn,
  expressionsOf,
  type FunctionDef,
  type Project,
  placeIn,
  type SourceFile,
  type Stmt,
  statementsOf,
  type Use,
} from './index.ts';

interface Query {
  /** `one User email`: what is wanted of which class, and by which columns. */
  readonly key: string;
  readonly line: number;
  readonly endLine: number;
}

/** `app.services.users.UserService.get_by_email`, or `null`. */
export function existingMethod(
  project: Project,
  use: Use,
  owner: { readonly path: string; readonly start: number },
): string | null {
  const file = project.file(owner.path);
  const def = file && codeOf(file).functions.find((site) => site.def.s === owner.start)?.def;
  if (!file || !def || use.kind !== 'session') return null;
  const { line } = use.at.span;
  const query = queriesOf(file, def, mappedClasses(project)).find((one) => one.line <= line && line <= one.endLine);
  return query ? (methodsByQuery(project).get(query.key) ?? null) : null;
}

function mappedClasses(project: Project): ReadonlySet<string> {
  return project.memo('mapped-class-names', (at) => {
    return new Set(at.schema().models.tables.map(({ symbol }) => symbol.slice(symbol.lastIndexOf('.') + 1)));
  });
}

/** Where two methods ask the same, the shorter one is likelier to be only that. */
function methodsByQuery(project: Project): ReadonlyMap<string, string> {
  return project.memo('service-methods-by-query', (at) => {
    const mapped = mappedClasses(at);
    const found = new Map<string, { readonly name: string; readonly length: number }>();
    for (const { path, name, touchesStore } of at.layers().services) {
      const file = touchesStore ? at.file(path) : undefined;
      if (!file) continue;
      for (const { def, symbol } of codeOf(file).functions) {
        const queries = isReader(def) ? queriesOf(file, def, mapped) : [];
        // What asks several things does something else than one of them.
        const [query] = queries;
        if (!query || queries.length > 1) continue;
        const length = def.e - def.s;
        const known = found.get(query.key);
        if (!known || length < known.length) found.set(query.key, { name: `${name}.${symbol}`, length });
      }
    }
    return new Map([...found].map(([key, { name }]) => [key, name]));
  });
}

/** Ask, test, raise, return: what does more has other reasons to ask. */
const MAX_STATEMENTS = 5;

/** A public function that finds something, and does nothing with it. */
function isReader(def: FunctionDef): boolean {
  if (!/^(get|find|fetch|read|load|list|lookup|by|all|one|count|search|select|retrieve)(_|$)/.test(def.name))
    return false;
  const does = statementsOf(def.body).filter((stmt) => !(stmt.k === 'expr' && stmt.v.k === 'str'));
  if (does.length > MAX_STATEMENTS) return false;
  const writes = /^(add|add_all|delete|commit|flush|merge|update|refresh|execute_update)$/;
  return !callsIn(def.body).some(({ fn }) => fn.k === 'attr' && writes.test(fn.name));
}

const SESSION = /(^|_)(db|session|sess)$/;
const ASKING = /^(execute|query|scalars|scalar|exec|get)$/;

function queriesOf(file: SourceFile, def: FunctionDef, mapped: ReadonlySet<string>): readonly Query[] {
  const locals = new Map<string, Expr>();
  const found: Query[] = [];
  for (const stmt of statementsOf(def.body)) {
    if (stmt.k === 'def' || stmt.k === 'class') continue;
    const all = expressionsOf(stmt).flatMap((expr) => expressionsIn(expr));
    if (all.some((expr) => isAsking(expr))) {
      const expanded = [...all, ...all.flatMap((expr) => (expr.k === 'name' ? inside(locals.get(expr.id)) : []))];
      const key = keyOf(expanded, mapped, def);
      const { line, endLine } = placeIn(file, stmt).span;
      if (key !== null) found.push({ key, line, endLine });
    }
    remember(stmt, locals);
  }
  return found;
}

function remember(stmt: Stmt, locals: Map<string, Expr>): void {
  if (stmt.k === 'assign' && stmt.v && stmt.targets[0]?.k === 'name') locals.set(stmt.targets[0].id, stmt.v);
}

function inside(expr: Expr | undefined): readonly Expr[] {
  return expr ? expressionsIn(expr) : [];
}

function isAsking(expr: Expr): boolean {
  return (
    expr.k === 'call' &&
    expr.fn.k === 'attr' &&
    ASKING.test(expr.fn.name) &&
    SESSION.test((dottedName(expr.fn.obj) ?? '').split('.').at(-1) ?? '')
  );
}

function keyOf(expressions: readonly Expr[], mapped: ReadonlySet<string>, def: FunctionDef): string | null {
  const classes = new Set(expressions.flatMap((expr) => (expr.k === 'name' && mapped.has(expr.id) ? [expr.id] : [])));
  const [one] = classes;
  if (one === undefined || classes.size > 1) return null;
  const columns = new Set<string>();
  for (const expr of expressions) {
    if (expr.k === 'attr' && expr.obj.k === 'name' && expr.obj.id === one) columns.add(expr.name);
    if (expr.k !== 'call' || expr.fn.k !== 'attr') continue;
    if (expr.fn.name === 'filter_by') for (const { name } of expr.kw) if (name !== null) columns.add(name);
    if (expr.fn.name === 'get' && expr.args.length > 0) columns.add('id');
  }
  const wanted =
    wantedOf(expressions) ?? wantedOf(statementsOf(def.body).flatMap(expressionsOf).flatMap(expressionsIn));
  return wanted && columns.size > 0 ? `${wanted} ${one} ${[...columns].sort().join(',')}` : null;
}

function wantedOf(expressions: readonly Expr[]): string | null {
  const methods = new Set(
    expressions.flatMap((expr) => (expr.k === 'call' && expr.fn.k === 'attr' ? [expr.fn.name] : [])),
  );
  const has = (...names: string[]) => names.some((name) => methods.has(name));
  if (has('count')) return 'count';
  if (has('delete', 'update', 'join', 'group_by', 'order_by', 'limit', 'offset')) return null;
  if (has('first', 'one', 'one_or_none', 'scalar_one', 'scalar_one_or_none', 'get', 'scalar')) return 'one';
  return has('all', 'scalars') ? 'many' : null;
}
