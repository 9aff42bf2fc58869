/** Manifests of hosting platforms: Render, Fly, App Engine, Railway, Vercel, Heroku. */
import { commandOf, entriesOf, entryOf, itemsOf, textOf, valueAt } from '../../model/data-walk.ts';
import type { Manifest, ManifestKind, Service, ServiceCommand } from '../../model/deployment.ts';
import type { DataNode } from '../../model/facts.ts';
import { envAssignment, envOfNode, envOfPairs, type ManifestFile, placeOf } from './env-value.ts';
import { joinPath } from './paths.ts';
import { purposeOfPath } from './purpose.ts';

type Reader = (file: ManifestFile) => readonly Service[];

const READERS: readonly [ManifestKind, RegExp, Reader][] = [
  ['render', /(^|\/)render[\w.-]*\.ya?ml$/i, renderServices],
  ['fly', /(^|\/)fly[\w.-]*\.toml$/i, flyServices],
  ['app-engine', /(^|\/)app[\w.-]*\.ya?ml$/i, appEngineServices],
  ['railway', /(^|\/)railway\.(toml|json)$/i, railwayServices],
  ['vercel', /(^|\/)vercel\.json$/i, vercelServices],
  ['heroku', /(^|\/)(app\.json|heroku\.ya?ml)$/i, herokuServices],
  ['procfile', /(^|\/)procfile(\.\w+)?$/i, procfileServices],
];

/** A manifest of a platform; a file that only has the name of one gives `null`. */
export function platformManifest(file: ManifestFile): Manifest | null {
  for (const [kind, name, read] of READERS) {
    if (!name.test(file.path)) continue;
    const services = read(file);
    const stated = purposeOfPath(file.path.replace(/[^/]*$/, (last) => last.replace(/^(render|fly|app|heroku)/i, '')));
    if (services.length > 0) return { kind, path: file.path, purpose: stated ?? 'production', services };
  }
  return null;
}

const NONE = { image: null, build: null, commands: [], env: [], envFiles: [], openEnv: false, node: null } as const;

function commandsIn(
  file: ManifestFile,
  node: DataNode | null,
  keys: readonly (readonly [ServiceCommand['role'], string])[],
): readonly ServiceCommand[] {
  return keys.flatMap(([role, key]) => {
    const entry = entryOf(node, key);
    const text = commandOf(entry?.v);
    return entry === null || text === null ? [] : [{ role, text, at: placeOf(file, entry) }];
  });
}

/** https://render.com/docs/blueprint-spec */
function renderServices(file: ManifestFile): readonly Service[] {
  return (file.facts.documents ?? []).flatMap((document) =>
    itemsOf(valueAt(document, 'services')).map((node) => {
      const env = valueAt(node, 'envVars');
      const runsDocker = /^(docker|image)$/.test(
        textOf(valueAt(node, 'runtime')) ?? textOf(valueAt(node, 'env')) ?? '',
      );
      const context = joinPath('', textOf(valueAt(node, 'rootDir')) ?? textOf(valueAt(node, 'dockerContext')) ?? '.');
      return {
        ...NONE,
        name: textOf(valueAt(node, 'name')) ?? '',
        image: textOf(valueAt(node, 'image', 'url')),
        build: { context, dockerfile: textOf(valueAt(node, 'dockerfilePath')) ?? (runsDocker ? 'Dockerfile' : null) },
        commands: commandsIn(file, node, [
          ['build', 'buildCommand'],
          ['release', 'preDeployCommand'],
          ['start', 'dockerCommand'],
          ['start', 'startCommand'],
        ]),
        env: envOfPairs(file, env, 'key'),
        openEnv: itemsOf(env).some((item) => entryOf(item, 'fromGroup') !== null),
        at: placeOf(file, entryOf(node, 'name') ?? node),
        node,
      };
    }),
  );
}

/** https://fly.io/docs/reference/configuration/ */
function flyServices(file: ManifestFile): readonly Service[] {
  return (file.facts.documents ?? []).flatMap((node) => {
    const app = entryOf(node, 'app') ?? entryOf(node, 'build') ?? entryOf(node, 'env');
    if (app === null) return [];
    const processes = entriesOf(valueAt(node, 'processes')).flatMap((entry): readonly ServiceCommand[] => {
      const text = commandOf(entry.v);
      return text === null ? [] : [{ role: 'start', text, at: placeOf(file, entry) }];
    });
    return [
      {
        ...NONE,
        name: textOf(valueAt(node, 'app')) ?? '',
        image: textOf(valueAt(node, 'build', 'image')),
        build: {
          context: joinPath(file.path, '..'),
          dockerfile: textOf(valueAt(node, 'build', 'dockerfile')),
        },
        commands: [...commandsIn(file, valueAt(node, 'deploy'), [['release', 'release_command']]), ...processes],
        env: envOfNode(file, valueAt(node, 'env')),
        // Secrets are set with the command line.
        openEnv: true,
        at: placeOf(file, app),
        node,
      },
    ];
  });
}

/** https://cloud.google.com/appengine/docs/standard/reference/app-yaml */
function appEngineServices(file: ManifestFile): readonly Service[] {
  return (file.facts.documents ?? []).flatMap((node) => {
    const runtime = entryOf(node, 'runtime');
    if (runtime === null) return [];
    const name = textOf(valueAt(node, 'service')) ?? 'default';
    const commands = commandsIn(file, node, [['start', 'entrypoint']]);
    return [
      {
        ...NONE,
        name,
        commands,
        env: envOfNode(file, valueAt(node, 'env_variables')),
        at: placeOf(file, runtime),
        node,
      },
    ];
  });
}

/** https://docs.railway.com/reference/config-as-code */
function railwayServices(file: ManifestFile): readonly Service[] {
  return (file.facts.documents ?? []).flatMap((node) => {
    const deploy = entryOf(node, 'deploy') ?? entryOf(node, 'build');
    if (deploy === null) return [];
    const commands = [
      ...commandsIn(file, valueAt(node, 'build'), [['build', 'buildCommand']]),
      ...commandsIn(file, valueAt(node, 'deploy'), [
        ['release', 'preDeployCommand'],
        ['start', 'startCommand'],
      ]),
    ];
    return [{ ...NONE, name: 'railway', commands, openEnv: true, at: placeOf(file, deploy), node }];
  });
}

/** https://vercel.com/docs/project-configuration */
function vercelServices(file: ManifestFile): readonly Service[] {
  return (file.facts.documents ?? []).flatMap((node) => {
    const env = entryOf(node, 'env') ?? entryOf(node, 'builds') ?? entryOf(node, 'functions');
    if (env === null) return [];
    return [
      {
        ...NONE,
        name: 'vercel',
        env: envOfNode(file, valueAt(node, 'env')),
        openEnv: true,
        at: placeOf(file, env),
        node,
      },
    ];
  });
}

/** https://devcenter.heroku.com/articles/app-json-schema and heroku.yml */
function herokuServices(file: ManifestFile): readonly Service[] {
  return (file.facts.documents ?? []).flatMap((node) => {
    const run = entriesOf(valueAt(node, 'run'));
    const env = entryOf(node, 'env') ?? entryOf(node, 'buildpacks') ?? entryOf(node, 'run');
    if (env === null || entryOf(node, 'expo') !== null) return [];
    const commands = run.flatMap((entry): readonly ServiceCommand[] => {
      const text = commandOf(entry.v) ?? commandOf(valueAt(entry.v, 'command'));
      return text === null ? [] : [{ role: 'start', text, at: placeOf(file, entry) }];
    });
    const variables = entriesOf(valueAt(node, 'env')).flatMap((entry) => {
      const text = textOf(entry.v) ?? textOf(valueAt(entry.v, 'value'));
      const assigned = text === null ? null : envAssignment(file, `${entry.key}=${text}`, entry);
      return [assigned ?? { variable: entry.key, value: { kind: 'secret' } as const, at: placeOf(file, entry) }];
    });
    return [
      {
        ...NONE,
        name: textOf(valueAt(node, 'name')) ?? '',
        commands,
        env: variables,
        openEnv: true,
        at: placeOf(file, env),
        node,
      },
    ];
  });
}

function procfileServices(file: ManifestFile): readonly Service[] {
  return (file.facts.procfile ?? []).map((entry) => ({
    ...NONE,
    name: entry.name,
    commands: [{ role: entry.name === 'release' ? 'release' : 'start', text: entry.value, at: placeOf(file, entry) }],
    // The platform holds the variables.
    openEnv: true,
    at: placeOf(file, entry),
  }));
}
