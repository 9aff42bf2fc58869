/** What a function answers that nobody measured or stored: results of mocks, literals that say so, random scores. */
import { blocksOf } from '../model/python-walk.ts';
import {
  type Call,
  type ClassDef,
  callsIn,
  codeOf,
  dottedName,
  type Expr,
  expressionsIn,
  expressionsOf,
  type FunctionDef,
  type Range,
  type SourceFile,
  type Stmt,
  statementsOf,
} from './index.ts';

export type Kind = 'call' | 'fallback' | 'literal' | 'random' | 'stated';

export interface MadeUp {
  readonly kind: Kind;
  /** `mock_translate`, `mock_response`, `score`. */
  readonly name: string;
  readonly at: Range;
}

const MOCK =
  /^((generate|create|get|make|build|return|load|smart|simple|use|run|call|fetch|random|default)_)*(mock(ed|s)?|fake[ds]?|dummy_(data|response|result|output|answer|analysis|scores?|prediction|report|client|provider|service|users?|items?|records?))(_|$)|_(mock|fake)$/;
/** `mock_exam`, `dummy_hash` (for equal timing), `fake_useragent`: words of the domain, not of tests. */
const DOMAIN =
  /^(to|as|from|is|has|not|no|non|un|detect|check|remove|filter|purge|clear)_|mock_?(exam|test|interview|trial|paper|question|quiz|up|draft|session)|hash|password|pwd|key$|address|header|email$|_id$|user_?agent|redis|fake_news|deepfake|is_fake|dummy_(var|col|encod|head)|dummies/;
/** A test of one of these says that the mock is meant. */
const MEANT =
  /mock|fake|dummy|stub|demo|test|simulat|sandbox|dry_?run|debug|develop|(^|[^a-z])dev([^a-z]|$)|local|offline|environment|(^|[^a-z])env([^a-z]|$)|playground|preview|example|sample|enabled|disabled/i;

/** What `def` does by itself; functions inside it included. */
export function madeUpIn(file: SourceFile, def: FunctionDef, isOurs: (call: Call) => boolean): readonly MadeUp[] {
  const found: MadeUp[] = [];
  const visit = (body: readonly Stmt[], isFallback: boolean): void => {
    for (const stmt of body) {
      const blocks = stmt.k === 'def' ? [stmt.body] : blocksOf(stmt);
      for (const block of blocks) visit(block, isFallback || isWithout(stmt, block));
      for (const outer of expressionsOf(stmt)) {
        // `client or FakeClient()`: whoever is in production passes the real one.
        const defaults = defaultsIn(outer);
        for (const expr of expressionsIn(outer)) {
          if (expr.k === 'call' && !defaults.has(expr) && isMock(lastName(expr.fn)) && isOurs(expr))
            found.push({ kind: isFallback ? 'fallback' : 'call', name: lastName(expr.fn), at: expr });
        }
      }
      found.push(...literalIn(stmt, def.body), ...constantsIn(stmt), ...randomIn(file, stmt));
    }
  };
  // What is deleted is not answered with: a client may need something in the place of what it will not use.
  if (/^_*a?(delete|remove|clear|drop|purge)_/.test(def.name)) return [];
  if (mayMakeUp(file)) visit(def.body, false);
  if (found.length === 0 && isStated(def)) found.push({ kind: 'stated', name: def.name, at: def.head });
  const isMeant = () => MEANT.test(def.name) || testsOf(def.body).some((test) => speaksOf(test));
  return found.length === 0 || isMeant() ? [] : found;
}

/** Most files use no word that any of this could be. */
function mayMakeUp({ facts }: SourceFile): boolean {
  const { names = [], imports = [] } = facts.python ?? {};
  const isRandom = imports.some(({ from, names }) =>
    from === null ? names.some(({ name }) => /^(random|numpy)\b/.test(name)) : /^(random|numpy)\b/.test(from),
  );
  return isRandom || names.some((name) => /mock|fake|dummy/i.test(name));
}

function isMock(name: string): boolean {
  const words = name
    .replace(/^_+/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
  return MOCK.test(words) && !DOMAIN.test(words);
}

const SAYS =
  /\b(mock(ed|s)?|fake[ds]?|dummy|simulate[sd]?|placeholder|factices?|simul(e|é|ée|ation de)|bouchon)\b[^.]{0,30}\b(data|response|result|implementation|value|output|answer|call|version|processing|analysis|réponse|résultat|donnée|implémentation|valeur|appel|traitement|analyse)|\((mock|simulated?|placeholder|simulée?)\)|^(mock|placeholder|simulated)\b/i;

/** Its docstring or its logs say that it is a mock, and it answers with literals, asking nobody. */
function isStated(def: FunctionDef): boolean {
  const answers = statementsOf(def.body).flatMap((stmt) => (stmt.k === 'return' && stmt.v ? [stmt.v] : []));
  if (answers.length === 0 || !answers.every((value) => isWritten(value))) return false;
  const calls = callsIn(def.body);
  const [first] = def.body;
  const said = [
    ...(first?.k === 'expr' && first.v.k === 'str' ? [first.v.v.slice(0, 300)] : []),
    ...calls.flatMap(({ args: [text] }) => (text?.k === 'str' ? [text.v] : [])),
  ];
  return said.some((text) => SAYS.test(text)) && calls.every(({ fn }) => HARMLESS.test(lastName(fn)));
}

const HARMLESS =
  /^(info|debug|warning|error|log|print|sleep|now|utcnow|today|isoformat|strftime|uuid4|hex|time|len|str|int|float|round|range|append|get|lower|upper|strip|split|format|uniform|randint|choice|random|hash|min|max|join|items|timedelta)$/;

/** A dictionary or list with entries of its own: `{}` and a parameter handed back make nothing up. */
function isWritten(value: Expr): boolean {
  if (value.k === 'dict') return value.items.some(([, item]) => isLeaf(item) || isWritten(item));
  return value.k === 'list' && value.items.some((item) => isLeaf(item) || isWritten(item));
}

function isLeaf(value: Expr): boolean {
  return value.k === 'num' || value.k === 'str' || (value.k === 'const' && value.v === true);
}

function defaultsIn(outer: Expr): ReadonlySet<Expr> {
  return new Set(expressionsIn(outer).flatMap((e) => (e.k === 'bin' && e.op === 'or' ? [e.r] : [])));
}

function testsOf(body: readonly Stmt[]): readonly Expr[] {
  return statementsOf(body).flatMap((stmt) => {
    if (stmt.k === 'if' || stmt.k === 'while' || stmt.k === 'assert') return [stmt.test];
    // `def provider(): def func(): if settings.mock_mode: …`
    if (stmt.k === 'def') return testsOf(stmt.body);
    return expressionsOf(stmt).flatMap((outer) => expressionsIn(outer).flatMap((e) => (e.k === 'if' ? [e.test] : [])));
  });
}

function speaksOf(test: Expr): boolean {
  return expressionsIn(test).some(
    (e) =>
      (e.k === 'name' && MEANT.test(e.id)) ||
      (e.k === 'attr' && MEANT.test(e.name)) ||
      (e.k === 'str' && e.v.length < 40 && MEANT.test(e.v)),
  );
}

/** Whether a block of a statement runs when something is missing or has failed. */
function isWithout(stmt: Stmt, block: readonly Stmt[]): boolean {
  if (stmt.k === 'try') return stmt.handlers.some(({ body }) => body === block);
  if (stmt.k !== 'if') return false;
  return block === stmt.body ? isAbsence(stmt.test) : !isAbsence(stmt.test) && isPresence(stmt.test);
}

/** `not self.client`, `api_key is None`. */
function isAbsence(test: Expr): boolean {
  if (test.k === 'un') return test.op === 'not' && dottedName(test.v) !== null;
  if (test.k !== 'bin') return false;
  return (
    (test.op === 'or' && (isAbsence(test.l) || isAbsence(test.r))) ||
    (test.op === 'is' && test.r.k === 'const' && test.r.v === null)
  );
}

function isPresence(test: Expr): boolean {
  return dottedName(test) !== null || (test.k === 'bin' && test.op === 'is not');
}

/** `mock_response = {…}` that the function returns. */
function literalIn(stmt: Stmt, body: readonly Stmt[]): MadeUp[] {
  const [target] = stmt.k === 'assign' ? stmt.targets : [];
  if (stmt.k !== 'assign' || target?.k !== 'name' || !isMock(target.id) || !stmt.v || !isLiteral(stmt.v)) return [];
  const isReturned = statementsOf(body).some(
    (one) => one.k === 'return' && one.v && expressionsIn(one.v).some((e) => e.k === 'name' && e.id === target.id),
  );
  return isReturned ? [{ kind: 'literal', name: target.id, at: target }] : [];
}

/** `MOCK_REVIEWS` of a module. */
function constantsIn(stmt: Stmt): MadeUp[] {
  const names = expressionsOf(stmt).flatMap((outer) =>
    expressionsIn(outer).flatMap((e) => (e.k === 'name' ? [e] : [])),
  );
  const first = names.find(({ id }) => /^_?(MOCK|FAKE)_[A-Z0-9_]+$/.test(id) && isMock(id) && !MEANT_NAME.test(id));
  return first ? [{ kind: 'literal', name: first.id, at: first }] : [];
}

/** Whether and how to use a mock, not what it answers. */
const MEANT_NAME = /(MODE|ENABLED|FLAG|URL|PORT|HOST|KEY|TOKEN|HASH|PREFIX|SUFFIX|DELAY|PROVIDER|BACKEND)$/;

function isLiteral(value: Expr): boolean {
  if (value.k === 'dict') return value.items.length > 0;
  if (value.k === 'list') return value.items.length > 0;
  return value.k === 'str' || value.k === 'fstr' || value.k === 'num';
}

const SCORE =
  /(^|_)(scores?|confidence|probability|accuracy|sentiment|similarity|rating|quality|relevance|risk|likelihood|precision|recall|engagement)(_|$)/;
const RANDOM =
  /^(random|numpy\.random)\.(uniform|random|randint|randrange|gauss|normal|choice|rand|triangular|betavariate)$/;

/** `"confidence": random.uniform(0.8, 0.95)`, `score = random.randint(70, 100)`. */
function randomIn(file: SourceFile, stmt: Stmt): MadeUp[] {
  const found: MadeUp[] = [];
  const add = (name: string, value: Expr): void => {
    if (SCORE.test(name.toLowerCase()) && isRandom(file, value)) found.push({ kind: 'random', name, at: value });
  };
  if (stmt.k === 'assign' && stmt.v && !stmt.op) {
    const value = stmt.v;
    for (const target of stmt.targets)
      add(target.k === 'sub' && target.index[0]?.k === 'str' ? target.index[0].v : lastName(target), value);
  }
  for (const outer of expressionsOf(stmt)) {
    for (const expr of expressionsIn(outer)) {
      if (expr.k === 'dict') for (const [key, value] of expr.items) if (key?.k === 'str') add(key.v, value);
      if (expr.k === 'call') for (const { name, v } of expr.kw) if (name !== null) add(name, v);
    }
  }
  return found;
}

/** The value itself, rounded or bounded at most: a score to which noise is added is computed. */
function isRandom(file: SourceFile, value: Expr): boolean {
  if (value.k !== 'call') return false;
  const name = dottedName(value.fn);
  const [head = '', ...rest] = (name ?? '').split('.');
  const full = [codeOf(file).imports.get(head) ?? head, ...rest].join('.');
  if (RANDOM.test(full)) return true;
  const [first] = value.args;
  return /^(round|int|float|min|max|str)$/.test(name ?? '') && first !== undefined && isRandom(file, first);
}

function lastName(expr: Expr): string {
  return expr.k === 'name' ? expr.id : expr.k === 'attr' ? expr.name : '';
}

/** Whether a definition gives something back: what returns nothing makes nothing up. */
export function answers(def: FunctionDef | ClassDef): boolean {
  if (def.k === 'class') return true;
  return statementsOf(def.body).some(
    (stmt) => (stmt.k === 'return' && stmt.v !== null) || (stmt.k === 'expr' && stmt.v.k === 'yield'),
  );
}
