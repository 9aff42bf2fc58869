/**
 * Revisions of other open pull requests that cannot be merged beside those of this one: the same parent, or the same id.
 * It is information: no verdict depends on it, and where the others cannot be listed the report says so.
 */
import { fileKind } from '../facts/kind.ts';
import type { AuditResult, Problem } from '../model/audit.ts';
import type { PathHints } from '../model/config.ts';
import type { MigrationChange, RivalRevision } from '../model/migration-changes.ts';
import type { Project } from '../model/project.ts';
import { headerOfFile, type RevisionHeader } from '../project/schema/alembic/revision-header.ts';
import { concurrently } from './concurrently.ts';
import type { FactExtractor } from './load-facts.ts';
import { AuditError, type OtherPullRequest, type PullRequestSource, type PullRequestState } from './ports.ts';
import { reviewWords } from './review-words.ts';

/** Requests are few: one list, the files of so many pull requests, and so many migrations read. */
const PULL_REQUESTS = 20;
const FILES = 40;
const CONCURRENCY = 4;

export interface RivalTools {
  readonly source: Pick<PullRequestSource, 'others' | 'text'>;
  readonly extractor: FactExtractor;
}

export interface Audited {
  readonly state: PullRequestState;
  readonly result: AuditResult;
  readonly head: Project;
}

export interface RivalsTold {
  readonly result: AuditResult;
  /** Markdown sentences for the summary. */
  readonly notes: readonly string[];
}

/** The result, with what other pull requests bring beside its revisions. Asks nothing where it brings none. */
export async function tellRivals(audited: Audited, tools: RivalTools): Promise<RivalsTold> {
  const { result, head } = audited;
  const migrations = result.migrations ?? [];
  if (migrations.length === 0) return { result, notes: [] };
  const words = reviewWords(result.language);
  try {
    const { theirs, looked, complete } = await readOthers(audited, tools);
    const told = migrations.map((one) => ({ ...one, rivals: rivalsOf(one, theirs, head) }));
    return { result: { ...result, migrations: told }, notes: complete ? [] : [words.othersInPart(looked)] };
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return { result: withProblem(result, words.othersUnlisted(error.message)), notes: [] };
  }
}

function withProblem(result: AuditResult, message: string): AuditResult {
  const problem: Problem = { kind: 'others-unlisted', path: null, line: null, rule: null, message };
  return { ...result, coverage: { ...result.coverage, problems: [...result.coverage.problems, problem] } };
}

/** A revision that another pull request adds. */
interface Theirs {
  readonly pullRequest: number;
  readonly path: string;
  readonly scriptLocation: string;
  readonly header: RevisionHeader;
}

interface Others {
  readonly theirs: readonly Theirs[];
  /** How many pull requests were looked at. */
  readonly looked: number;
  /** Whether these are all, and all that they add was seen. */
  readonly complete: boolean;
}

async function readOthers({ state, result, head }: Audited, tools: RivalTools): Promise<Others> {
  const { others } = tools.source;
  const listed = await others.list(state);
  const pulls = listed.pulls.slice(0, PULL_REQUESTS);
  const locations = locationsOf(result.migrations ?? [], head);
  const changes = new Map<OtherPullRequest, Awaited<ReturnType<typeof others.changes>>>();
  await concurrently(pulls, CONCURRENCY, async (pull) => void changes.set(pull, await others.changes(pull)));
  const candidates = pulls.flatMap((pull) =>
    (changes.get(pull)?.files ?? [])
      .filter(({ status }) => status === 'added' || status === 'renamed' || status === 'copied')
      .flatMap(({ path }): Candidate[] => {
        const scriptLocation = locations.find(({ folders }) => folders.some((one) => path.startsWith(`${one}/`)))?.name;
        return path.endsWith('.py') && scriptLocation !== undefined ? [{ pull, path, scriptLocation }] : [];
      }),
  );
  const read = candidates.slice(0, FILES);
  const found = new Map<Candidate, RevisionHeader>();
  await concurrently(read, CONCURRENCY, async (one) => {
    const header = await readHeader(one, head.hints, tools);
    if (header) found.set(one, header);
  });
  const theirs = read.flatMap((one): Theirs[] => {
    const header = found.get(one);
    return header ? [{ pullRequest: one.pull.number, path: one.path, scriptLocation: one.scriptLocation, header }] : [];
  });
  const all = [...changes.values()].every(({ complete }) => complete) && candidates.length <= FILES;
  return { theirs, looked: pulls.length, complete: listed.complete && listed.pulls.length <= PULL_REQUESTS && all };
}

interface Candidate {
  readonly pull: OtherPullRequest;
  readonly path: string;
  readonly scriptLocation: string;
}

/** The folders of the chains that the pull request adds to. */
function locationsOf(migrations: readonly MigrationChange[], head: Project) {
  const names = new Set(migrations.map(({ scriptLocation }) => scriptLocation));
  return head
    .schema()
    .chains.filter(({ scriptLocation }) => names.has(scriptLocation))
    .map(({ scriptLocation, versionLocations }) => ({ name: scriptLocation, folders: versionLocations }));
}

async function readHeader(
  { pull, path }: Candidate,
  hints: PathHints,
  { source, extractor }: RivalTools,
): Promise<RevisionHeader | null> {
  const text = await source.text(pull.headSha, path);
  return text === null ? null : headerOfFile(path, extractor.extract(Buffer.from(text), fileKind(path)), hints);
}

/** What a pull request cannot be merged beside. A branch with a label is meant to be one; what both hold is the same file. */
function rivalsOf(ours: MigrationChange, theirs: readonly Theirs[], head: Project): RivalRevision[] {
  const chain = head.schema().chains.find(({ scriptLocation }) => scriptLocation === ours.scriptLocation);
  const known = new Map(chain?.revisions.map((revision) => [revision.id, revision]));
  const labelled = known.get(ours.revision)?.labels.length !== 0;
  return theirs.flatMap((one): RivalRevision[] => {
    const { header, path, pullRequest } = one;
    if (one.scriptLocation !== ours.scriptLocation) return [];
    const told = { pullRequest, path, revision: header.id, last: lastOf(one, theirs) };
    if (header.id === ours.revision) return path === ours.at.path ? [] : [{ ...told, kind: 'same-id', parent: null }];
    if (known.has(header.id) || labelled || header.labels.length > 0) return [];
    const parent = ours.down.find((id) => header.down.includes(id)) ?? null;
    const bothBegin = ours.down.length === 0 && header.down.length === 0;
    return parent !== null || bothBegin ? [{ ...told, kind: 'same-parent', parent }] : [];
  });
}

/** The revision with which the other pull request ends its chain; `null` where it ends in several. */
function lastOf({ pullRequest, scriptLocation, header }: Theirs, theirs: readonly Theirs[]): string | null {
  const siblings = theirs.filter((one) => one.pullRequest === pullRequest && one.scriptLocation === scriptLocation);
  let last = header.id;
  for (let left = siblings.length; left > 0; left--) {
    const after = siblings.filter((one) => one.header.down.includes(last));
    if (after.length === 0) return last;
    if (after.length > 1) return null;
    last = after[0]?.header.id ?? last;
  }
  return null;
}
