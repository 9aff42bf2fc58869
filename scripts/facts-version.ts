/** The version of the facts: a digest of the code that makes them, so that no cache outlives a change. */
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const VERSION_FILE = 'src/facts/version.generated.ts';

/** Libraries whose answers are in the facts. */
const LIBRARIES = ['web-tree-sitter', 'tree-sitter-python', 'yaml', 'smol-toml'];

function factsVersion(root: string): string {
  const hash = createHash('sha256');
  for (const path of globSync('src/facts/**/*.ts', { cwd: root }).sort()) {
    if (path !== VERSION_FILE) hash.update(`${path}\0${readFileSync(join(root, path), 'utf8')}\0`);
  }
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  for (const name of LIBRARIES) hash.update(`${name}@${dependencies[name]}\0`);
  return hash.digest('hex').slice(0, 12);
}

export function versionFile(root: string): string {
  return `// Written by "npm run gen" from src/facts. Do not edit.

/** Part of every key under which facts are kept. It changes with the code that makes them. */
export const FACTS_VERSION = '${factsVersion(root)}';
`;
}
