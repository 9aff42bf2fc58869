/** The lines of code that a report shows under its findings, with every secret masked. */
import { AuditError, type Snapshot } from '../audit/ports.ts';
import { decode } from '../facts/decode.ts';
import { maskText } from '../facts/mask-text.ts';
import type { Finding } from '../model/finding.ts';
import type { Project, TreeEntry } from '../model/project.ts';

/** Reads the files of the findings once; the answer is `null` for a line that is not there. */
export async function excerptsOf(
  findings: readonly Finding[],
  snapshot: Snapshot,
  project: Project,
): Promise<(path: string, line: number) => string | null> {
  const wanted = new Set(findings.filter((finding) => finding.status !== 'fixed').map((finding) => finding.path));
  const lines = new Map<string, readonly string[]>();
  for (const entry of await snapshot.list()) {
    const file = wanted.has(entry.path) ? project.file(entry.path) : undefined;
    if (!file || entry.mode === 'submodule' || entry.mode === 'symlink') continue;
    const bytes = await contentOf(snapshot, entry);
    if (bytes === null) continue;
    const { text, lineStarts } = decode(bytes);
    const shown = lineStarts.map((start, i) => {
      const line = text.slice(start, lineStarts[i + 1] ?? text.length).replace(/[\r\n]+$/, '');
      return maskText(line, start, file.facts.secrets);
    });
    lines.set(entry.path, shown);
  }
  return (path, line) => lines.get(path)?.[line - 1] ?? null;
}

/** `null` for a file that changed or went since it was audited: its findings are shown without their line. */
async function contentOf(snapshot: Snapshot, entry: TreeEntry): Promise<Uint8Array | null> {
  try {
    return await snapshot.read(entry);
  } catch (cause) {
    if (cause instanceof AuditError && cause.kind === 'gone') return null;
    throw cause;
  }
}
