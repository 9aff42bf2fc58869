/** `vigie routes` and `vigie schema`: what Vigie knows of a repository, for people to check. */
import { loadFacts } from '../audit/load-facts.ts';
import { sqlReaderOf } from '../audit/sql-reader.ts';
import type { Project } from '../model/project.ts';
import { createProject } from '../project/create-project.ts';
import { renderRoutesJson, renderRoutesText } from '../report/render-routes.ts';
import { renderSchemaJson, renderSchemaText } from '../report/render-schema.ts';
import { parseInspectArguments } from './arguments.ts';
import { openAudit, openTools, readConfiguration } from './open-audit.ts';

export function routesCommand(args: readonly string[]): Promise<number> {
  return inspect(args, (project, format) =>
    format === 'json' ? renderRoutesJson(project.routes()) : renderRoutesText(project.routes()),
  );
}

export function schemaCommand(args: readonly string[]): Promise<number> {
  return inspect(args, (project, format) =>
    format === 'json' ? renderSchemaJson(project.schema()) : renderSchemaText(project.schema()),
  );
}

async function inspect(
  args: readonly string[],
  render: (project: Project, format: 'text' | 'json') => string,
): Promise<number> {
  const options = parseInspectArguments(args);
  const open = await openAudit(options.directory, options.head, null);
  try {
    const { paths: hints } = await readConfiguration(null, open);
    const { extractor, store, progress } = await openTools(true);
    const { paths, files } = await loadFacts(open.head, () => false, extractor, store, progress);
    const readSql = await sqlReaderOf(files);
    process.stdout.write(render(createProject({ paths, files, hints, readSql }), options.format));
    return 0;
  } finally {
    await open.repository.close();
  }
}
