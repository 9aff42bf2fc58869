/** The three forms of `import`. */
import type { Import, ImportedName, Stmt } from '../../model/python.ts';
import {
  after,
  childOf,
  endOf,
  namedChildren,
  type ReadStmt,
  type Source,
  startOf,
  symbolOf,
  textOf,
  tokenOf,
} from './source.ts';
import { exactly, type Stack } from './stack.ts';

function add(source: Source, into: Stack<Stmt>, stmt: Import): void {
  into.push(stmt);
  source.imports.push(stmt);
}

const readImport: ReadStmt = (source, node, into) => {
  const names = readNames(source, node, -1);
  add(source, into, { k: 'import', s: startOf(source, node), e: endOf(source, node), from: null, level: 0, names });
};

const readFutureImport: ReadStmt = (source, node, into) => {
  const names = readNames(source, node, -1);
  add(source, into, {
    k: 'import',
    s: startOf(source, node),
    e: endOf(source, node),
    from: '__future__',
    level: 0,
    names,
  });
};

const readImportFrom: ReadStmt = (source, node, into) => {
  const { dottedName, importPrefix, relativeImport } = source.symbols;
  const [module = -1] = namedChildren(source, node);
  const isRelative = module !== -1 && symbolOf(source, module) === relativeImport;
  const prefix = isRelative ? childOf(source, module, importPrefix) : -1;
  const path = isRelative ? childOf(source, module, dottedName) : module;
  add(source, into, {
    k: 'import',
    s: startOf(source, node),
    e: endOf(source, node),
    from: path === -1 ? '' : dottedText(source, path),
    level: prefix === -1 ? 0 : tokenOf(source, prefix).replace(/[^.]/g, '').length,
    names: readNames(source, node, module),
  });
};

function readNames(source: Source, node: number, module: number): readonly ImportedName[] {
  const { aliasedImport, dottedName, wildcardImport } = source.symbols;
  const names: ImportedName[] = [];
  for (const child of namedChildren(source, node)) {
    const symbol = symbolOf(source, child);
    const s = startOf(source, child);
    const e = endOf(source, child);
    if (child === module) continue;
    if (symbol === dottedName) names.push({ s, e, name: dottedText(source, child), as: null });
    else if (symbol === wildcardImport) names.push({ s, e, name: '*', as: null });
    else if (symbol === aliasedImport) {
      const [name = -1, alias = -1] = namedChildren(source, child);
      names.push({
        s,
        e,
        name: name === -1 ? '' : dottedText(source, name),
        as: alias === -1 ? null : textOf(source, alias),
      });
    }
  }
  return exactly(names);
}

/** `a.b` also where it is written `a . b`. */
function dottedText(source: Source, node: number): string {
  if (after(source, node) === node + 2) return textOf(source, node + 1);
  return namedChildren(source, node)
    .map((child) => textOf(source, child))
    .join('.');
}

export const IMPORT_READERS = {
  import_statement: readImport,
  future_import_statement: readFutureImport,
  import_from_statement: readImportFrom,
} satisfies Readonly<Record<string, ReadStmt>>;
