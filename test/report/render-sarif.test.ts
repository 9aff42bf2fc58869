import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { AuditResult } from '../../src/model/audit.ts';
import { SARIF_RESULTS } from '../../src/report/limits.ts';
import { renderSarif } from '../../src/report/render-sarif.ts';
import { finding, HOSTILE, result, rule, span } from './sample.ts';

/** The schema is written in draft 4, of which only the name of `$id` differs here. */
const {
  id,
  $schema: _,
  ...body
} = JSON.parse(readFileSync(new URL('../schema/sarif-2.1.0.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile({ ...body, $id: id });

function sarif(given: AuditResult) {
  return JSON.parse(renderSarif(given, [rule(), rule({ id: 'silent-rule' })]));
}

const rich = result({
  findings: [
    finding({ related: [{ path: 'app/main.py', line: 12, message: 'first here' }], span: span(3, 1, 1, 4) }),
    finding({ suggestion: { path: 'a b.py', line: 3, endLine: 4, text: 'x = 1' }, status: 'existing' }),
    finding({ suppressed: { by: 'comment', reason: 'known\u202e', until: null } }),
    finding({ status: 'fixed' }),
    ...HOSTILE.map((path) => finding({ path, message: 'see [here](https://evil.example)' })),
  ],
  coverage: { problems: [{ kind: 'partial', path: 'a.py', line: 3, rule: null, message: 'syntax' }] },
});

describe('renderSarif', () => {
  it.each([
    ['a rich report', rich],
    ['an empty report without base', result({ base: null, score: { base: null } })],
  ])('is valid against the schema of the standard: %s', (_name, given) => {
    validate(sarif(given));
    expect(validate.errors).toBeNull();
  });

  it('carries fingerprint, state, suppression and help', () => {
    const [run] = sarif(rich).runs;
    expect(run.tool.driver.rules.map((each: { id: string }) => each.id)).toEqual(['duplicate-route']);
    expect(run.tool.driver.rules[0].help.markdown).toContain('Only the first one answers.');
    expect(run.results[0]).toMatchObject({
      ruleIndex: 0,
      level: 'error',
      baselineState: 'new',
      partialFingerprints: { 'vigie/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    });
    expect(run.results[1].baselineState).toBe('unchanged');
    expect(run.results[2].suppressions).toEqual([
      { kind: 'inSource', status: 'accepted', justification: 'knownU+202E' },
    ]);
    expect(run.invocations[0].toolExecutionNotifications[0].descriptor.id).toBe('partial');
  });

  it('leaves out what was fixed, which other tools would show as open', () => {
    expect(sarif(result({ findings: [finding({ status: 'fixed' })] })).runs[0].results).toEqual([]);
  });

  it('says nothing of a state when nothing was compared', () => {
    const alone = sarif(result({ findings: [finding()], score: { base: null } }));
    expect(alone.runs[0].results[0]).not.toHaveProperty('baselineState');
  });

  it('writes file names as addresses, and makes no link of a message', () => {
    const uris = sarif(rich)
      .runs[0].results.slice(3)
      .map(
        (each: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
          each.locations[0]?.physicalLocation.artifactLocation.uri,
      );
    expect(uris.map((uri: string) => decodeURIComponent(uri))).toEqual(HOSTILE);
    expect(sarif(rich).runs[0].results[3].message.text).toContain('\\[here](');
  });

  it('lets a rule on trial gate nothing', () => {
    expect(sarif(result({ findings: [finding({ stage: 'preview' })] })).runs[0].results[0].level).toBe('note');
  });

  it('stays within the limits of an upload', () => {
    const related = Array.from({ length: 500 }, (_unused, line) => ({ path: 'a.py', line: line + 1, message: '' }));
    const one = finding({ related });
    const many = sarif(
      result({
        findings: Array.from({ length: SARIF_RESULTS + 1 }, () => one).map((each, index) =>
          index === 0 ? each : { ...each, related: [] },
        ),
      }),
    );
    expect(many.runs[0].results).toHaveLength(SARIF_RESULTS);
    expect(many.runs[0].results[0].relatedLocations.length).toBeLessThan(100);
  });
});
