/** What Vigie writes obeys what Vigie says: a drafted migration ends the findings that it is for, and brings none. */
import { rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { catalogue } from '../../rules/registry.generated.ts';
import { DEFAULT_CONFIGURATION } from '../../src/config/defaults.ts';
import { auditProjects } from '../../src/engine/audit-projects.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Project } from '../../src/model/project.ts';
import { copyWithDraft, draftOf, readFolder, readSample, SAMPLES, TODAY } from './sample.ts';

/** Said of what a migration cannot help doing, where the models ask for it. */
const UNAVOIDABLE = new Set(['migration-type-change-without-using']);

describe.each(SAMPLES)('with the migration that was drafted for $name', ({ name }) => {
  let head: Project;
  let findings: readonly Finding[];

  beforeAll(() => {
    const base = readSample(name);
    const draft = draftOf(base);
    const folder = copyWithDraft(name, draft);
    head = readFolder(folder);
    rmSync(folder, { recursive: true });
    const result = auditProjects({
      head,
      base,
      headCommit: null,
      baseCommit: null,
      configuration: DEFAULT_CONFIGURATION,
      catalogue: catalogue.filter(({ meta }) => meta.axis === 'data'),
      today: TODAY,
      renames: new Map(),
      changed: new Set(draft.files.map(({ path }) => path)),
      coverage: { files: 0, audited: 0, skipped: [], problems: [] },
    });
    findings = result.findings;
  });

  it('nothing is missing any more', () => {
    expect(draftOf(head)).toEqual({ files: [], refused: [] });
    expect(findings.filter(({ status }) => status === 'fixed').length).toBeGreaterThan(0);
  });

  it('nothing new is found', () => {
    const fresh = findings.filter(({ status, rule }) => status === 'new' && !UNAVOIDABLE.has(rule));
    expect(fresh.map(({ rule, path, message }) => `${path} ${rule}: ${message}`)).toEqual([]);
  });
});
