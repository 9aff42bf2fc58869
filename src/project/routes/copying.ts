/**
 * Whether `include_router` copies the routes that a router has at that moment: FastAPI did so until 0.137, which keeps
 * the router itself (https://github.com/fastapi/fastapi/releases/tag/0.137.0).
 */

import { entriesOf, itemsOf, textOf } from '../../model/data-walk.ts';
import type { DataNode } from '../../model/facts.ts';
import { query } from '../db.ts';

const LAST_THAT_COPIES = 136;

/** Only where the repository pins or caps FastAPI below: without a word about versions, the newest is meant. */
export const copiesRouters = query<boolean>('copies-routers', (db) => {
  const specifiers = [...db.get(manifests)].flatMap((path) => db.get(fastapiSpecifiers, path));
  return specifiers.length > 0 && specifiers.every((specifier) => highestMinor(specifier) <= LAST_THAT_COPIES);
});

const manifests = query<readonly string[]>('dependency-manifests', (db) =>
  db.paths().filter((path) => {
    const kind = db.facts(path)?.kind;
    return kind === 'requirements' || (kind === 'toml' && /(^|\/)(pyproject\.toml|Pipfile)$/.test(path));
  }),
);

const fastapiSpecifiers = query<readonly string[]>('fastapi-specifiers', (db, path) => {
  const facts = db.facts(path);
  const required = facts?.requirements?.filter(({ name }) => name === 'fastapi') ?? [];
  return [...required.map(({ specifier }) => specifier), ...(facts?.documents ?? []).flatMap(specifiersIn)];
});

/** `"fastapi[all]>=0.100"` in a list, `fastapi = "^0.115"` in a table. */
function specifiersIn(node: DataNode): string[] {
  const listed = itemsOf(node).flatMap((item) => {
    const [, specifier] = /^fastapi(?:\[[^\]]*\])?\s*([<>=~!^][^;]*)?$/i.exec(textOf(item) ?? '') ?? [];
    return specifier === undefined ? specifiersIn(item) : [specifier];
  });
  const named = entriesOf(node).flatMap(({ key, v }) => {
    if (key !== 'fastapi') return specifiersIn(v);
    const version = textOf(v) ?? textOf(entriesOf(v).find((entry) => entry.key === 'version')?.v);
    return version === null ? [] : [version];
  });
  return [...listed, ...named];
}

/** The highest `Y` of `0.Y` that a specifier allows; infinite without an upper bound. */
function highestMinor(specifier: string): number {
  const bounds = specifier.split(',').flatMap((part) => {
    const [, operator = '', minor = '', rest = ''] = /^\s*(==|~=|<=?|\^|~)?\s*0\.(\d+)((?:\.[\d*]+)*)/.exec(part) ?? [];
    if (minor === '') return [];
    const capped = operator === '<' && /^(?:\.0)*$/.test(rest) ? Number(minor) - 1 : Number(minor);
    return operator === '~=' && rest === '' ? [] : [capped];
  });
  return bounds.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...bounds);
}
