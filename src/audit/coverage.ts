/** What was read of the head and what was not. INVARIANT: code that should have been read and was not is a problem of the audit. */
import type { Coverage, Problem } from '../model/audit.ts';
import type { FactProblem } from '../model/facts.ts';
import type { Language } from '../model/finding.ts';
import { spanOf } from '../model/span.ts';
import { coverageWords } from './coverage-words.ts';
import type { LoadedFacts } from './load-facts.ts';

/** `changed`: paths that differ from the base, `null` without one. What is as it was at the base makes nothing incomplete. */
export function coverageOf(
  loaded: LoadedFacts,
  before: LoadedFacts | null,
  changed: ReadonlySet<string> | null,
  language: Language,
): Coverage {
  const words = coverageWords(language);
  const skipped = loaded.skipped.map(({ path, reason }) => ({ path, reason: words[reason] }));
  const unreadBefore = new Set(before?.skipped.map(({ path }) => path));
  const unread = loaded.skipped.filter(({ path, reason }) => reason === 'unreadable' && !unreadBefore.has(path));
  const problems = unread.map(({ path }): Problem => unreadProblem(path, words.unreadable));
  for (const [path, facts] of loaded.files) {
    const isTouched = changed === null || changed.has(path);
    for (const problem of firstOfEachKind(facts.problems)) {
      if (problem.kind === 'binary' || problem.kind === 'too-large') {
        skipped.push({ path, reason: words[problem.kind] });
        // Large data is no code, and hides none.
        if (isTouched && problem.kind === 'too-large' && facts.kind !== 'text' && facts.kind !== 'json')
          problems.push(unreadProblem(path, words['too-large']));
      }
      // The odd character of an old document changes no verdict.
      else if (problem.kind !== 'encoding' || facts.kind !== 'text') {
        const kind = isTouched ? 'partial' : 'partial-before';
        const { line } = spanOf(facts.lineStarts, problem);
        problems.push({ kind, path, line, rule: null, message: words[problem.kind] });
      }
    }
  }
  skipped.sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = loaded.files.size + loaded.skipped.length;
  return { files, audited: files - skipped.length, skipped, problems };
}

function unreadProblem(path: string, message: string): Problem {
  return { kind: 'unreadable', path, line: null, rule: null, message };
}

/** A file that is broken in one place is broken in many. */
function firstOfEachKind(problems: readonly FactProblem[]): readonly FactProblem[] {
  return [...new Map(problems.toReversed().map((problem) => [problem.kind, problem])).values()].reverse();
}
