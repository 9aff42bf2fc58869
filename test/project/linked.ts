/** A project from sources written in a test: the shortest way from Python text to a question about it. */
import { createExtractor, type Extractor } from '../../src/facts/extract-facts.ts';
import { fileKind } from '../../src/facts/kind.ts';
import type { FileFacts } from '../../src/model/facts.ts';
import type { ProjectInputs } from '../../src/model/project.ts';
import { loadPostgresParser } from '../../src/sql/postgres/parser.ts';
import { createSqlReader } from '../../src/sql/read-sql.ts';

const readSql = createSqlReader(await loadPostgresParser());
const extractor: Extractor = await createExtractor({ digestKey: 'test' });

export type Sources = Readonly<Record<string, string>>;

const NO_HINTS = { ignore: [], services: [], handlers: [], models: [] };

/** Inputs of the given files; the facts of `before` are shared where the text is the same. */
export function inputsOf(
  sources: Sources,
  before?: { readonly sources: Sources; readonly inputs: ProjectInputs },
): ProjectInputs {
  const files = new Map<string, FileFacts>();
  for (const [path, text] of Object.entries(sources)) {
    const known = before?.sources[path] === text ? before.inputs.files.get(path) : undefined;
    files.set(path, known ?? extractor.extract(Buffer.from(text), fileKind(path)));
  }
  return { paths: Object.keys(sources).sort(), files, hints: NO_HINTS, readSql };
}
