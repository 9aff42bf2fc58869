/** The command line as its users run it: a process, its output and its exit code. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export function vigie(directory: string, ...args: string[]): Ran {
  return vigieIn({}, directory, ...args);
}

/** The same, with these environment variables. */
export function vigieIn(variables: Readonly<Record<string, string>>, directory: string, ...args: string[]): Ran {
  const cache = { XDG_CACHE_HOME: `${directory}/.git/vigie-test-cache` };
  const env = { ...process.env, ...cache, ...variables, NODE_OPTIONS: '' };
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: directory,
    env,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}
