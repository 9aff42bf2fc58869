/** `vigie migration draft`: writes the migration that the models need and nobody wrote. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { linkTrees } from '../audit/audit.ts';
import { draftMissing } from '../audit/missing-migrations.ts';
import { AuditError } from '../audit/ports.ts';
import type { DraftedFile, DraftRefusal } from '../model/draft.ts';
import { renderDraftNotes, renderDraftText } from '../report/render-draft.ts';
import { parseDraftArguments, UsageError } from './arguments.ts';
import { openAudit, openTools, readConfiguration } from './open-audit.ts';

/** What is said, and is no migration that is known to be missing. */
const REMARKS: readonly DraftRefusal['kind'][] = ['unmapped', 'doubtful'];

/** The exit code: 0 unless something is missing that could not be written. */
export async function migrationCommand([subcommand, ...args]: readonly string[]): Promise<number> {
  if (subcommand !== 'draft') throw new UsageError('"vigie migration" knows one subcommand: draft');
  const options = parseDraftArguments(args);
  if (options.write && options.head !== null)
    throw new UsageError('--write is for the working tree: it does not go with --head');
  const open = await openAudit(options.directory, options.head, options.base);
  try {
    const configuration = await readConfiguration(null, open);
    const linked = await linkTrees({ head: open.head, base: open.base, configuration }, await openTools(true));
    const draft = draftMissing(linked.head, linked.base, new Date().toISOString().slice(0, 10));
    process.stderr.write(renderDraftNotes(draft));
    if (options.write) await writeFiles(resolve(options.directory), draft.files);
    else process.stdout.write(renderDraftText(draft));
    if (draft.files.length + draft.refused.length === 0) process.stderr.write('no migration is missing\n');
    return draft.refused.some(({ kind }) => !REMARKS.includes(kind)) ? 1 : 0;
  } finally {
    await open.repository.close();
  }
}

/** Nothing that is there is overwritten. */
async function writeFiles(directory: string, files: readonly DraftedFile[]): Promise<void> {
  for (const { path, text } of files) {
    const file = join(directory, path);
    try {
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text, { flag: 'wx' });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new AuditError('config', `${path} is not written: ${reason}`, { cause });
    }
    process.stdout.write(`${path}\n`);
  }
}
