/** What stands before a command and only says where it runs: `poetry run`, `python -m`, `docker compose exec api`. */
import { isKnown, programOf } from './programs.ts';

/** Options of `uv run`, `poetry run` and their like that take a word. */
const TAKES_WORD = new Set(
  (
    '--extra --group --with --project --directory --python -p --package --no-group --only-group --env-file --from -C -n ' +
    '--name -e --prefix --with-requirements --no-extra --cwd --workdir -w --user -u --env --index --index-url --file -f'
  ).split(' '),
);
const RUNNERS = new Set([
  'poetry',
  'pipenv',
  'pdm',
  'rye',
  'hatch',
  'uv',
  'pixi',
  'conda',
  'mamba',
  'micromamba',
  'doppler',
  'dotenv',
  'op',
  'infisical',
]);
const PREFIXES = new Set([
  'sudo',
  'env',
  'nice',
  'nohup',
  'command',
  'exec',
  'time',
  'xvfb-run',
  'uvx',
  'ddtrace-run',
  'retry',
  'opentelemetry-instrument',
]);

/** The words of a command without its wrappers. */
export function unwrapped(given: readonly string[]): readonly string[] {
  let words = given;
  for (let round = 0; round < 8; round++) {
    const next = withoutWrapper(words);
    if (next === null || next.length === 0) return words;
    words = next;
  }
  return words;
}

function withoutWrapper(words: readonly string[]): readonly string[] | null {
  const [first = '', second = ''] = words;
  const program = programOf(first);
  if (/^[A-Za-z_]\w*\+?=/.test(first)) return words.slice(1);
  if (PREFIXES.has(program)) return afterOptions(words.slice(1));
  if (program === 'timeout') return afterOptions(words.slice(1)).slice(1);
  if (program === 'pipx' && second === 'run') return afterOptions(words.slice(2));
  if (program === 'uv' && second === 'tool' && words[2] === 'run') return afterOptions(words.slice(3));
  if (RUNNERS.has(program)) {
    const rest = afterOptions(words.slice(1));
    if (rest[0] !== 'run') return null;
    const inside = afterOptions(rest.slice(1));
    // `hatch run test:unit` names an environment.
    return program === 'hatch' && /^[\w.-]+:[\w-]+$/.test(inside[0] ?? '') ? null : inside;
  }
  if (program === 'python') return afterPython(words.slice(1));
  if (program === 'coverage' && second === 'run') {
    const module = words.indexOf('-m');
    return module > 0 ? words.slice(module + 1) : null;
  }
  if (/^docker(-compose)?$|^podman$/.test(program)) return insideContainer(words);
  return null;
}

function afterOptions(words: readonly string[]): readonly string[] {
  let at = 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (word === '--') return words.slice(at + 1);
    if (/^[A-Za-z_]\w*=/.test(word)) at += 1;
    else if (word.startsWith('-')) at += TAKES_WORD.has(word) ? 2 : 1;
    else break;
  }
  return words.slice(at);
}

function afterPython(words: readonly string[]): readonly string[] | null {
  let at = 0;
  while (/^-[a-zA-Z]+$/.test(words[at] ?? '') && !['-m', '-c'].includes(words[at] ?? ''))
    at += words[at] === '-W' || words[at] === '-X' ? 2 : 1;
  return words[at] === '-m' ? words.slice(at + 1) : null;
}

/** `docker compose exec -T api pytest`: from the first word that is a known program. */
function insideContainer(words: readonly string[]): readonly string[] | null {
  if (!words.some((word) => word === 'run' || word === 'exec')) return null;
  const from = words.findIndex((word, index) => index > 1 && isKnown(programOf(word)));
  return from < 0 ? null : words.slice(from);
}
