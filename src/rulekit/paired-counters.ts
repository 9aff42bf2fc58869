/** Records that are not kept: `current_streak` grows, and `best_streak`, which is the most it ever was, is not looked at. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Expr, FunctionDef, Stmt } from '../model/python.ts';
import { blocksOf, callsIn, dottedName, expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';
import type { Range } from '../model/span.ts';
import { eachApplicationFile } from './application.ts';
import { codeOf } from './code.ts';

export interface UnkeptRecord {
  readonly at: Range;
  readonly symbol: string;
  /** `habit.current_streak`, `habit.best_streak`. */
  readonly counter: string;
  readonly record: string;
  /** Another branch of the same function keeps it. */
  readonly elsewhere: Range | null;
}

const COUNTER = /^_?(current|cur)_(\w+)$/;
const RECORD = /^_?(best|longest|max|highest|record|top|peak)_(\w+)$/;

/** Counters of the project's classes and what keeps the most that each was: `current_streak` → `best_streak`. */
export function recordsOf(project: Project): ReadonlyMap<string, string> {
  const pairs = eachApplicationFile(project, 'paired-counters', pairsIn);
  return new Map(pairs);
}

/** Both are attributes of one class: then the one is the most that the other was. */
function pairsIn(file: SourceFile): readonly (readonly [string, string])[] {
  if (!file.facts.python?.names.some((name) => RECORD.test(name))) return [];
  return codeOf(file).classes.flatMap(({ def }) => {
    const names = def.body
      .flatMap((stmt) => (stmt.k === 'assign' ? stmt.targets : []))
      .flatMap((one) => (one.k === 'name' ? [one.id] : []));
    return names.flatMap((counter) => {
      const subject = COUNTER.exec(counter)?.[2];
      const record = subject === undefined ? undefined : names.find((name) => RECORD.exec(name)?.[2] === subject);
      return record === undefined ? [] : [[counter, record] as const];
    });
  });
}

/** Where functions of a file let a counter grow and leave its record as it was. */
export function unkeptRecords(file: SourceFile, records: ReadonlyMap<string, string>): readonly UnkeptRecord[] {
  const names = file.facts.python?.names ?? [];
  if (!names.some((name) => records.has(name))) return [];
  return codeOf(file).functions.flatMap(({ def, symbol }) =>
    growthsIn(def.body, records, []).flatMap(({ stmt, target, blocks }) => {
      const record = records.get(target.name) ?? '';
      const isKept = blocks.some((block) => block.some((one) => !holds(one, stmt) && keeps(one, record)));
      if (isKept || isHandedOn(def, target.name, record)) return [];
      const owner = dottedName(target.obj) ?? '';
      const elsewhere = statementsOf(def.body).find((one) => setsRecord(one, record)) ?? null;
      return [{ at: stmt, symbol, counter: `${owner}.${target.name}`, record: `${owner}.${record}`, elsewhere }];
    }),
  );
}

interface Growth {
  readonly stmt: Stmt;
  readonly target: Expr & { readonly k: 'attr' };
  /** The blocks around it, the innermost last. */
  readonly blocks: readonly (readonly Stmt[])[];
}

function growthsIn(
  body: readonly Stmt[],
  records: ReadonlyMap<string, string>,
  around: Growth['blocks'],
): readonly Growth[] {
  const blocks = [...around, body];
  return body.flatMap((stmt): readonly Growth[] => {
    const target = grown(stmt);
    if (target && records.has(target.name)) return [{ stmt, target, blocks }];
    return blocksOf(stmt).flatMap((block) => growthsIn(block, records, blocks));
  });
}

/** `x.current += 1`, `x.current = x.current + 1` */
function grown(stmt: Stmt): (Expr & { k: 'attr' }) | null {
  if (stmt.k !== 'assign' || stmt.targets.length !== 1 || !stmt.v) return null;
  const [target] = stmt.targets;
  if (target?.k !== 'attr') return null;
  const name = dottedName(target);
  const adds =
    stmt.v.k === 'bin' &&
    stmt.v.op === '+' &&
    [stmt.v.l, stmt.v.r].some((side) => name !== null && dottedName(side) === name);
  return stmt.op === '+=' || stmt.op === '+' || (!stmt.op && adds) ? target : null;
}

function holds(outer: Stmt, inner: Stmt): boolean {
  return outer.s <= inner.s && inner.e <= outer.e;
}

/** A statement, at any depth, that sets the record or leaves it to somebody. */
function keeps(stmt: Stmt, record: string): boolean {
  const subject = RECORD.exec(record)?.[2] ?? record;
  const isSet = statementsOf([stmt]).some((one) => setsRecord(one, record));
  return (
    isSet || callsIn([stmt]).some(({ fn }) => KEEPING.test(lastName(fn)) && lastName(fn).includes(subject.slice(0, 5)))
  );
}

const KEEPING = /update|best|longest|record|max|sync|recompute|recalc|check/i;

function setsRecord(stmt: Stmt, record: string): boolean {
  return stmt.k === 'assign' && stmt.targets.some((target) => target.k === 'attr' && target.name === record);
}

/** The record is given away in a call (`update(best_streak=…)`, `max(current, best)` that is returned): somebody else keeps it. */
function isHandedOn(def: FunctionDef, counter: string, record: string): boolean {
  const calls = callsIn(def.body);
  if (calls.some(({ kw }) => kw.some(({ name }) => name === record))) return true;
  return statementsOf(def.body).some(
    (stmt) =>
      stmt.k === 'return' &&
      expressionsOf(stmt)
        .flatMap(expressionsIn)
        .some((one) => one.k === 'call' && lastName(one.fn) === 'max' && mentions(one, counter)),
  );
}

function mentions(expr: Expr, name: string): boolean {
  return expressionsIn(expr).some((one) => one.k === 'attr' && one.name === name);
}

function lastName(fn: Expr): string {
  return fn.k === 'attr' ? fn.name : fn.k === 'name' ? fn.id : '';
}
