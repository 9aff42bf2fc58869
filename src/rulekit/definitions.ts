/** Functions and classes of modules, by name and by what they do: places, remarks and annotations make no difference. */
import {
  type ClassDef,
  expressionsIn,
  expressionsOf,
  type FunctionDef,
  type Project,
  type SourceFile,
  type Stmt,
  statementsOf,
} from './index.ts';

export interface Copied {
  readonly file: SourceFile;
  readonly def: FunctionDef | ClassDef;
  readonly size: number;
  /** A dependency that everybody writes once. */
  readonly isKnown: boolean;
}

/** Dependencies that everybody writes once: two of them are two sources of sessions or of users. */
const KNOWN =
  /^(get_db|get_session|get_async_session|get_async_db|get_db_session|get_current_user|get_current_active_user|get_settings|verify_token|verify_password|hash_password|get_password_hash|create_access_token|decode_token)$/;
const ASIDE =
  /(^|\/)(scripts?|bin|tools|dev|migrations|alembic|versions|examples?|docs?|docs_src|samples?|tutorials?|notebooks?|vendor|third_party|legacy|old|backups?|archived?|deprecated|benchmarks?|evaluations?|evals?|experiments?|research|audits?|patches)\//;

/** Groups of two or more, in path order. Cost: the text of the definitions whose names stand in two files. */
export function definitionsByText(project: Project, minStatements: number): readonly (readonly Copied[])[] {
  const all = project.eachFile('python', `definitions ${minStatements}`, (file, of) =>
    of.layerOf(file.path) === 'test' || ASIDE.test(file.path) ? [] : definitionsOf(file, minStatements),
  );
  return [...Map.groupBy(all, ({ def }) => def.name).values()]
    .filter((alike) => alike.length > 1)
    .flatMap((alike) => [...Map.groupBy(alike, (copied) => textOf(copied)).values()])
    .filter((same) => new Set(same.map(({ file }) => file.path)).size > 1);
}

function definitionsOf(file: SourceFile, minStatements: number): Copied[] {
  const isOwnProgram = isScript(file);
  return (file.facts.python?.body ?? []).flatMap((def): Copied[] => {
    if ((def.k !== 'def' && def.k !== 'class') || /^(main|__\w+__)$/.test(def.name)) return [];
    const copied = { file, def, size: sizeOf(def.body), isKnown: def.k === 'def' && KNOWN.test(def.name) };
    const isLarge = !isOwnProgram && copied.size >= minStatements * (def.name.startsWith('_') ? 2 : 1);
    return copied.isKnown || isLarge ? [copied] : [];
  });
}

/** A module that is run by itself carries what it needs. */
function isScript(file: SourceFile): boolean {
  return (file.facts.python?.body ?? []).some(
    (stmt) => stmt.k === 'if' && expressionsIn(stmt.test).some((e) => e.k === 'name' && e.id === '__name__'),
  );
}

/** Statements that do something: docstrings and `pass` do not; those of methods count. */
function sizeOf(body: readonly Stmt[]): number {
  let size = 0;
  for (const stmt of statementsOf(body)) {
    if (stmt.k === 'pass' || isRemark(stmt)) continue;
    size += stmt.k === 'def' || stmt.k === 'class' ? sizeOf(stmt.body) : 1;
  }
  return size;
}

function isRemark(stmt: Stmt): boolean {
  return stmt.k === 'expr' && (stmt.v.k === 'str' || stmt.v.k === 'const');
}

const IGNORED = new Set(['s', 'e', 'head', 'annotation', 'returns']);

const texts = new WeakMap<Copied['def'], string>();

/** `SessionLocal` of this module and of that one are two: what is made of them is alike in its text only. */
function textOf(copied: Copied): string {
  const known = texts.get(copied.def);
  const text = known ?? writeOut(copied);
  if (known === undefined) texts.set(copied.def, text);
  return text;
}

function writeOut({ file, def, isKnown }: Copied): string {
  const own = isKnown ? ownNames(file, def) : [];
  return (
    (own.length > 0 ? `${file.path} ` : '') +
    JSON.stringify(def, (key, value: unknown) => {
      if (IGNORED.has(key)) return undefined;
      if (key === 'body' && Array.isArray(value))
        return value.filter((stmt: Stmt) => !(stmt.k === 'expr' && stmt.v.k === 'str'));
      return value;
    })
  );
}

/** Variables of the module that the definition uses. */
function ownNames(file: SourceFile, def: FunctionDef | ClassDef): string[] {
  const targets = (file.facts.python?.body ?? []).flatMap((stmt) => (stmt.k === 'assign' ? stmt.targets : []));
  const names = new Set(targets.flatMap((target) => (target.k === 'name' ? [target.id] : [])));
  const used = statementsOf(def.body).flatMap(expressionsOf).flatMap(expressionsIn);
  return used.flatMap((expr) =>
    expr.k === 'name' && names.has(expr.id) && !/^(log|logger)$/.test(expr.id) ? [expr.id] : [],
  );
}
