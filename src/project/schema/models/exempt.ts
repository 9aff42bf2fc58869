/** Tables that are declared for tests or examples only. */

export function exemptPath(path: string): 'test' | null {
  const isTest = /(^|\/)(tests?|testing|e2e|fixtures|examples?|docs|benchmarks?|samples?)\//.test(path);
  return isTest || /(^|\/)(test_[^/]*|[^/]*_test|conftest)\.py$/.test(path) ? 'test' : null;
}
