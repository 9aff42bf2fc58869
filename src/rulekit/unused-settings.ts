/** Fields of settings classes that nothing reads. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Expr, FunctionDef, Stmt } from '../model/python.ts';
import { definitionsIn, dottedName, expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';
import type { Setting } from '../model/settings.ts';
import { isApplicationCode } from './application.ts';
import { codeOf } from './code.ts';

/** The fields of pydantic's settings that no code names, by attribute or by text; none where all of them may be read at once. */
export function unusedSettings(project: Project): readonly Setting[] {
  const fields = settingsFields(project);
  if (fields.length === 0) return [];
  const reads = project.eachFile('python', 'reads-of-settings', readsIn);
  if (reads.includes(ALL)) return [];
  const texts = reads.includes(BY_TEXT) ? project.eachFile('python', 'texts-of-settings', textsIn) : [];
  const elsewhere = new Set([...reads, ...texts]);
  const isUnused = (field: Setting) => !elsewhere.has(field.name) && !isReadAtHome(project, field);
  // A class of which nothing is read is handed on as a whole, or is for another program.
  return [...Map.groupBy(fields, ({ at, owner }) => `${at.path} ${owner}`).values()].flatMap((own) => {
    const unused = own.filter(isUnused);
    return unused.length === own.length ? [] : unused;
  });
}

function settingsFields(project: Project): readonly Setting[] {
  return project
    .settings()
    .fields.filter(
      ({ kind, purpose, name, at }) =>
        kind === 'pydantic' &&
        purpose !== 'test' &&
        !name.startsWith('_') &&
        name !== 'Config' &&
        isApplicationCode(project, at.path),
    );
}

/** What stands for every field, and for those that some text of the code names. */
const ALL = '*';
const BY_TEXT = '?';

/** The fields that a file names, those of its own classes aside. */
function readsIn(file: SourceFile, of: Project): readonly string[] {
  const fields = of.memo('settings-fields', (project) =>
    settingsFields(project).map(({ name, at }) => ({ name, path: at.path })),
  );
  if (fields.length === 0) return [];
  const names = new Set(file.facts.python?.names ?? []);
  const named = fields.filter(({ name, path }) => path !== file.path && names.has(name)).map(({ name }) => name);
  return [...named, ...dynamicReads(file, names)];
}

/** The fields that a text of another file is: a key that is handed to `getattr`. */
function textsIn(file: SourceFile, of: Project): readonly string[] {
  const fields = new Set(
    settingsFields(of)
      .filter(({ at }) => at.path !== file.path)
      .map(({ name }) => name),
  );
  const found = new Set<string>();
  for (const scope of scopesOf(file.facts.python?.body ?? [])) {
    for (const stmt of statementsOf(scope)) {
      for (const expr of expressionsOf(stmt)) {
        for (const one of expressionsIn(expr)) if (one.k === 'str' && fields.has(one.v)) found.add(one.v);
      }
    }
  }
  return [...found];
}

function scopesOf(body: readonly Stmt[]): readonly (readonly Stmt[])[] {
  return [body, ...definitionsIn(body).map(({ def }) => def.body)];
}

const SETTINGS = /(^|[._])(settings?|get_settings)$|^(config|configuration|conf|cfg|get_config)$/i;
const WHOLE = /\.(model_dump|model_dump_json|dict|json|copy|model_copy|__dict__|items)$/;

const DYNAMIC = ['getattr', 'hasattr', 'model_dump', 'model_dump_json', 'dict', 'json', 'vars', '__dict__', 'items'];

/** `getattr(settings, "name")`; everything, for `settings.model_dump()`, `vars(settings)`, `getattr(settings, name)`. */
function dynamicReads(file: SourceFile, names: ReadonlySet<string>): readonly string[] {
  if (!DYNAMIC.some((name) => names.has(name)) || ![...names].some((name) => SETTINGS.test(name))) return [];
  return codeOf(file).calls.flatMap(({ call }): readonly string[] => {
    const fn = dottedName(call.fn) ?? '';
    const [first, second] = call.args;
    if (fn === 'getattr' || fn === 'hasattr') {
      if (second?.k === 'str') return [second.v];
      return first && SETTINGS.test(nameOf(first)) ? [BY_TEXT] : [];
    }
    if (fn === 'vars' && first) return SETTINGS.test(nameOf(first)) ? [ALL] : [];
    return WHOLE.test(fn) && SETTINGS.test(fn.replace(WHOLE, '')) ? [ALL] : [];
  });
}

function nameOf(expr: Expr): string {
  return dottedName(expr.k === 'call' ? expr.fn : expr) ?? '';
}

/** Read in the file that declares it: `self.name`, `settings.name`, `values["name"]`, a computed field, a text that holds it. */
function isReadAtHome(project: Project, { name, at }: Setting): boolean {
  const file = project.file(at.path);
  return file !== undefined && project.ofFile(at.path, 'names-read-at-home', namesReadIn).includes(name);
}

function namesReadIn({ facts }: SourceFile): readonly string[] {
  const found = new Set<string>();
  const body = facts.python?.body ?? [];
  const add = (expr: Expr): void => {
    for (const one of expressionsIn(expr)) {
      if (one.k === 'attr') found.add(one.name);
      else if (one.k === 'str') found.add(one.v);
      else if (one.k === 'name') found.add(one.id);
    }
  };
  const enter = (scope: readonly Stmt[]): void => {
    for (const stmt of statementsOf(scope)) {
      if (stmt.k === 'assign') {
        if (stmt.v) add(stmt.v);
        for (const target of stmt.targets) if (target.k === 'attr') found.add(target.name);
      } else if (stmt.k !== 'class' && stmt.k !== 'def') for (const expr of expressionsOf(stmt)) add(expr);
      // A model of its own: what validates a field reads it, whatever else becomes of it.
      else if (stmt.k === 'def') for (const name of computed(stmt)) found.add(name);
    }
  };
  for (const scope of scopesOf(body)) enter(scope);
  return [...found];
}

/** A property that has the name of a field stands in for it. */
function computed(def: FunctionDef): readonly string[] {
  return def.decorators.some((decorator) => /(^|\.)(property|computed_field|cached_property)$/.test(nameOf(decorator)))
    ? [def.name]
    : [];
}
