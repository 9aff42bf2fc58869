/** docker compose: https://docs.docker.com/reference/compose-file/services/ */
import { commandOf, entriesOf, entryOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { Manifest, Service, ServiceCommand } from '../../model/deployment.ts';
import type { DataEntry, DataNode, FileFacts } from '../../model/facts.ts';
import type { Purpose } from '../../model/settings.ts';
import { envOfNode, type ManifestFile, placeOf } from './env-value.ts';
import { joinPath } from './paths.ts';
import { purposeOfName, purposeOfPath } from './purpose.ts';

const NAME = /(^|\/)[^/]*compose[^/]*\.ya?ml$/i;

export function isCompose(path: string): boolean {
  return NAME.test(path);
}

/** `read`: the facts of another file of the repository, for services that extend one there. */
export function composeManifest(file: ManifestFile, read: ReadFile = () => null): Manifest | null {
  const documents = file.facts.documents ?? [];
  const services = documents.flatMap((document) =>
    entriesOf(valueAt(document, 'services')).map((entry) => serviceOf(file, entry, read)),
  );
  if (services.length === 0) return null;
  return { kind: 'compose', path: file.path, purpose: statedPurpose(file.path) ?? purposeOf(services), services };
}

/** A plain `docker-compose.yml` in a folder called `deployment` is for whoever tries the application, too. */
function statedPurpose(path: string): Purpose | null {
  const stated = purposeOfPath(path);
  return stated === 'production' ? purposeOfName(path.slice(path.lastIndexOf('/') + 1)) : stated;
}

type ReadFile = (path: string) => FileFacts | null;

/** A service as one file writes it. */
interface Written {
  readonly file: ManifestFile;
  readonly node: DataNode;
}

/** How deep services extend one another. */
const MAX_PARENTS = 5;

/** A service and what it extends, the nearest first: in its own file, or in one that it names. */
function lineageOf(file: ManifestFile, node: DataNode, read: ReadFile): readonly Written[] {
  const lineage: Written[] = [{ file, node }];
  for (let at = lineage[0]; at !== undefined && lineage.length <= MAX_PARENTS; at = lineage.at(-1)) {
    const parent = parentOf(at, read);
    if (!parent || lineage.some((one) => one.node === parent.node)) break;
    lineage.push(parent);
  }
  return lineage;
}

function parentOf({ file, node }: Written, read: ReadFile): Written | null {
  const name = textOf(valueAt(node, 'extends', 'service')) ?? textOf(valueAt(node, 'extends'));
  const other = textOf(valueAt(node, 'extends', 'file'));
  const path = other === null ? file.path : joinPath(folderOf(file), other);
  const facts = other === null ? file.facts : read(path);
  if (name === null || !facts) return null;
  const found = (facts.documents ?? []).map((document) => valueAt(document, 'services', name));
  const parent = found.find((one) => one !== null);
  return parent ? { file: { path, facts }, node: parent } : null;
}

function folderOf({ path }: ManifestFile): string {
  return joinPath(path, '..');
}

function serviceOf(file: ManifestFile, entry: DataEntry, read: ReadFile): Service {
  const lineage = lineageOf(file, entry.v, read);
  const having = (key: string) => lineage.find(({ node }) => valueAt(node, key) !== null);
  const get = (key: string) => valueAt(having(key)?.node, key);
  const build = get('build');
  const context = textOf(build) ?? textOf(valueAt(build, 'context')) ?? '.';
  return {
    name: entry.key,
    image: textOf(get('image')),
    build: build && {
      context: joinPath(folderOf(having('build')?.file ?? file), context),
      dockerfile: textOf(valueAt(build, 'dockerfile')),
    },
    commands: [
      ...commandAt(having('entrypoint'), 'entrypoint', 'entrypoint'),
      ...commandAt(having('command'), 'start', 'command'),
    ],
    env: lineage.toReversed().flatMap((one) => envOfNode(one.file, valueAt(one.node, 'environment'))),
    envFiles: lineage.flatMap((one) =>
      envFilesOf(valueAt(one.node, 'env_file')).map((path) => joinPath(folderOf(one.file), path)),
    ),
    openEnv: entryOf(lineage.at(-1)?.node, 'extends') !== null,
    at: placeOf(file, { s: entry.s, e: entry.s + entry.key.length }),
    node: entry.v,
  };
}

function commandAt(written: Written | undefined, role: ServiceCommand['role'], key: string): readonly ServiceCommand[] {
  const node = valueAt(written?.node, key);
  const text = commandOf(node);
  return !written || node === null || text === null ? [] : [{ role, text, at: placeOf(written.file, node) }];
}

function envFilesOf(node: DataNode | null): readonly string[] {
  const one = textOf(node);
  if (one !== null) return [one];
  return itemsOf(node).flatMap((item) => textOf(item) ?? textOf(valueAt(item, 'path')) ?? []);
}

/** A server that reloads, sources that are mounted over the image: somebody's own machine. */
function purposeOf(services: readonly Service[]): Purpose | null {
  const isForDevelopment = services.some(
    ({ node, commands }) =>
      commands.some(({ text }) =>
        /--(reload|debug|watch|dev)\b|\b(runserver|debugpy|nodemon)\b|\b(npm|yarn|pnpm) (run )?dev\b/.test(text),
      ) ||
      /^(dev|development|local)$/.test(textOf(valueAt(node, 'build', 'target')) ?? '') ||
      itemsOf(valueAt(node, 'volumes')).some((volume) =>
        /^\.{1,2}(\/(app|src|backend|api|server)?)?\/?:\//.test(textOf(volume) ?? ''),
      ) ||
      (valueAt(node, 'build') !== null && entryOf(node, 'develop') !== null),
  );
  return isForDevelopment ? 'development' : null;
}
