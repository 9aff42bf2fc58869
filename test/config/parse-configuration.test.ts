import { describe, expect, it } from '@jest/globals';
import { completeSettings, DEFAULT_CONFIGURATION, layerSettings } from '../../src/config/defaults.ts';
import { parseConfiguration } from '../../src/config/parse-configuration.ts';
import type { RuleMeta } from '../../src/model/finding.ts';

const text = { en: 'x', fr: 'x' };
const rule = (id: string, options: RuleMeta['options'] = {}): RuleMeta => ({
  id,
  axis: 'data',
  severity: 'major',
  confidence: 'high',
  stage: 'stable',
  title: text,
  message: text,
  remedy: text,
  variants: {},
  related: {},
  options,
  help: text,
});
const rules = [
  rule('duplicate-route'),
  rule('router-file-too-large', { maxLines: 400, names: ['a'], strict: true, style: 'x' }),
];

const parse = (yaml: string) => parseConfiguration(yaml, '.github/vigie.yml', rules);
const problemsOf = (yaml: string) =>
  parse(yaml).problems.map(({ line, column, message }) => `${line}:${column} ${message}`);

describe('a configuration', () => {
  it('that is empty is the default one', () => {
    for (const yaml of ['', '# nothing yet\n', '{}', 'rules:\n  # duplicate-route: off\ngate:\n']) {
      expect(parse(yaml)).toEqual({
        configuration: DEFAULT_CONFIGURATION,
        settings: { rules: {} },
        extends: { kind: 'default' },
        problems: [],
      });
    }
  });

  it('is completed with the defaults', () => {
    const { configuration, problems } = parse(`
language: fr
gate: { fail-on: critical, min-score: 6.5, mode: inform, on-error: neutral }
comments: { max: 5 }
paths: { ignore: ["vendor/**"], services: ["app/services/**"] }
rules: { duplicate-route: critical, router-file-too-large: { severity: off, max-lines: 600, names: [b, c], strict: false } }
`);
    expect(problems).toEqual([]);
    expect(configuration).toEqual({
      language: 'fr',
      gate: { failOn: 'critical', minScore: 6.5, maxDrop: 10, mode: 'inform', onError: 'neutral' },
      comments: { max: 5, from: 'minor' },
      paths: { ignore: ['vendor/**'], services: ['app/services/**'], handlers: [], models: [] },
      rules: {
        'duplicate-route': { severity: 'critical', options: {} },
        'router-file-too-large': { severity: 'off', options: { maxLines: 600, names: ['b', 'c'], strict: false } },
      },
    });
  });
});

describe('a mistake', () => {
  it.each([
    ['an unknown key', 'gate:\n  fail-onn: major\n', '2:3 Unknown key "fail-onn": did you mean "fail-on"?'],
    ['an unknown section', 'rule: {}\n', '1:1 Unknown key "rule": did you mean "rules"?'],
    [
      'a value out of the list',
      'gate: { fail-on: serious }',
      '1:18 "gate.fail-on" must be one of: critical, major, minor, info, never.',
    ],
    ['a number out of range', 'gate: { min-score: 11 }', '1:20 "gate.min-score" must be at most 10.'],
    ['a wrong type', 'comments: { max: many }', '1:18 "comments.max" must be a whole number.'],
    ['a list instead of a mapping', '- gate', '1:1 The file must be a mapping (key: value).'],
    [
      'an unknown rule',
      'rules:\n  duplicate-routes: off',
      '2:3 There is no rule "duplicate-routes": did you mean "duplicate-route"?',
    ],
    [
      'an unknown severity',
      'rules: { duplicate-route: majr }',
      '1:27 "duplicate-route" must be one of: critical, major, minor, info, off; did you mean "major"?',
    ],
    [
      'false for off',
      'rules: { duplicate-route: false }',
      '1:27 "duplicate-route" must be one of: critical, major, minor, info, off; did you mean "off"?',
    ],
    [
      'an unknown option',
      'rules: { router-file-too-large: { max-line: 1 } }',
      '1:35 Unknown key "max-line": did you mean "max-lines"?',
    ],
    [
      'an option of another type',
      'rules: { router-file-too-large: { max-lines: "6" } }',
      '1:46 "max-lines" must be a number; its default is 400.',
    ],
    [
      'a list of other things than texts',
      'rules: { router-file-too-large: { names: [1] } }',
      '1:42 "names" must be a list of texts; its default is ["a"].',
    ],
    [
      'an absolute path',
      'paths: { ignore: ["/vendor"] }',
      '1:19 The pattern "/vendor" begins with "/": patterns are relative to the root of the repository.',
    ],
    ['the same key twice', 'language: en\nlanguage: fr\n', '2:1 Map keys must be unique.'],
    ['an alias', 'paths: { ignore: &x [a], models: *x }', '1:34 Aliases (*name) are not allowed: write the value out.'],
    ['two documents', 'language: en\n---\nlanguage: fr\n', '2:1 The file holds several YAML documents: keep one.'],
    ['a tag', 'language: !!js/function x', '1:11 Unresolved tag: tag:yaml.org,2002:js/function.'],
    ['brackets without end', '['.repeat(40_000), '1:1 The file is nested too deeply to be read.'],
    [
      'a file that is too large',
      `# ${'x'.repeat(70_000)}`,
      '1:1 The file is larger than 64 KB: keep the settings, move the rest away.',
    ],
  ])('%s is named with its place and a remedy', (_, yaml, problem) => {
    expect(problemsOf(yaml)[0]).toBe(problem);
  });

  it('does not hide the others, and leaves no half-read configuration', () => {
    const yaml = 'gate: { fail-on: no }\ncomments: { maxx: 1 }\n';
    expect(problemsOf(yaml)).toHaveLength(2);
    expect(parse(yaml).configuration).toEqual(DEFAULT_CONFIGURATION);
    expect(parse(yaml).settings).toEqual({});
  });

  it('is not told with a credential that stands in the wrong place', () => {
    const token = ['gh', 'p_', 'x7Kq2mVbR9tLw4NzYc6PdHs8', 'JfGaUe3ToQ1i'].join('');
    for (const yaml of [
      `rules: { ${token}: off }`,
      `${token}: 1`,
      `paths: { ignore: ["/${token}"] }`,
      `a: !${token} b`,
    ]) {
      const [problem] = problemsOf(yaml);
      expect(problem).toContain('ghp_…');
      expect(problem).not.toContain(token.slice(0, 12));
    }
  });

  it('is "extends" with anything but the name of a repository, or false', () => {
    for (const written of ['acme/.github', '[a]', 'true', '../x', '""']) {
      expect(problemsOf(`extends: ${written}\n`)).toEqual([expect.stringContaining('1:10 "extends" must be')]);
    }
    expect(parse('extends: .github\n').extends).toMatchObject({ kind: 'repository', repository: '.github', line: 1 });
    expect(parse('extends: false\n').extends).toEqual({ kind: 'nothing' });
    expect(parse('language: fr\n').extends).toEqual({ kind: 'default' });
  });

  it('by the thousand costs no more than a few', () => {
    const lines = (indent: string) => Array.from({ length: 1_500 }, (_, i) => `${indent}k${i}: 1`).join('\n');
    for (const yaml of [lines(''), `rules:\n${lines(' ')}`, `rules:\n router-file-too-large:\n${lines('  ')}`]) {
      const start = performance.now();
      expect(problemsOf(yaml)).toHaveLength(20);
      expect(performance.now() - start).toBeLessThan(5_000);
    }
    expect(problemsOf(`${'k'.repeat(60_000)}: 1`)[0]?.length).toBeLessThan(300);
  });

  it('cannot make the reader run for long or read the prototype', () => {
    const bomb = `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a]`).join('\n')}`;
    expect(problemsOf(bomb).length).toBeGreaterThan(0);
    expect(problemsOf('__proto__: { language: fr }')[0]).toContain('Unknown key "__proto__"');
    expect(problemsOf('rules: { constructor: off }')[0]).toContain('There is no rule "constructor"');
    expect(problemsOf('rules: { router-file-too-large: { constructor: 1 } }')[0]).toContain('Unknown key');
  });
});

describe('merging', () => {
  const settings = (yaml: string) => parse(yaml).settings;

  it('lets the repository speak over the organisation, and what neither says be the default', () => {
    const organisation = settings(
      'language: fr\ngate: { min-score: 5, max-drop: 2 }\npaths: { ignore: [a/**] }\nrules: { duplicate-route: critical }',
    );
    const repository = settings(
      'gate: { min-score: 7 }\npaths: { ignore: [b/**] }\nrules: { router-file-too-large: off }',
    );
    expect(completeSettings(layerSettings(organisation, repository))).toEqual({
      ...DEFAULT_CONFIGURATION,
      language: 'fr',
      gate: { ...DEFAULT_CONFIGURATION.gate, minScore: 7, maxDrop: 2 },
      paths: { ...DEFAULT_CONFIGURATION.paths, ignore: ['a/**', 'b/**'] },
      rules: {
        'duplicate-route': { severity: 'critical', options: {} },
        'router-file-too-large': { severity: 'off', options: {} },
      },
    });
  });

  it("keeps the organisation's options of a rule whose severity the repository sets", () => {
    const organisation = settings('rules: { router-file-too-large: { severity: info, max-lines: 900 } }');
    const repository = settings('rules: { router-file-too-large: major }');
    expect(completeSettings(layerSettings(organisation, repository)).rules).toEqual({
      'router-file-too-large': { severity: 'major', options: { maxLines: 900 } },
    });
  });
});
