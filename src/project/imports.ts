/** The modules of the repository that a file imports when it runs, with what it takes from them. */
import type { ImportEdge, ImportedMember } from '../model/layering.ts';
import type { ClassDef, Expr, Import, Stmt } from '../model/python.ts';
import { dottedName, expressionsIn, statementsOf } from '../model/python-walk.ts';
import { type Range, spanOf } from '../model/span.ts';
import { type Db, query } from './db.ts';
import { findModule, moduleName, submodule } from './modules.ts';
import { resolve, resolveMember, type Site, type Target } from './resolve.ts';

/** Imports at any depth, in source order; those for type checkers only are left out. */
export const importsOf = query<readonly ImportEdge[]>('imports-of', (db, path) => {
  const facts = db.facts(path);
  const module = facts?.python;
  if (!module) return [];
  const untyped = typeCheckingBlocks(module.body);
  return module.imports
    .filter(({ s }) => !untyped.some((block) => block.s <= s && s < block.e))
    .flatMap((stmt) =>
      edgesOf(db, path, stmt).map((edge) => ({ ...edge, at: { path, span: spanOf(facts.lineStarts, stmt) } })),
    );
});

function typeCheckingBlocks(body: readonly Stmt[]): readonly Range[] {
  return statementsOf(body).flatMap((stmt) =>
    stmt.k === 'if' && /(^|\.)TYPE_CHECKING$/.test(dottedName(stmt.test) ?? '') ? stmt.body : [],
  );
}

function edgesOf(db: Db, from: string, { from: dotted, level, names }: Import): Omit<ImportEdge, 'at'>[] {
  if (dotted === null && level === 0) {
    return names.flatMap(({ name }) => edgeTo(db, from, findModule(db, from, name, 0)?.path, []));
  }
  const module = findModule(db, from, dotted ?? '', level);
  if (!module) return [];
  const members: ImportedMember[] = [];
  const edges: Omit<ImportEdge, 'at'>[] = [];
  for (const { name } of names) {
    const sub = submodule(db, module.path, name);
    const target = module.path.endsWith('/') ? null : resolveMember(db, module.path, name);
    // A package that binds the name itself shows that, not its submodule.
    if (sub && (target === null || target.kind === 'module')) edges.push(...edgeTo(db, from, sub.path, []));
    else if (target) members.push(memberOf(db, name, module.path, target));
  }
  return [...edges, ...(members.length > 0 ? edgeTo(db, from, module.path, members) : [])];
}

function edgeTo(
  db: Db,
  from: string,
  to: string | undefined,
  names: readonly ImportedMember[],
): Omit<ImportEdge, 'at'>[] {
  if (to === undefined || to === from || to.endsWith('/')) return [];
  return [{ from, to, module: moduleName(db, to), names }];
}

function memberOf(db: Db, name: string, home: string, target: Target): ImportedMember {
  const path = 'site' in target && target.site.path !== home ? target.site.path : null;
  if (target.kind === 'class') return { name, kind: isData(db, target.site, target.def, 0) ? 'data' : 'class', path };
  if (target.kind === 'external') return { name, kind: 'unknown', path: null };
  return { name, kind: target.kind, path };
}

const DATA_BASE =
  /(^|\.)(\w*(Exception|Error|Warning)|\w*Enum|Flag|BaseModel|SQLModel|TypedDict|NamedTuple|Protocol|Schema|Struct|DeclarativeBase)$/;

/** Exceptions, enumerations, schemas, data classes, protocols: they hold values and depend on nothing. */
function isData(db: Db, site: Site, def: ClassDef, depth: number): boolean {
  const isDataclass = (expr: Expr) => expressionsIn(expr).some((e) => /(^|\.)dataclass$/.test(dottedName(e) ?? ''));
  if (def.decorators.some(isDataclass)) return true;
  return def.bases.some((base) => {
    const of = base.k === 'sub' ? base.obj : base;
    if (DATA_BASE.test(dottedName(of) ?? '')) return true;
    const target = depth < 6 ? resolve(db, site, of) : null;
    return target?.kind === 'class' && target.def !== def && isData(db, target.site, target.def, depth + 1);
  });
}
