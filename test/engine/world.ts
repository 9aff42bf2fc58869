/** Small projects and rules for the engine's tests: a file is its lines, a rule reports the lines that hold its word. */
import { DEFAULT_CONFIGURATION } from '../../src/config/defaults.ts';
import { type AuditInput, auditProjects } from '../../src/engine/audit-projects.ts';
import type { AuditResult } from '../../src/model/audit.ts';
import type { Configuration } from '../../src/model/config.ts';
import type { FileFacts, SuppressionFact } from '../../src/model/facts.ts';
import type { Found, RuleMeta } from '../../src/model/finding.ts';
import type { Project } from '../../src/model/project.ts';
import { createProject } from '../../src/project/create-project.ts';
import type { CatalogueEntry } from '../../src/rulekit/catalogue.ts';
import { defineFileRule, defineProjectRule, type Rule, type SourceFile } from '../../src/rulekit/index.ts';

/** Path → lines. A line is a list of words; `def name` opens a symbol. */
export type Files = Readonly<Record<string, string>>;

/** Facts that carry the file's text in `env`, which is where the test rules read it. */
export function factsOf(text: string): FileFacts {
  const lines = text.split('\n');
  const lineStarts = lines.map((_, i) => lines.slice(0, i).reduce((sum, line) => sum + line.length + 1, 0));
  const env = lines.map((line, i) => ({
    s: lineStarts[i] ?? 0,
    e: (lineStarts[i] ?? 0) + line.length,
    name: line,
    value: '',
  }));
  return {
    kind: 'env',
    size: text.length,
    lineStarts,
    problems: [],
    secrets: [],
    suppressions: suppressionsIn(lines),
    env,
  };
}

function suppressionsIn(lines: readonly string[]): SuppressionFact[] {
  return lines.flatMap((text, i) => {
    const match = /# vigie: ignore\[(.*?)\](?: until=(\S+))?(?: -- (.*))?$/.exec(text);
    if (!match) return [];
    const error = match[3] ? null : 'no-reason';
    const rules = (match[1] ?? '').split(', ');
    return [
      {
        s: 0,
        e: 0,
        line: i + 1,
        alone: match.index === 0,
        rules,
        until: match[2] ?? null,
        reason: match[3] ?? '',
        error,
      },
    ];
  });
}

export function projectOf(files: Files, base: Project | null = null): Project {
  const facts = new Map(Object.entries(files).map(([path, text]) => [path, factsOf(text)]));
  return createProject({ paths: [...facts.keys()].sort(), files: facts, hints: DEFAULT_CONFIGURATION.paths }, base);
}

/** The lines of a file that hold a word, as findings. */
export function linesWith(file: SourceFile, word: string): Found[] {
  let symbol = '';
  return (file.facts.env ?? []).flatMap(({ name: line }, i) => {
    if (line.startsWith('def ')) symbol = line.slice(4);
    const words = line.split(' ');
    if (!words.includes(word)) return [];
    const span = { line: i + 1, column: 1, endLine: i + 1, endColumn: line.length + 1 };
    return [{ at: { path: file.path, span }, subject: word, symbol, values: { word } }];
  });
}

function metaOf(id: string, meta: Partial<RuleMeta> = {}): RuleMeta {
  const text = { en: 'Found `{word}`.', fr: 'Trouvé `{word}`.' };
  return {
    id,
    axis: 'security',
    severity: 'major',
    confidence: 'high',
    stage: 'stable',
    title: { en: id, fr: id },
    message: text,
    remedy: { en: 'Remove it.', fr: 'À retirer.' },
    variants: {},
    related: {},
    options: {},
    help: { en: '', fr: '' },
    ...meta,
  };
}

/** A rule that reports each line that holds its id. */
export function wordRule(id: string, meta: Partial<RuleMeta> = {}): CatalogueEntry {
  return { meta: metaOf(id, meta), rule: defineFileRule(({ file }) => linesWith(file, id)) };
}

export function entryOf(rule: Rule, meta: Partial<RuleMeta> = {}): CatalogueEntry {
  return { meta: metaOf(meta.id ?? 'rule', meta), rule };
}

/** A project rule that reports each line of any file that holds `word`. */
export function projectRule(word: string, change: (found: Found, project: Project) => Found = (found) => found): Rule {
  return defineProjectRule(({ project }) =>
    project.filesOfKind('env').flatMap((file) => linesWith(file, word).map((found) => change(found, project))),
  );
}

export type Changes = Partial<Omit<AuditInput, 'configuration' | 'catalogue'>> & {
  readonly configuration?: Partial<Configuration>;
};

export function audit(
  head: Files,
  base: Files | null,
  catalogue: readonly CatalogueEntry[],
  changes: Changes = {},
): AuditResult {
  const before = base && projectOf(base);
  const { configuration, ...rest } = changes;
  return auditProjects({
    head: projectOf(head, before),
    base: before,
    headCommit: null,
    baseCommit: null,
    configuration: { ...DEFAULT_CONFIGURATION, ...configuration },
    catalogue,
    today: '2026-06-01',
    renames: new Map(),
    changed: null,
    coverage: { files: 0, audited: 0, skipped: [], problems: [] },
    ...rest,
  });
}

/** Findings as "status path:line". */
export function told(result: AuditResult): string[] {
  return result.findings.map(
    ({ status, path, span, suppressed }) => `${suppressed ? 'suppressed ' : ''}${status} ${path}:${span.line}`,
  );
}
