/** docker compose: https://docs.docker.com/reference/compose-file/services/ */
import { commandOf, entriesOf, entryOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { Manifest, Service, ServiceCommand } from '../../model/deployment.ts';
import type { DataEntry, DataNode } from '../../model/facts.ts';
import type { Purpose } from '../../model/settings.ts';
import { envOfNode, type ManifestFile, placeOf } from './env-value.ts';
import { joinPath } from './paths.ts';
import { purposeOfName, purposeOfPath } from './purpose.ts';

const NAME = /(^|\/)[^/]*compose[^/]*\.ya?ml$/i;

export function isCompose(path: string): boolean {
  return NAME.test(path);
}

export function composeManifest(file: ManifestFile): Manifest | null {
  const documents = file.facts.documents ?? [];
  const services = documents.flatMap((document) =>
    entriesOf(valueAt(document, 'services')).map((entry) => serviceOf(file, entry, valueAt(document, 'services'))),
  );
  if (services.length === 0) return null;
  return { kind: 'compose', path: file.path, purpose: statedPurpose(file.path) ?? purposeOf(services), services };
}

/** A plain `docker-compose.yml` in a folder called `deployment` is for whoever tries the application, too. */
function statedPurpose(path: string): Purpose | null {
  const stated = purposeOfPath(path);
  return stated === 'production' ? purposeOfName(path.slice(path.lastIndexOf('/') + 1)) : stated;
}

function serviceOf(file: ManifestFile, entry: DataEntry, all: DataNode | null): Service {
  const inherited = textOf(valueAt(entry.v, 'extends', 'service')) ?? textOf(valueAt(entry.v, 'extends'));
  const parent = inherited === null || inherited === entry.key ? null : valueAt(all, inherited);
  const get = (key: string) => entryOf(entry.v, key)?.v ?? entryOf(parent, key)?.v ?? null;
  const build = get('build');
  const folder = joinPath(file.path, '..');
  const envFiles = envFilesOf(get('env_file')).map((path) => joinPath(folder, path));
  return {
    name: entry.key,
    image: textOf(get('image')),
    build: build && {
      context: joinPath(folder, textOf(build) ?? textOf(valueAt(build, 'context')) ?? '.'),
      dockerfile: textOf(valueAt(build, 'dockerfile')),
    },
    commands: [...commandAt(file, 'entrypoint', get('entrypoint')), ...commandAt(file, 'start', get('command'))],
    env: [
      ...envOfNode(file, entryOf(parent, 'environment')?.v ?? null),
      ...envOfNode(file, valueAt(entry.v, 'environment')),
    ],
    envFiles,
    openEnv: entryOf(entry.v, 'extends') !== null && parent === null,
    at: placeOf(file, { s: entry.s, e: entry.s + entry.key.length }),
    node: entry.v,
  };
}

function commandAt(file: ManifestFile, role: ServiceCommand['role'], node: DataNode | null): readonly ServiceCommand[] {
  const text = commandOf(node);
  return node === null || text === null ? [] : [{ role, text, at: placeOf(file, node) }];
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
