/** The sample back-ends of `test/repos`: read as a project, and copied with their missing migration written. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { draftMissing } from '../../src/audit/missing-migrations.ts';
import type { MigrationDraft } from '../../src/model/draft.ts';
import type { Project } from '../../src/model/project.ts';
import { createProject } from '../../src/project/create-project.ts';
import { inputsOf } from '../project/linked.ts';

const REPOS = fileURLToPath(new URL('../repos/', import.meta.url));
export const TODAY = '2026-01-15';

export interface Sample {
  readonly name: string;
  /** `package.module:Base.metadata`. */
  readonly metadata: string;
  /** Major version of SQLAlchemy that its style needs. */
  readonly style: 1 | 2;
  /** What else it imports. */
  readonly needs: string;
}

export const SAMPLES: readonly Sample[] = [
  { name: 'shop', metadata: 'app.models:Base.metadata', style: 1, needs: '' },
  { name: 'library', metadata: 'library.models:Base.metadata', style: 1, needs: '' },
  { name: 'depot', metadata: 'depot.billing.models:Base.metadata', style: 1, needs: '' },
  { name: 'clinic', metadata: 'clinic.models:Base.metadata', style: 2, needs: '' },
  { name: 'notes', metadata: 'notes.models:SQLModel.metadata', style: 2, needs: 'sqlmodel' },
];

export function readSample(name: string): Project {
  return readFolder(join(REPOS, name));
}

export function readFolder(folder: string): Project {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return projectOf(Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')])));
}

export function projectOf(sources: Readonly<Record<string, string>>): Project {
  return createProject(inputsOf(sources));
}

export function draftOf(project: Project): MigrationDraft {
  return draftMissing(project, null, TODAY);
}

/** A copy of the sample in a temporary folder, with the drafted files in place. */
export function copyWithDraft(name: string, draft: MigrationDraft): string {
  const folder = mkdtempSync(join(tmpdir(), `vigie-${name}-`));
  cpSync(join(REPOS, name), folder, { recursive: true });
  for (const { path, text } of draft.files) writeFileSync(join(folder, path), text, { flag: 'wx' });
  return folder;
}
