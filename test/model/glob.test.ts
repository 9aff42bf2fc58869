import { describe, expect, it } from '@jest/globals';
import { globProblem, matcherOf } from '../../src/model/glob.ts';

describe('a pattern', () => {
  it.each([
    ['vendor/**', ['vendor/a.py', 'vendor/a/b.py'], ['vendor', 'app/vendor/a.py', 'vendored/a.py']],
    ['vendor/', ['vendor/a/b.py'], ['vendor', 'x/vendor/a.py']],
    ['**/tests/**', ['tests/a.py', 'a/tests/b/c.py'], ['mytests/a.py', 'tests']],
    ['**/test_*.py', ['test_a.py', 'a/b/test_c.py'], ['a/mytest_c.py', 'a/test_c.pyc']],
    ['app/*.py', ['app/a.py', 'app/.py'], ['app/b/a.py', 'xapp/a.py']],
    ['a?c', ['abc'], ['a/c', 'ac']],
    ['app/{api,web}/**/*.{py,pyi}', ['app/api/x.py', 'app/web/a/b.pyi'], ['app/cli/x.py', 'app/api/x.txt']],
    ['a**b', ['ab', 'a/x/b'], ['a/x/c']],
    ['**', ['a', 'a/b'], []],
    ['./a.py', ['a.py'], ['b/a.py']],
    ['a+(b).[c]{d', ['a+(b).[c]{d'], ['ab.cd']],
    ['a/**/b', ['a/b', 'a/x/y/b'], ['ab', 'a/xb']],
  ])('%s', (pattern, yes, no) => {
    const matches = matcherOf([pattern]);
    expect([...yes, ...no].filter(matches)).toEqual(yes);
  });

  it('takes time in proportion to the path, whatever is written', () => {
    const matches = matcherOf([`${'*a'.repeat(40)}b`, `${'**/'.repeat(40)}x`]);
    const start = performance.now();
    expect(matches(`${'a'.repeat(2_000)}/${'a/'.repeat(500)}`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  it('is refused when it could not mean what it says', () => {
    expect(globProblem('vendor/**')).toBeNull();
    for (const pattern of ['', '/a', '!a', '{a,b}'.repeat(60)]) expect(globProblem(pattern)).not.toBeNull();
    expect(matcherOf(['{a,b}'.repeat(60)])('a')).toBe(false);
  });
});
