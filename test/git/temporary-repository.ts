/** A real git repository in a temporary folder, gone after the test. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface TemporaryRepository {
  readonly directory: string;
  git(...args: string[]): string;
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  link(path: string, target: string): void;
  remove(path: string): void;
  /** Commits everything and returns the commit's id. */
  commit(message?: string): string;
  dispose(): void;
}

const IDENTITY = ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', '-c', 'commit.gpgsign=false'];

export function temporaryRepository(options: { readonly git: boolean } = { git: true }): TemporaryRepository {
  const directory = mkdtempSync(join(tmpdir(), 'vigie-test-'));
  const git = (...args: string[]) =>
    execFileSync('git', [...IDENTITY, ...args], { cwd: directory, encoding: 'utf8', stdio: 'pipe' }).trim();
  if (options.git) git('init', '--quiet', '--initial-branch=main');
  return {
    directory,
    git,
    write(files) {
      for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(directory, path)), { recursive: true });
        writeFileSync(join(directory, path), content);
      }
    },
    link(path, target) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      symlinkSync(target, join(directory, path));
    },
    remove: (path) => rmSync(join(directory, path)),
    commit(message = 'a change') {
      git('add', '--all');
      git('commit', '--quiet', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
    dispose: () => rmSync(directory, { recursive: true, force: true }),
  };
}
