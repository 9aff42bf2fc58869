/** One example through the real path: bytes → facts → project → audit with the one rule that it is about. */
import { parseConfiguration } from '../../src/config/parse-configuration.ts';
import { type AuditInput, auditProjects } from '../../src/engine/audit-projects.ts';
import { runRules } from '../../src/engine/run-rules.ts';
import { selectRules } from '../../src/engine/select-rules.ts';
import type { Extractor } from '../../src/facts/extract-facts.ts';
import { fileKind } from '../../src/facts/kind.ts';
import type { Configuration } from '../../src/model/config.ts';
import type { Finding, RuleMeta } from '../../src/model/finding.ts';
import type { Project } from '../../src/model/project.ts';
import { createProject } from '../../src/project/create-project.ts';
import type { CatalogueEntry } from '../../src/rulekit/catalogue.ts';
import { loadPostgresParser } from '../../src/sql/postgres/parser.ts';
import { createSqlReader } from '../../src/sql/read-sql.ts';
import type { Example, ExampleFile } from './parse-examples.ts';

/** How what was reported differs from what the README says. Empty lists mean that they agree. */
export interface Difference {
  /** Marked `finding` and not reported. */
  readonly silent: readonly string[];
  /** Reported and not marked, or reported twice. */
  readonly unexpected: readonly string[];
  /** Marked `missed` and reported: mark them `finding` now. */
  readonly noLongerMissed: readonly string[];
  /** Reported, without the text that the marker asks for. */
  readonly worded: readonly string[];
  /** What the audit says about itself. */
  readonly problems: readonly string[];
}

const CONFIGURATION_PATH = '.github/vigie.yml';
const readSql = createSqlReader(await loadPostgresParser());

/** Audits the example in both languages and compares with its marks. Throws when its configuration is not valid. */
export function runExample(example: Example, entry: CatalogueEntry, extractor: Extractor): Difference {
  const configuration = configurationOf(example, entry.meta);
  const base = example.hasBase ? projectOf(filesAt(example, 'base'), configuration, extractor, null) : null;
  const head = projectOf(filesAt(example, 'head'), configuration, extractor, base);
  const input = inputOf(head, base, configuration, entry);
  const french = auditProjects({ ...input, configuration: { ...configuration, language: 'fr' } });
  const english = auditProjects({ ...input, configuration: { ...configuration, language: 'en' } });
  const problems = [...english.coverage.problems, ...french.coverage.problems].map(({ message }) => message);
  const reported = english.findings.filter(({ status, suppressed }) => status === 'new' && suppressed === null);
  return { ...compareMarks(filesAt(example, 'head'), reported, subjectsOf(head, configuration, entry)), problems };
}

/** The files of one side; a block for one side only replaces one for both. */
function filesAt({ files }: Example, side: 'base' | 'head'): ExampleFile[] {
  const there = files.filter((file) => file.side === 'both' || file.side === side);
  return [...new Map(there.map((file) => [file.path, file])).values()];
}

function configurationOf({ files }: Example, meta: RuleMeta): Configuration {
  const text = files.find(({ path }) => path === CONFIGURATION_PATH)?.text ?? '';
  const { configuration, problems } = parseConfiguration(text, CONFIGURATION_PATH, [meta]);
  for (const { line, message } of problems) throw new Error(`${CONFIGURATION_PATH}:${line}: ${message}`);
  return configuration;
}

function projectOf(
  files: readonly ExampleFile[],
  configuration: Configuration,
  extractor: Extractor,
  base: Project | null,
): Project {
  const encoder = new TextEncoder();
  const facts = files.map(({ path, text }) => [path, extractor.extract(encoder.encode(text), fileKind(path))] as const);
  const paths = files.map(({ path }) => path).sort();
  return createProject({ paths, files: new Map(facts), hints: configuration.paths, readSql }, base);
}

function inputOf(head: Project, base: Project | null, configuration: Configuration, entry: CatalogueEntry): AuditInput {
  return {
    head,
    base,
    headCommit: null,
    baseCommit: null,
    configuration,
    catalogue: [entry],
    today: '2026-01-01',
    renames: new Map(),
    changed: null,
    coverage: { files: head.paths().length, audited: head.paths().length, skipped: [], problems: [] },
  };
}

/** Fingerprint → what the rule says the finding is about. */
function subjectsOf(head: Project, configuration: Configuration, entry: CatalogueEntry): ReadonlyMap<string, string> {
  const { detected } = runRules(head, selectRules([entry], configuration, null), []);
  return new Map(detected.map(({ fingerprint, found }) => [fingerprint, found.subject]));
}

function compareMarks(
  files: readonly ExampleFile[],
  reported: readonly Finding[],
  subjects: ReadonlyMap<string, string>,
): Omit<Difference, 'problems'> {
  const silent: string[] = [];
  const worded: string[] = [];
  const noLongerMissed: string[] = [];
  const expected = new Set<Finding>();
  for (const { path, findings, missed } of files) {
    const at = (line: number): Finding[] => reported.filter((one) => one.path === path && one.span.line === line);
    for (const [line, text] of findings) {
      const isMeant = (one: Finding): boolean =>
        names(one, text) || (subjects.get(one.fingerprint) ?? '').includes(text);
      const first = at(line).find(isMeant) ?? at(line)[0];
      if (!first) silent.push(`${path}:${line}`);
      else if (!isMeant(first)) worded.push(`${describe(first)} (should name: ${text})`);
      if (first) expected.add(first);
    }
    for (const [line, reason] of missed) {
      for (const one of at(line)) {
        noLongerMissed.push(`${describe(one)} (was missed: ${reason})`);
        expected.add(one);
      }
    }
  }
  const unexpected = reported.filter((one) => !expected.has(one)).map(describe);
  return { silent, unexpected, noLongerMissed, worded };
}

/** Marks are written without thinking of backticks. */
function names({ message, symbol, remedy }: Finding, text: string): boolean {
  const bare = (words: string): string => words.replaceAll('`', '');
  return [message, symbol, remedy].some((words) => bare(words).includes(bare(text)));
}

function describe({ path, span, message }: Finding): string {
  return `${path}:${span.line} ${message}`;
}
