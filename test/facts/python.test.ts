import { beforeAll, describe, expect, it } from '@jest/globals';
import { createExtractor, type Extractor } from '../../src/facts/extract-facts.ts';
import type { Expr, FunctionDef, Stmt } from '../../src/model/python.ts';

let extractor: Extractor;
beforeAll(async () => {
  extractor = await createExtractor({ digestKey: 'test' });
});

const factsOf = (code: string) => extractor.extract(Buffer.from(code), 'python');
const bodyOf = (code: string): readonly Stmt[] => factsOf(code).python?.body ?? [];

/** The facts without offsets, which other tests look at. */
const bare = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part) => (key === 's' || key === 'e' || key === 'head' ? undefined : part)));
const statement = (code: string): unknown => bare(bodyOf(code)[0]);
const expression = (code: string): unknown => {
  const [first] = bodyOf(code);
  return first?.k === 'expr' ? bare(first.v) : first;
};

const name = (id: string) => ({ k: 'name', id });
const num = (v: string) => ({ k: 'num', v });
const str = (v: string) => ({ k: 'str', v });

describe('strings', () => {
  it.each([
    [`'a'`, 'a'],
    [`"""a\n  b"""`, 'a\n  b'],
    [`'a' "b" '''c'''`, 'abc'],
    [`('a'\n 'b')`, 'ab'],
    [`'\\n\\t\\\\\\'\\x41\\u00e9\\U0001F600\\101\\0'`, "\n\t\\'Aé😀A\0"],
    [`'a\\\nb'`, 'ab'],
    [`'\\d\\N{BULLET}'`, '\\d\\N{BULLET}'],
    [`r'\\d\\\\'`, '\\d\\\\'],
    [`u'a'`, 'a'],
    [`'''line\\\r\nend\r\n'''`, 'lineend\n'],
    [`''`, ''],
  ])('%s', (code, value) => {
    expect(expression(code)).toEqual(str(value));
  });

  it('knows bytes', () => {
    expect(expression(`b'\\x41\\u0041' Rb'\\n'`)).toEqual({ k: 'str', v: 'A\\u0041\\n', bytes: true });
  });

  it('takes f-strings apart, with everything nested in them', () => {
    expect(expression(`f"a{{{x!r:>{w}}}}\\n" 'b' rf'\\{y}'`)).toEqual({
      k: 'fstr',
      parts: ['a{', name('x'), name('w'), '}\nb\\', name('y')],
    });
    expect(expression(`f"{x=}"`)).toEqual({ k: 'fstr', parts: ['x=', name('x')] });
    expect(expression(`f"{f'{x}'}"`)).toEqual({ k: 'fstr', parts: [{ k: 'fstr', parts: [name('x')] }] });
  });

  it('cuts docstrings, and no other string', () => {
    const long = 'x'.repeat(1500);
    expect(statement(`"""${long}"""`)).toEqual({ k: 'expr', v: str('x'.repeat(1000)) });
    expect(bare((bodyOf(`def f():\n  "${long}"`)[0] as FunctionDef).body)).toEqual([
      { k: 'expr', v: str('x'.repeat(1000)) },
    ]);
    expect(statement(`a = "${long}"`)).toMatchObject({ v: str(long) });
  });
});

describe('expressions', () => {
  it.each<[string, unknown]>([
    [
      'a.b[0](c, *d, e=1, **f)',
      {
        k: 'call',
        fn: { k: 'sub', obj: { k: 'attr', obj: name('a'), name: 'b' }, index: [num('0')] },
        args: [name('c'), { k: 'star', double: false, v: name('d') }],
        kw: [
          { name: 'e', v: num('1') },
          { name: null, v: name('f') },
        ],
      },
    ],
    [
      'f(x for x in y)',
      {
        k: 'call',
        fn: name('f'),
        args: [
          {
            k: 'comp',
            of: 'generator',
            item: name('x'),
            value: null,
            clauses: [{ async: false, target: name('x'), iter: name('y'), ifs: [] }],
          },
        ],
        kw: [],
      },
    ],
    [
      'a < b <= c',
      {
        k: 'bin',
        op: 'and',
        l: { k: 'bin', op: '<', l: name('a'), r: name('b') },
        r: { k: 'bin', op: '<=', l: name('b'), r: name('c') },
      },
    ],
    ['a not in b', { k: 'bin', op: 'not in', l: name('a'), r: name('b') }],
    ['a is not None', { k: 'bin', op: 'is not', l: name('a'), r: { k: 'const', v: null } }],
    [
      'not a or -b',
      { k: 'bin', op: 'or', l: { k: 'un', op: 'not', v: name('a') }, r: { k: 'un', op: '-', v: name('b') } },
    ],
    // biome-ignore lint/suspicious/noThenProperty: the facts name the branches as Python does.
    ['a if b else c', { k: 'if', test: name('b'), then: name('a'), else: name('c') }],
    ['(x := 1)', { k: 'walrus', name: 'x', v: num('1') }],
    [
      '{1: 2, **a}',
      {
        k: 'dict',
        items: [
          [num('1'), num('2')],
          [null, name('a')],
        ],
      },
    ],
    [
      '{a: b for a, b in c if a}',
      {
        k: 'comp',
        of: 'dict',
        item: name('a'),
        value: name('b'),
        clauses: [
          { async: false, target: { k: 'tuple', items: [name('a'), name('b')] }, iter: name('c'), ifs: [name('a')] },
        ],
      },
    ],
    ['{1, 2}', { k: 'set', items: [num('1'), num('2')] }],
    [
      '[*a.b, 1]',
      { k: 'list', items: [{ k: 'star', double: false, v: { k: 'attr', obj: name('a'), name: 'b' } }, num('1')] },
    ],
    [
      '*a.b, c',
      { k: 'tuple', items: [{ k: 'star', double: false, v: { k: 'attr', obj: name('a'), name: 'b' } }, name('c')] },
    ],
    ['a,', { k: 'tuple', items: [name('a')] }],
    ['()', { k: 'tuple', items: [] }],
    [
      'a[1:, ::2]',
      {
        k: 'sub',
        obj: name('a'),
        index: [
          { k: 'slice', parts: [num('1'), null] },
          { k: 'slice', parts: [null, null, num('2')] },
        ],
      },
    ],
    [
      'lambda a, *b, c=1: a',
      {
        k: 'lambda',
        params: [
          { name: 'a', kind: 'normal', annotation: null, default: null },
          { name: 'b', kind: 'args', annotation: null, default: null },
          { name: 'c', kind: 'keyword', annotation: null, default: num('1') },
        ],
        body: name('a'),
      },
    ],
    ['await a', { k: 'await', v: name('a') }],
    ['...', { k: 'const', v: '...' }],
    ['match.type', { k: 'attr', obj: name('match'), name: 'type' }],
  ])('%s', (code, expected) => {
    expect(expression(code)).toEqual(expected);
  });
});

describe('statements', () => {
  it.each<[string, unknown]>([
    ['a = b = 1', { k: 'assign', targets: [name('a'), name('b')], annotation: null, v: num('1') }],
    ['x: int', { k: 'assign', targets: [name('x')], annotation: name('int'), v: null }],
    [
      'x: list[int] | None = y',
      {
        k: 'assign',
        targets: [name('x')],
        v: name('y'),
        annotation: {
          k: 'bin',
          op: '|',
          l: { k: 'sub', obj: name('list'), index: [name('int')] },
          r: { k: 'const', v: null },
        },
      },
    ],
    [
      'x: A[a] | B | C',
      {
        k: 'assign',
        targets: [name('x')],
        v: null,
        annotation: {
          k: 'bin',
          op: '|',
          l: { k: 'bin', op: '|', l: { k: 'sub', obj: name('A'), index: [name('a')] }, r: name('B') },
          r: name('C'),
        },
      },
    ],
    ['a += 1', { k: 'assign', targets: [name('a')], annotation: null, v: num('1'), op: '+=' }],
    [
      'type(x).y = 1',
      {
        k: 'assign',
        targets: [{ k: 'attr', obj: { k: 'call', fn: name('type'), args: [name('x')], kw: [] }, name: 'y' }],
        annotation: null,
        v: num('1'),
      },
    ],
    ['type X[T] = list', { k: 'type', name: 'X', v: name('list') }],
    ['raise A from b', { k: 'raise', v: name('A'), cause: name('b') }],
    ['del a, b', { k: 'delete', targets: [name('a'), name('b')] }],
    ['assert a, "b"', { k: 'assert', test: name('a'), message: str('b') }],
    ['global a, b', { k: 'global', names: ['a', 'b'] }],
    [
      'import a.b as c, d',
      {
        k: 'import',
        from: null,
        level: 0,
        names: [
          { name: 'a.b', as: 'c' },
          { name: 'd', as: null },
        ],
      },
    ],
    [
      'from ..x import (y as z, w,)',
      {
        k: 'import',
        from: 'x',
        level: 2,
        names: [
          { name: 'y', as: 'z' },
          { name: 'w', as: null },
        ],
      },
    ],
    ['from . import *', { k: 'import', from: '', level: 1, names: [{ name: '*', as: null }] }],
    [
      'from __future__ import annotations',
      { k: 'import', from: '__future__', level: 0, names: [{ name: 'annotations', as: null }] },
    ],
    [
      'if a: pass\nelif b: pass\nelse: pass',
      {
        k: 'if',
        test: name('a'),
        body: [{ k: 'pass' }],
        orelse: [{ k: 'if', test: name('b'), body: [{ k: 'pass' }], orelse: [{ k: 'pass' }] }],
      },
    ],
    [
      'with (open(a) as b, c): pass',
      {
        k: 'with',
        async: false,
        body: [{ k: 'pass' }],
        items: [
          { v: { k: 'call', fn: name('open'), args: [name('a')], kw: [] }, target: name('b') },
          { v: name('c'), target: null },
        ],
      },
    ],
    [
      'try: pass\nexcept* (A, B) as e: pass\nexcept C, D: pass\nexcept: pass\nfinally: pass',
      {
        k: 'try',
        body: [{ k: 'pass' }],
        orelse: [],
        final: [{ k: 'pass' }],
        handlers: [
          { type: { k: 'tuple', items: [name('A'), name('B')] }, name: 'e', body: [{ k: 'pass' }] },
          { type: { k: 'tuple', items: [name('C'), name('D')] }, name: null, body: [{ k: 'pass' }] },
          { type: null, name: null, body: [{ k: 'pass' }] },
        ],
      },
    ],
    [
      'match a:\n  case P(x=-1) | [1, *_] if b: pass\n  case {"k": (v), **r} as w: pass',
      {
        k: 'match',
        subject: name('a'),
        cases: [
          {
            pattern: {
              k: 'bin',
              op: '|',
              l: { k: 'call', fn: name('P'), args: [], kw: [{ name: 'x', v: { k: 'un', op: '-', v: num('1') } }] },
              r: { k: 'list', items: [num('1'), { k: 'star', double: false, v: name('_') }] },
            },
            guard: name('b'),
            body: [{ k: 'pass' }],
          },
          {
            pattern: {
              k: 'walrus',
              name: 'w',
              v: {
                k: 'dict',
                items: [
                  [str('k'), name('v')],
                  [null, name('r')],
                ],
              },
            },
            guard: null,
            body: [{ k: 'pass' }],
          },
        ],
      },
    ],
    ['print "a", b', { k: 'expr', v: { k: 'call', fn: name('print'), args: [str('a'), name('b')], kw: [] } }],
  ])('%s', (code, expected) => {
    expect(statement(code)).toEqual(expected);
  });

  it('reads definitions with decorators, parameters of every kind, and the place of the header', () => {
    const code = '@d.e(1)\nasync def f[T](a, /, b: int = 1, *c, d, **e) -> None:\n    return a\n';
    const [found] = bodyOf(code);
    expect(bare(found)).toEqual({
      k: 'def',
      name: 'f',
      async: true,
      decorators: [{ k: 'call', fn: { k: 'attr', obj: name('d'), name: 'e' }, args: [num('1')], kw: [] }],
      params: [
        { name: 'a', kind: 'positional', annotation: null, default: null },
        { name: 'b', kind: 'normal', annotation: name('int'), default: num('1') },
        { name: 'c', kind: 'args', annotation: null, default: null },
        { name: 'd', kind: 'keyword', annotation: null, default: null },
        { name: 'e', kind: 'kwargs', annotation: null, default: null },
      ],
      returns: { k: 'const', v: null },
      body: [{ k: 'return', v: name('a') }],
    });
    const { head, s } = found as FunctionDef;
    expect(s).toBe(0);
    expect(code.slice(head.s, head.e)).toBe('async def f[T](a, /, b: int = 1, *c, d, **e) -> None:');
  });

  it('reads classes with bases and keywords', () => {
    expect(statement('class A(B, C[D], metaclass=M): x: int')).toEqual({
      k: 'class',
      name: 'A',
      decorators: [],
      bases: [name('B'), { k: 'sub', obj: name('C'), index: [name('D')] }],
      keywords: [{ name: 'metaclass', v: name('M') }],
      body: [{ k: 'assign', targets: [name('x')], annotation: name('int'), v: null }],
    });
  });
});

describe('code that does not parse', () => {
  it('is unknown, is told as a syntax problem, and leaves what stands around it readable', () => {
    const facts = factsOf('import a\n$ g(1) {% for %}\nx = 1\n');
    const kinds = facts.python?.body.map((stmt) => stmt.k);
    expect(kinds).toContain('unknown');
    expect(kinds?.[0]).toBe('import');
    expect(JSON.stringify(facts.python?.body)).toContain('"g"');
    expect(facts.python?.errors.length).toBeGreaterThan(0);
    expect(facts.problems).toMatchObject([{ kind: 'syntax' }]);
  });

  it('never lists more than 20 errors', () => {
    expect(factsOf('def (:\n'.repeat(100)).python?.errors.length).toBeLessThanOrEqual(20);
  });

  it('has neither errors nor problems when it does parse', () => {
    const facts = factsOf('x = 1\n');
    expect([facts.problems, facts.python?.errors]).toEqual([[], []]);
  });
});

describe('limits', () => {
  const depthOf = (expr: Expr): number =>
    'v' in expr && typeof expr.v === 'object' && expr.v !== null ? 1 + depthOf(expr.v) : 1;

  it('leaves out what nests too deep, and says so', () => {
    const facts = factsOf(`x = ${'not '.repeat(300)}y\n`);
    const [first] = facts.python?.body ?? [];
    expect(first?.k === 'assign' && first.v ? depthOf(first.v) : 0).toBeLessThanOrEqual(201);
    expect(facts.problems).toMatchObject([{ kind: 'too-deep' }]);
  });

  it('does not read Python above 5 MB', () => {
    const facts = factsOf('#'.repeat(5_000_001));
    expect(facts).toMatchObject({ size: 5_000_001, lineStarts: [0], problems: [{ kind: 'too-large' }] });
    expect(facts.python).toBeUndefined();
  });
});
