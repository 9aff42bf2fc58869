/**
 * Which file an import means. Python decides at run time from `sys.path`; here the tree decides: an import is looked
 * up in the folders above the importing file that can be on the path, then wherever its first name exists.
 */
import { type Db, query } from './db.ts';

/** A module of the repository: a file, or a folder without `__init__.py` (`path` is then the folder, ending in `/`). */
export interface Module {
  readonly path: string;
}

interface ModuleIndex {
  /** Every Python file. */
  readonly files: ReadonlySet<string>;
  /** Folders that hold Python at any depth, '' being the root; without trailing slash. */
  readonly folders: ReadonlySet<string>;
  /** Folders with `__init__.py`: packages, which are not themselves on the path. */
  readonly packages: ReadonlySet<string>;
  /** First name of an import → folders in which it is a module or package. */
  readonly roots: ReadonlyMap<string, readonly string[]>;
}

/** A virtual environment that was committed: its `fastapi` is a library, and no module of this repository. */
const INSTALLED = /(^|\/)(site-packages|dist-packages)\//;

const moduleIndex = query<ModuleIndex>('module-index', (db) => {
  const files = new Set(db.paths().filter((path) => path.endsWith('.py') && !INSTALLED.test(path)));
  const folders = new Set<string>(['']);
  const packages = new Set<string>();
  for (const path of files) {
    for (let folder = parent(path); folder !== '' && !folders.has(folder); folder = parent(folder)) folders.add(folder);
    if (path.endsWith('/__init__.py')) packages.add(parent(path));
  }
  const roots = new Map<string, string[]>();
  const add = (name: string, folder: string) => {
    // A package called `src` is meant as a root, its `__init__.py` notwithstanding.
    if (packages.has(folder) && baseName(folder) !== 'src') return;
    const known = roots.get(name);
    if (known === undefined) roots.set(name, [folder]);
    else if (!known.includes(folder)) known.push(folder);
  };
  for (const path of files) add(baseName(path).slice(0, -3), parent(path));
  for (const folder of folders) if (folder !== '') add(baseName(folder), parent(folder));
  for (const list of roots.values()) list.sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
  return { files, folders, packages, roots };
});

/**
 * The module that `import dotted` (level 0) or `from ..dotted import` (level 2) means in the file `from`.
 * `null`: not a module of this repository.
 */
export function findModule(db: Db, from: string, dotted: string, level: number): Module | null {
  return db.get(foundModule, `${level} ${dotted} ${parent(from)}`);
}

/** A question of its own, so that a file that comes or goes matters only to those who look for it. */
const foundModule = query<Module | null>('found-module', (db, key) => {
  const [level = '', dotted = '', ...folder] = key.split(' ');
  const index = db.get(moduleIndex);
  const from = `${folder.join(' ')}/`;
  const found = findIn(index, from, dotted, Number(level));
  if (found || level !== '0' || dotted === '' || STANDARD_LIBRARY.has(dotted.split('.')[0] ?? '')) return found;
  return fromInside(db, index, parent(from), dotted.split('.'));
});

function findIn(index: ModuleIndex, from: string, dotted: string, level: number): Module | null {
  const names = dotted === '' ? [] : dotted.split('.');
  if (level > 0) {
    let folder = parent(from);
    for (let up = 1; up < level; up++) {
      if (folder === '') return null;
      folder = parent(folder);
    }
    return moduleIn(index, folder, names);
  }
  const first = names[0];
  if (first === undefined) return null;
  for (let folder = parent(from); ; folder = parent(folder)) {
    if (!index.packages.has(folder)) {
      const mayBe = (folder === '' || !STANDARD_LIBRARY.has(first)) && !isLibraryBefore(index, folder, first);
      const found = mayBe && moduleIn(index, folder, names);
      if (found) return found;
    }
    if (folder === '') break;
  }
  return STANDARD_LIBRARY.has(first) ? null : nearest(index, from, first, names);
}

/** An installed package comes before a folder of its name that is no package: https://peps.python.org/pep-0420/ */
function isLibraryBefore(index: ModuleIndex, folder: string, first: string): boolean {
  const path = folder === '' ? first : `${folder}/${first}`;
  return LIBRARIES.has(first) && index.folders.has(path) && !index.packages.has(path) && !index.files.has(`${path}.py`);
}

/** A package that nobody imports by its name is started from inside, `__init__.py` or not: its folder is on the path. */
function fromInside(db: Db, index: ModuleIndex, from: string, names: readonly string[]): Module | null {
  if (names.length === 1 && LIBRARIES.has(names[0] ?? '')) return null;
  for (let folder = from; folder !== '' && index.packages.has(folder); folder = parent(folder)) {
    const found = moduleIn(index, folder, names);
    if (found && !found.path.endsWith('/') && !db.get(importedNames).has(baseName(folder))) return found;
  }
  return null;
}

/** A submodule or subpackage `name` of the package that `path` is (`pkg/__init__.py` or `pkg/`), or `null`. */
export function submodule(db: Db, path: string, name: string): Module | null {
  const folder = path.endsWith('/__init__.py') ? parent(path) : path.endsWith('/') ? path.slice(0, -1) : null;
  return folder === null ? null : db.get(subModule, `${name} ${folder}`);
}

const subModule = query<Module | null>('submodule', (db, key) => {
  const [name = '', ...folder] = key.split(' ');
  return moduleIn(db.get(moduleIndex), folder.join(' '), [name]);
});

/** The first names of a file's absolute imports, sorted. */
const firstImports = query<readonly string[]>('first-imports', (db, path) => {
  const names = new Set<string>();
  for (const stmt of db.facts(path)?.python?.imports ?? []) {
    if (stmt.level > 0) continue;
    for (const dotted of stmt.from === null ? stmt.names.map((name) => name.name) : [stmt.from]) {
      names.add(dotted.split('.', 1)[0] ?? dotted);
    }
  }
  return [...names].sort();
});

const importedNames = query<ReadonlySet<string>>('imported-first-names', (db) => {
  const names = new Set<string>();
  for (const path of db.get(moduleIndex).files) for (const name of db.get(firstImports, path)) names.add(name);
  return names;
});

const moduleNameQuery = query<string>('module-name', (db, path) => {
  const index = db.get(moduleIndex);
  const names = path.slice(0, -3).split('/');
  if (names.at(-1) === '__init__') names.pop();
  // It begins at the outermost package; where nobody imports that by itself, at the outermost folder that somebody imports.
  const imported = db.get(importedNames);
  const outermost = names.findIndex((_, i) => index.packages.has(names.slice(0, i + 1).join('/')));
  const known = names.findIndex((name) => imported.has(name));
  const start = outermost >= 0 && (known < 0 || imported.has(names[outermost] ?? '')) ? outermost : known;
  return names.slice(start < 0 ? names.length - 1 : start).join('.');
});

/** The dotted name under which the file is known to people: `app.api.users` for `backend/app/api/users.py`. */
export function moduleName(db: Db, path: string): string {
  return db.get(moduleNameQuery, path);
}

function moduleIn(index: ModuleIndex, folder: string, names: readonly string[]): Module | null {
  const base = [folder, ...names].filter((part) => part !== '').join('/');
  const init = base === '' ? '__init__.py' : `${base}/__init__.py`;
  if (index.files.has(init)) return { path: init };
  if (names.length > 0 && index.files.has(`${base}.py`)) return { path: `${base}.py` };
  return index.folders.has(base) ? { path: `${base}/` } : null;
}

/** Somewhere else in the tree: the root that shares the longest path with the importing file, then the shallowest. */
function nearest(index: ModuleIndex, from: string, first: string, names: readonly string[]): Module | null {
  let best: Module | null = null;
  let bestShared = -1;
  for (const root of index.roots.get(first) ?? []) {
    const found = moduleIn(index, root, names);
    const shared = sharedDepth(root, from);
    if (found && !found.path.endsWith('/') && shared > bestShared) [best, bestShared] = [found, shared];
  }
  return best;
}

function sharedDepth(a: string, b: string): number {
  const left = a === '' ? [] : a.split('/');
  const right = b.split('/');
  let depth = 0;
  while (depth < left.length && left[depth] === right[depth]) depth++;
  return depth;
}

function parent(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function depth(folder: string): number {
  return folder === '' ? 0 : folder.split('/').length;
}

/** Names of the standard library that repositories reuse for their own modules: an absolute import means the library's. */
const STANDARD_LIBRARY = new Set(
  `abc argparse array ast asyncio base64 bisect builtins calendar cmd code codecs collections concurrent contextlib
  contextvars copy csv dataclasses datetime decimal difflib email enum errno fractions functools gc getpass glob gzip
  hashlib heapq hmac html http imaplib importlib inspect io ipaddress itertools json locale logging math mimetypes
  multiprocessing numbers operator os pathlib pickle platform pprint queue random re secrets select shutil signal site
  smtplib socket sqlite3 ssl statistics string struct subprocess sys tempfile textwrap threading time timeit token
  tokenize tomllib trace traceback types typing unittest urllib uuid warnings weakref xml zipfile zoneinfo`.split(
    /\s+/,
  ),
);

/** Libraries after which repositories name a module that wraps them: `import redis` in `app/redis.py` means the library. */
const LIBRARIES = new Set(
  `aiohttp airflow alembic anthropic arq azure beanie boto3 celery chromadb click cohere cryptography django docker
  elasticsearch fastapi firebase_admin flask github gitlab google graphene grpc gunicorn httpx huggingface_hub
  jinja2 jira jose jwt kafka kubernetes langchain limits loguru markdown marshmallow meilisearch minio mongoengine motor
  neo4j notion openai opensearchpy opentelemetry pandas paramiko passlib peewee pika pinecone prometheus_client psycopg2
  pydantic pymongo pytest qdrant_client rabbitmq ray redis requests rich rq sendgrid sentry_sdk slack slack_sdk
  slowapi socketio sqlalchemy sqlmodel starlette strawberry stripe structlog supabase telegram tortoise twilio typer
  uvicorn weaviate websocket websockets werkzeug yaml zmq`.split(/\s+/),
);
