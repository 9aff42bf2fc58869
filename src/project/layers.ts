/** Which part a module plays, told from folders and names, or by the repository's own configuration. */
import { matcherOf } from '../model/glob.ts';
import type { ClassDef, FunctionDef, Import, Stmt } from '../model/python.ts';
import { callsIn, definitionsIn } from '../model/python-walk.ts';
import type { Layer, LayerModule, Layers } from '../model/reach.ts';
import { type Db, query } from './db.ts';
import { moduleName } from './modules.ts';
import { VENDORS } from './reach/vendors.ts';
import { isTestPath } from './routes/frameworks.ts';

const NAMES: readonly [Layer, RegExp][] = [
  [
    'service',
    /^(services?|service_layer|services_layer|use_?cases?|interactors?|business|business_logic|managers?|.+_(services?|svc|manager|use_?case|interactor))$/,
  ],
  [
    'repository',
    /^(repositor(y|ies)|repos?|cruds?|crud_.+|daos?|dal|data_access|persistence|selectors?|querysets?|.+_(repository|repo|crud|dao|dal|queries|selectors?|store))$/,
  ],
  [
    'handler',
    /^(routes?|routers?|handlers?|endpoints?|views?|controllers?|blueprints?|resources?|webhooks?|api|rest|web|.+_(routes?|routers?|handlers?|endpoints?|views?|controllers?|resources?|api))$/,
  ],
  ['model', /^(models?|schemas?|entities|entity|dtos?|tables?|.+_(models?|schemas?))$/],
  [
    'core',
    /^(core|db|databases?|config|settings|deps|dependencies|middlewares?|utils?|lib|libs|common|infra|infrastructure|extensions?|security)$/,
  ],
];
const CLASS_NAMES: readonly [Layer, RegExp][] = [
  ['service', /(Service|Svc|UseCase|Interactor|Manager)$/],
  ['repository', /(Repository|Repo|DAO|Dao|CRUD|Crud|Store)$|^(CRUD|Crud)[A-Z]/],
];

/** Scripts, migrations and examples use the layers; they are none. */
const ASIDE =
  /(^|\/)(scripts?|bin|tools|dev|migrations|alembic|versions|examples?|docs?)\/([^/]+\/)?[^/]*$|^(docs?|docs_src|examples?|samples?|tutorials?|benchmarks?)\//;
/** Whether a path is that of a script, a migration or an example. */
export function isAside(path: string): boolean {
  return ASIDE.test(path);
}

/** What a `db` folder holds beside queries. */
const PLUMBING =
  /^(__init__|adapters?|transactions?|uow|unit_of_work|session|sessions|engine|engines|base|base_class|models?|init_db|init|database|db|deps|dependencies|connection|connections|utils?|helpers?|mixins?|types?|enums?|events?|client|pool|health|config|settings|constants|seed|seeds|migrations?|alembic|errors?|exceptions?|schema|schemas|tables?|metadata)$/;

/** The `services` folders of monorepos: what they hold are programs, each with its own manifest, and no layer. */
const serviceFolders = query<ReadonlySet<string>>('service-folders', (db) => {
  const found = new Set<string>();
  for (const path of db.paths()) {
    const match = /^(.*\bservices)\/[^/]+\/(pyproject\.toml|setup\.py|requirements\.txt|Dockerfile|Pipfile)$/.exec(
      path,
    );
    if (match?.[1] !== undefined) found.add(match[1]);
  }
  return found;
});

const WEAK = /._(manager|api|store|schemas?|models?|resources?|views?)$/;

function layerOfFolder(part: string | undefined): 'service' | 'repository' | 'handler' | null {
  const found = NAMES.find(([, pattern]) => pattern.test((part ?? '').toLowerCase()))?.[0];
  return found === 'service' || found === 'repository' || found === 'handler' ? found : null;
}

/** The layer of a module: its own name tells more than its folders, the nearer folder more than the outer. */
export function layerOfPath(db: Db, path: string): Layer {
  return db.get(layerByName, path);
}

const layerByName = query<Layer>('layer-of-path', (db, path) => {
  const { services, handlers, models } = db.hints;
  if (isTestPath(path)) return 'test';
  if (services.length > 0 && matcherOf(services)(path)) return 'service';
  if (handlers.length > 0 && matcherOf(handlers)(path)) return 'handler';
  if (models.length > 0 && matcherOf(models)(path)) return 'model';
  if (ASIDE.test(path)) return 'other';
  const folders = path.replace(/(\/__init__)?\.py$/, '').split('/');
  const parts = folders.toReversed();
  const [stem = ''] = parts;
  const monorepo = db.get(serviceFolders);
  for (const [index, part] of parts.entries()) {
    if (part === 'services' && monorepo.has(folders.slice(0, folders.length - index).join('/'))) continue;
    if (part !== stem && /^(db|database)$/.test(part) && !PLUMBING.test(stem)) return 'repository';
    const name = part.toLowerCase().replace(/^_+/, '');
    const found = NAMES.find(([, pattern]) => pattern.test(name));
    // `services/weather_api.py` is a client, `routes/sales_manager.py` answers routes: such an ending says less than the folder.
    const around = index === 0 && WEAK.test(name) ? layerOfFolder(parts[1]) : null;
    if (around) return around;
    // Services that the configuration names are all the services there are.
    if (found && !(found[0] === 'service' && services.length > 0)) return found[0];
  }
  return 'other';
});

/** The layer of a function or class: a `UserService` is a service wherever it stands. */
export function layerOfDefinition(db: Db, path: string, definitions: readonly (FunctionDef | ClassDef)[]): Layer {
  for (const def of definitions) {
    const found = layerOfName(def);
    if (found !== null) return found;
  }
  return layerOfPath(db, path);
}

/** `null` for a class whose name tells of no layer, and for a function. */
function layerOfName(def: FunctionDef | ClassDef): Layer | null {
  if (def.k !== 'class') return null;
  return CLASS_NAMES.find(([, pattern]) => pattern.test(def.name))?.[0] ?? null;
}

const STORE_METHODS =
  /^(execute|executemany|query|add|add_all|commit|flush|scalars|scalar|merge|exec|delete|fetchall|fetchone|fetchrow|fetch|fetchval|refresh)$/;
const STORE_NAMES = /(^|_)(db|session|sess|cursor|cur|conn|connection|database|uow)$/;

/** A module that holds services or repositories, or `null`. Cost: one pass over the file. */
const layerModule = query<LayerModule | null>('layer-module', (db, path) => {
  const module = ASIDE.test(path) ? undefined : db.facts(path)?.python;
  const byName = layerOfPath(db, path);
  if (!module || byName === 'test') return null;
  const definitions = definitionsIn(module.body);
  if (definitions.length === 0) return null;
  const layers = [byName, ...definitions.map(({ def }) => layerOfName(def))];
  const layer = layers.find((one) => one === 'service' || one === 'repository');
  if (layer !== 'service' && layer !== 'repository') return null;
  if (byName !== layer && byName === 'handler') return null;
  const speaksOfStore = module.names.some((name) => STORE_NAMES.test(name));
  const touchesStore = speaksOfStore && definitions.some(({ def }) => def.k === 'def' && callsStore(def.body));
  return { path, layer, name: moduleName(db, path), touchesStore, vendors: vendorsIn(module.imports) };
});

function callsStore(body: readonly Stmt[]): boolean {
  for (const { fn } of callsIn(body)) {
    if (fn.k !== 'attr' || !STORE_METHODS.test(fn.name)) continue;
    const of = fn.obj.k === 'name' ? fn.obj.id : fn.obj.k === 'attr' ? fn.obj.name : '';
    if (STORE_NAMES.test(of)) return true;
  }
  return false;
}

function vendorsIn(imports: readonly Import[]): readonly string[] {
  const found = new Set<string>();
  for (const stmt of imports) {
    if (stmt.level > 0) continue;
    for (const { name: last } of stmt.names) {
      const name = stmt.from === null ? last : `${stmt.from}.${last}`;
      const vendor = VENDORS.find((one) => name === one || name.startsWith(`${one}.`));
      if (vendor) found.add(vendor);
    }
  }
  return [...found].sort();
}

/** The services and repositories of the project. */
export const projectLayers = query<Layers>('project-layers', (db) => {
  const services = db
    .paths()
    .filter((path) => path.endsWith('.py'))
    .flatMap((path) => db.get(layerModule, path) ?? []);
  return { services, hasServiceLayer: services.some((module) => module.touchesStore || module.vendors.length > 0) };
});
