/** What migrations do to a database in use, from the bodies of revisions written in a test. */
import type { MigrationSafety } from '../../../src/model/migration-safety.ts';
import { createProject } from '../../../src/project/create-project.ts';
import { inputsOf } from '../linked.ts';

/** `bodies`: revision id → its functions; each follows the one before. PostgreSQL is what they are for. */
export function safetyOf(bodies: Readonly<Record<string, string>>): MigrationSafety {
  const sources: Record<string, string> = {
    'alembic.ini': '[alembic]\nscript_location = migrations\n',
    'requirements.txt': 'asyncpg==0.29.0\n',
  };
  let down = 'None';
  for (const [id, body] of Object.entries(bodies)) {
    const head = `import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "${id}"\ndown_revision = ${down}\n`;
    sources[`migrations/versions/${id}.py`] = `${head}${body}`;
    down = `"${id}"`;
  }
  return createProject(inputsOf(sources)).migrationSafety();
}
