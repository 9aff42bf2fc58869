/** What a command is for, told from its words: which program runs once wrappers are taken away, and with what. */
import type { CommandKind } from '../../model/ci.ts';
import { isKnown, KINDS, programOf } from './programs.ts';
import { unwrapped } from './wrappers.ts';

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
