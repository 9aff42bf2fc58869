/** What a command is for, told from its words: which program runs once wrappers are taken away, and with what. */
import type { CommandKind } from '../../model/ci.ts';

export interface Classified {
  readonly run: string;
  readonly tool: string;
  readonly kind: CommandKind | null;
  /** A script in another text that it runs, as it is named: `make test`, `scripts/test.sh`. */
  readonly calls: { readonly by: 'make' | 'shell' | 'task' | 'tox'; readonly name: string } | null;
  /** A script that is given in quotes: `sh -c "…"`. */
  readonly inner: string | null;
}

/** Characters of a command that are looked at. */
const MAX_TEXT = 2_000;

const KINDS: Readonly<Record<string, CommandKind>> = {
  pytest: 'tests',
  'py.test': 'tests',
  unittest: 'tests',
  nose2: 'tests',
  nosetests: 'tests',
  stestr: 'tests',
  ward: 'tests',
  behave: 'tests',
  trial: 'tests',
  flake8: 'lint',
  ruff: 'lint',
  pylint: 'lint',
  black: 'lint',
  isort: 'lint',
  yapf: 'lint',
  autoflake: 'lint',
  pycodestyle: 'lint',
  pydocstyle: 'lint',
  'pre-commit': 'lint',
  prek: 'lint',
  prospector: 'lint',
  'lint-imports': 'lint',
  mypy: 'types',
  dmypy: 'types',
  pyright: 'types',
  basedpyright: 'types',
  pytype: 'types',
  ty: 'types',
  bandit: 'audit',
  safety: 'audit',
  'pip-audit': 'audit',
  uvicorn: 'server',
  gunicorn: 'server',
  hypercorn: 'server',
  granian: 'server',
  daphne: 'server',
  fastapi: 'server',
  waitress: 'server',
};

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

/** What a simple command runs. Cost: linear in its length. */
export function classify(text: string): Classified {
  const words = wordsOf(text.slice(0, MAX_TEXT));
  const own = unwrapped(words);
  const tool = isScript(own[0] ?? '') ? (own[0] ?? '') : programOf(own[0] ?? '');
  const run = [tool, ...own.slice(1)].join(' ');
  const inner = innerScript(tool, own);
  return { run, tool, kind: inner === null ? kindOf(tool, own) : null, calls: callOf(tool, own), inner };
}

function wordsOf(text: string): string[] {
  return text.match(/(?:[^\s"'`$]|"[^"]*"|'[^']*'|`[^`]*`|\$\{\{[^}]*\}\}|[$"'`])+/g) ?? [];
}

/** `./scripts/test`: a file of the repository without an ending that tells of its language. */
function isScript(word: string): boolean {
  return (
    /^(\.{1,2}\/)?[\w.-]+(\/[\w.-]+)*$/.test(word) &&
    word.includes('/') &&
    !/(^|\/)s?bin\/|\.\w+$/.test(word) &&
    !isKnown(programOf(word))
  );
}

/** `backend/.venv/bin/pytest`, `$(PYTEST)`, `@pytest` → `pytest`. */
function programOf(word: string): string {
  const bare = word.replace(/^[@+-]+/, '').replace(/^\$[({](\w+)[)}]$/, (_, name: string) => name.toLowerCase());
  if (/\.(sh|bash|py)$/.test(bare)) return bare;
  const name = bare.slice(bare.lastIndexOf('/') + 1);
  return /^python[\d.]*(\.exe)?$/.test(name) ? 'python' : /^pip[\d.]*$/.test(name) ? 'pip' : name;
}

function unwrapped(given: readonly string[]): readonly string[] {
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

function isKnown(program: string): boolean {
  return (
    KINDS[program] !== undefined || /^(alembic|python|flask|sh|bash|poetry|uv|make|tox|nox|coverage)$/.test(program)
  );
}

function innerScript(tool: string, words: readonly string[]): string | null {
  if (tool !== 'sh' && tool !== 'bash') return null;
  const at = words.findIndex((word) => /^-[a-z]*c$/.test(word));
  const script = at > 0 ? words[at + 1] : undefined;
  return script === undefined ? null : script.replace(/^(['"])(.*)\1$/s, '$2');
}

function kindOf(tool: string, words: readonly string[]): CommandKind | null {
  const rest = words.slice(1).join(' ');
  const migration = migrationOf(tool, rest);
  if (migration) return migration;
  if (isInstall(tool, words[1] ?? '', rest)) return 'install';
  if (/^(make|just|task|invoke|inv|nox|tox|earthly|bazel|pants|dagger|act)$/.test(tool))
    return tool === 'tox' || tool === 'nox' ? 'tests' : 'unread';
  if (/^docker(-compose)?$|^podman$|^kubectl$|^helm$|^devcontainer$/.test(tool)) return 'containers';
  if (/\.(sh|bash)$|\//.test(tool) || tool === 'sh' || tool === 'bash' || tool === 'hatch' || tool === 'poe')
    return 'unread';
  if (tool === 'coverage') return /^run\b/.test(rest) ? 'tests' : null;
  if (/(^|\/)manage\.py$/.test(tool) || tool === 'django-admin' || tool === 'python')
    return ofScript(tool === 'python' ? rest : `manage.py ${rest}`);
  if (tool === 'flask' && /\brun\b/.test(rest)) return 'server';
  const kind = KINDS[tool] ?? null;
  return kind !== null && checks(tool, rest) ? kind : null;
}

const MIGRATING = /\b(upgrade|migrate)[_-]?(db|database|schema)?\b|\bmigrat(e|ions?)\b|\balembic\b/;
const LAUNCHERS =
  /^(make|just|task|invoke|inv|poe|hatch|sh|bash|python|docker|docker-compose|podman)$|\.(sh|bash|py)$|^[\w-]+(\.[\w-]+)+$|migrat/;
/** A path to migrations, and what is done with containers beside running them. */
const ASIDE = /\bmigrations?\/|^(compose\s+)?(\S+\s+)?(logs|ps|build|pull|push|rm|stop|down|inspect|tag|images?)\b/;

function migrationOf(tool: string, rest: string): CommandKind | null {
  if (tool === 'alembic' && /\b(upgrade|check|downgrade|heads)\b/.test(rest))
    return /\bheads\b/.test(rest) && !/upgrade/.test(rest) ? null : 'migrations';
  if (/\bdb(?:\s+--?\S+)*\s+(upgrade|check)\b/.test(rest)) return 'migrations';
  // By the name of a target, a script, a module or a service, which is all that there is to see of them.
  if (LAUNCHERS.test(tool) && MIGRATING.test(`${tool} ${rest}`) && !ASIDE.test(rest)) return 'migrations';
  return null;
}

function ofScript(rest: string): CommandKind | null {
  if (/manage\.py\s+test\b/.test(rest)) return 'tests';
  if (/^(\S*\/)?(run_?tests?|test_runner|runtests)\.py\b|^setup\.py\s+test\b/.test(rest)) return 'tests';
  if (/^(-c\b|-\s|-$)/.test(rest) || rest === '') return null;
  return /^\S+\.py\b/.test(rest) ? 'unread' : null;
}

function isInstall(tool: string, verb: string, rest: string): boolean {
  if (tool === 'pip' || tool === 'pip3') return verb === 'install';
  if (tool === 'uv') return verb === 'sync' || /^pip (install|sync)\b/.test(rest) || verb === 'add';
  if (tool === 'poetry' || tool === 'pdm' || tool === 'pipenv' || tool === 'rye')
    return /^(install|sync|add|update)$/.test(verb);
  return (tool === 'conda' || tool === 'mamba') && /install|create|env/.test(verb);
}

/** Formatters that rewrite files check nothing, and questions about the version neither. */
function checks(tool: string, rest: string): boolean {
  if (/^(--version|-V|--help|version|install|cache|clean|gc|autoupdate|install-hooks|--collect-only|--co)\b/.test(rest))
    return false;
  if (tool === 'black') return /--check|--diff/.test(rest);
  if (tool === 'isort') return /(^|\s)(--check\S*|-c|--diff)\b/.test(rest);
  if (tool === 'yapf') return /--diff|(^|\s)-\w*d/.test(rest);
  if (tool === 'autoflake') return /--check/.test(rest);
  if (tool === 'ruff')
    return (
      /^(check|format)?\b/.test(rest) &&
      !/--fix\b|--statistics/.test(rest) &&
      (!/^format\b/.test(rest) || /--check|--diff/.test(rest))
    );
  if (tool === 'fastapi') return /^(run|dev)\b/.test(rest);
  if (tool === 'mypy') return !/--install-types(?!.*\s[\w./])/.test(rest);
  return true;
}

function callOf(tool: string, words: readonly string[]): Classified['calls'] {
  const rest = words.slice(1);
  if (tool === 'make' || tool === 'just')
    return { by: 'make', name: rest.filter((word) => !/^-|=/.test(word) && !/^\$/.test(word)).join(' ') };
  if (tool === 'tox') return { by: 'tox', name: '' };
  if (tool === 'poe' || tool === 'task') return { by: 'task', name: rest.find((word) => !word.startsWith('-')) ?? '' };
  if (tool === 'hatch' && rest[0] === 'run') return { by: 'task', name: (rest[1] ?? '').split(':').at(-1) ?? '' };
  const script =
    tool === 'sh' || tool === 'bash' || tool === 'source' || tool === '.'
      ? rest.find((word) => !word.startsWith('-'))
      : tool;
  if (script !== undefined && /\.(sh|bash)$|\//.test(script)) return { by: 'shell', name: script };
  return script !== undefined && tool !== script ? { by: 'shell', name: script } : null;
}
