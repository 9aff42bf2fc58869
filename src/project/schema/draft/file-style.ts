/** How the files of a chain are named and begin: as alembic.ini says, else as the newest revisions do. */
import type { DataNode } from '../../../model/facts.ts';
import type { Expr, FunctionDef, Stmt } from '../../../model/python.ts';
import type { Chain, Revision } from '../../../model/schema.ts';
import type { Db } from '../../db.ts';
import { importText } from './imports.ts';

export interface FileStyle {
  /** `file_template`, or `null` where none is configured. */
  readonly template: string | null;
  readonly slugLength: number;
  /** The docstring of the newest revision, or `null`. */
  readonly docstring: string | null;
  /** What is assigned at the top, in order, with its annotation. */
  readonly header: readonly { readonly name: string; readonly annotation: string | null }[];
  /** Import lines that every migration has. */
  readonly imports: readonly string[];
  /** `-> None`. */
  readonly returns: boolean;
  /** Docstrings of `upgrade` and `downgrade`. */
  readonly docs: readonly [string | null, string | null];
  /** `upgrade()` takes the name of an engine: one migration for several databases. */
  readonly engines: boolean;
  /** The newest revisions change tables by `op.batch_alter_table`. */
  readonly batch: boolean;
}

const HEADER = ['revision', 'down_revision', 'branch_labels', 'depends_on'];
/** Newest revisions that show a habit. */
const LOOKED_AT = 20;
const MINIMAL = ['from alembic import op', 'import sqlalchemy as sa'];

/** The style of a chain, told by its newest revision. */
export function fileStyle(db: Db, chain: Chain, newest: Revision): FileStyle {
  const body = db.facts(newest.path)?.python?.body ?? [];
  const [first] = body;
  const header = body.flatMap((stmt) => headerLine(stmt) ?? []);
  const [upgrade, downgrade] = ['upgrade', 'downgrade'].map((name) => functionNamed(body, name));
  return {
    ...configured(db, chain),
    docstring: first?.k === 'expr' && first.v.k === 'str' ? first.v.v : null,
    header: HEADER.map((name) => header.find((one) => one.name === name) ?? { name, annotation: null }),
    imports: importsOf(body, header),
    returns: upgrade?.returns != null,
    batch: chain.revisions
      .slice(-LOOKED_AT)
      .some(({ path }) => db.facts(path)?.python?.names.includes('batch_alter_table')),
    docs: [docOf(upgrade), docOf(downgrade)],
    engines: (upgrade?.params ?? []).some(
      (param) => param.default === null && param.kind !== 'args' && param.kind !== 'kwargs',
    ),
  };
}

function configured(db: Db, { configuredBy }: Chain): Pick<FileStyle, 'template' | 'slugLength'> {
  const values = new Map<string, string>();
  const visit = (node: DataNode): void => {
    if (node.k !== 'map') return;
    for (const { key, v } of node.entries) {
      if (v.k === 'scalar' && v.v !== null && /^(file_template|truncate_slug_length)$/.test(key))
        values.set(key, String(v.v));
      visit(v);
    }
  };
  for (const document of db.facts(configuredBy)?.documents ?? []) visit(document);
  const slugLength = Number(values.get('truncate_slug_length') ?? 40);
  // A percent sign is doubled in INI files.
  const template = values.get('file_template')?.replaceAll('%%', '%') ?? null;
  return { template, slugLength: Number.isFinite(slugLength) ? slugLength : 40 };
}

function headerLine(stmt: Stmt): FileStyle['header'][number] | null {
  const [target] = stmt.k === 'assign' ? stmt.targets : [];
  if (stmt.k !== 'assign' || target?.k !== 'name' || !HEADER.includes(target.id)) return null;
  return { name: target.id, annotation: stmt.annotation && annotationText(stmt.annotation) };
}

/** An annotation as text, or `null` for one that is unusual. */
function annotationText(expr: Expr): string | null {
  switch (expr.k) {
    case 'name':
      return expr.id;
    case 'const':
      return expr.v === null ? 'None' : null;
    case 'attr': {
      const on = annotationText(expr.obj);
      return on === null ? null : `${on}.${expr.name}`;
    }
    case 'bin': {
      const [left, right] = [annotationText(expr.l), annotationText(expr.r)];
      return expr.op !== '|' || left === null || right === null ? null : `${left} | ${right}`;
    }
    case 'sub': {
      const [on, index] = [
        annotationText(expr.obj),
        expr.index.flatMap((one) => (one.k === 'tuple' ? one.items : [one])).map(annotationText),
      ];
      return on === null || index.some((one) => one === null) ? null : `${on}[${index.join(', ')}]`;
    }
    default:
      return null;
  }
}

/** The imports that the header and every operation need, as the newest revision writes them. */
function importsOf(body: readonly Stmt[], header: FileStyle['header']): readonly string[] {
  const words = new Set(header.flatMap(({ annotation }) => annotation?.match(/\w+/g) ?? []));
  const lines = body.flatMap((stmt) => {
    if (stmt.k !== 'import') return [];
    const line = importText(stmt);
    if (stmt.from === '__future__' || MINIMAL.includes(line)) return [line];
    const used = stmt.names.filter(({ name, as }) => words.has(as ?? name));
    return used.length > 0 && (stmt.from === 'typing' || stmt.from === 'collections.abc')
      ? [importText({ ...stmt, names: used })]
      : [];
  });
  return [...lines, ...MINIMAL.filter((line) => !lines.includes(line))];
}

function functionNamed(body: readonly Stmt[], name: string): FunctionDef | undefined {
  return body.find((stmt): stmt is FunctionDef => stmt.k === 'def' && stmt.name === name);
}

function docOf(def: FunctionDef | undefined): string | null {
  const [first] = def?.body ?? [];
  // One that tells what this very migration does is not for the next.
  return first?.k === 'expr' && first.v.k === 'str' && /^(up|down)grade schema\.?$/i.test(first.v.v) ? first.v.v : null;
}
