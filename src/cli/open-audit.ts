/** What every command on a local repository needs: the snapshots, the configuration, the tools. */
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { catalogue } from '../../rules/registry.generated.ts';
import type { AuditTools } from '../audit/audit.ts';
import { AuditError, type FactStore, type History, type Snapshot } from '../audit/ports.ts';
import { DEFAULT_CONFIGURATION } from '../config/defaults.ts';
import { type Extends, parseConfiguration } from '../config/parse-configuration.ts';
import { createExtractor } from '../facts/extract-facts.ts';
import { type LocalRepository, openRepository } from '../git/repository.ts';
import type { Configuration } from '../model/config.ts';
import { diskFactStore } from '../store/disk-fact-store.ts';
import { noFactStore } from '../store/memory-fact-store.ts';
import { progressLine } from './progress.ts';

export const CONFIGURATION_PATH = '.github/vigie.yml';

/**
 * Digests tell two values of a secret apart within one report. They are cut to a few characters, so that a known key
 * gives nothing away; the command line has no secret of its own to key them with.
 */
const DIGEST_KEY = 'vigie-command-line';

export interface OpenAudit {
  readonly repository: LocalRepository;
  readonly head: Snapshot;
  readonly base: Snapshot | null;
  readonly renames: ReadonlyMap<string, string>;
  /** What the commits since base wrote; `null` without base. */
  readonly history: (History & { readonly reader: Snapshot }) | null;
}

/** Opens the snapshots that the options name. Close `repository` when done. */
export async function openAudit(directory: string, head: string | null, base: string | null): Promise<OpenAudit> {
  const repository = await openRepository(resolve(directory));
  try {
    const headCommit = head === null ? null : await repository.commitOf(head);
    const snapshot = headCommit === null ? repository.workingTree() : repository.at(headCommit);
    if (base === null) return { repository, head: snapshot, base: null, renames: new Map(), history: null };
    const tip = headCommit ?? (await repository.commitOf('HEAD'));
    const common = await repository.mergeBase(await repository.commitOf(base), tip);
    const renames = await repository.renames(common, headCommit);
    const history = { ...(await repository.history(common, tip)), reader: repository.at(tip) };
    return { repository, head: snapshot, base: repository.at(common), renames, history };
  } catch (cause) {
    await repository.close();
    throw cause;
  }
}

export async function openTools(useCache: boolean): Promise<AuditTools> {
  const extractor = await createExtractor({ digestKey: DIGEST_KEY });
  return { extractor, store: useCache ? openCache() : noFactStore, progress: progressLine() };
}

function openCache(): FactStore {
  const warn = (cause: Error): void => {
    process.stderr.write(`vigie: facts cannot be cached (${cause.message}); the audit goes on without\n`);
  };
  try {
    return diskFactStore(join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'vigie', 'facts'), warn);
  } catch (cause) {
    // A user without a home: a container that runs under a number nobody gave a name.
    if (!(cause instanceof Error && 'syscall' in cause)) throw cause;
    warn(cause);
    return noFactStore;
  }
}

/** The configuration in force: the named file, else the one in the audited tree (at base, where there is one). */
export async function readConfiguration(file: string | null, open: OpenAudit): Promise<Configuration> {
  const path = file ?? CONFIGURATION_PATH;
  const source = file === null ? await readFrom(open.base ?? open.head) : await readNamed(file);
  if (source === null) return DEFAULT_CONFIGURATION;
  const { configuration, below } = checkedConfiguration(source, path);
  if (below.kind === 'repository')
    process.stderr.write(
      `vigie: ${path} extends ${below.repository}, which is not read here: only the App can, and what it asks for is missing.\n`,
    );
  return configuration;
}

/** Parses, or throws `AuditError` (config) with one line per problem. */
export function checkedConfiguration(
  source: string,
  path: string,
): { readonly configuration: Configuration; readonly below: Extends } {
  const metas = catalogue.map((entry) => entry.meta);
  const { configuration, extends: below, problems } = parseConfiguration(source, path, metas);
  if (problems.length === 0) return { configuration, below };
  throw new AuditError('config', problems.map((p) => `${p.path}:${p.line}:${p.column}: ${p.message}`).join('\n'));
}

async function readFrom(snapshot: Snapshot): Promise<string | null> {
  const entry = (await snapshot.list()).find(({ path, mode }) => path === CONFIGURATION_PATH && mode !== 'submodule');
  return entry ? Buffer.from(await snapshot.read(entry)).toString('utf8') : null;
}

/** The text of a file that the user named. */
export async function readNamed(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AuditError('config', `the configuration ${file} cannot be read: ${reason}`, { cause });
  }
}
