/** What each commit of a range wrote, so that what a later one takes away again is still seen. */
import type { HistoricEntry, History } from '../audit/ports.ts';
import { fields, git } from './git.ts';

/** Beyond this a branch is no pull request any more: the newest are read, and the report says so. */
const MAX_COMMITS = 1_000;

/** Contents that the commits in `from..to` wrote below `prefix`, oldest first. */
export async function readHistory(
  directory: string,
  prefix: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<History> {
  const count = (await git(directory, ['rev-list', '--count', '--no-merges', `${from}..${to}`])).toString('latin1');
  const args = [
    'log',
    '-z',
    '--raw',
    '--no-abbrev',
    '--no-renames',
    '--no-merges',
    '--diff-filter=AM',
    '--reverse',
    `--max-count=${MAX_COMMITS}`,
    '--format=%H',
  ];
  const below = prefix === '' ? [] : [prefix];
  const output = fields(await git(directory, [...args, `${from}..${to}`, '--', ...below]));
  return { entries: parseLog(output, prefix), complete: Number(count) <= MAX_COMMITS };
}

/** `commit`, then for each file `:mode mode id id status` and its path; the first of them begins with a line break. */
function parseLog(parts: readonly string[], prefix: string): HistoricEntry[] {
  const entries: HistoricEntry[] = [];
  let commit = '';
  let at = 0;
  while (at < parts.length) {
    const part = (parts[at] ?? '').trimStart();
    if (!part.startsWith(':')) {
      commit = part;
      at += 1;
      continue;
    }
    const [, , mode, id] = /^:(\d+) (\d+) [0-9a-f]+ ([0-9a-f]+) /.exec(part) ?? [];
    const path = parts[at + 1] ?? '';
    at += 2;
    // Links and submodules hold no text of their own.
    if (id !== undefined && (mode === '100644' || mode === '100755'))
      entries.push({ commit, path: path.slice(prefix.length), id });
  }
  return entries;
}
