/** Deployments of a database application that leave the migrations of the repository to somebody's memory. */
import type { ManifestKind } from '../model/deployment.ts';
import type { Project } from '../model/project.ts';
import type { Chain } from '../model/schema.ts';
import type { Place } from '../model/span.ts';
import { type Launch, launches } from './launches.ts';
import { launchMigrates, migratesElsewhere } from './migration-steps.ts';
import { importedPackages } from './served-application.ts';

export interface Unmigrated {
  readonly launch: Launch;
  readonly chain: Chain;
  /** Where the step belongs. */
  readonly at: Place;
  /** The command that applies the migrations, run where the service runs. */
  readonly command: string;
  /** The lines to write, and where: names of files and code, no words. */
  readonly remedy: { readonly lines: readonly string[] };
}

/** One for each manifest, those that say that they are for production first. */
export function unmigratedDeployments(project: Project): readonly Unmigrated[] {
  const chains = project.schema().chains.filter(({ revisions }) => revisions.length > 0);
  if (chains.length === 0) return [];
  const all = launches(project);
  const byManifest = [...Map.groupBy(all, ({ manifest }) => manifest.path).values()];
  const migrated = byManifest.filter((group) => group.some((launch) => launchMigrates(project, launch)));
  const found = byManifest
    .filter((group) => !migrated.includes(group) && !group.some(mayMigrate))
    .flatMap((group) => {
      const pairs = group.flatMap((launch) => {
        const chain = launch.role === 'web' ? chains.find((one) => isInside(one, launch)) : undefined;
        return chain ? [{ launch, chain }] : [];
      });
      const [pair] = pairs;
      // A plain Dockerfile or compose file may be the image or the machine of a deployment that is told elsewhere.
      if (!pair || (pair.launch.manifest.purpose === null && migrated.length > 0)) return [];
      return [unmigrated(project, pair.launch, pair.chain)];
    });
  if (found.length === 0 || migratesElsewhere(project)) return [];
  return found.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** It runs the repository's code in a way that could not be followed. */
function mayMigrate({ isOpen, role, image, service }: Launch): boolean {
  return isOpen && (role === 'web' || image !== null || service.build !== null);
}

function rankOf({ launch: { manifest } }: Unmigrated): number {
  return (manifest.purpose === 'production' ? 0 : 2) + (manifest.kind === 'dockerfile' ? 1 : 0);
}

function isInside({ scriptLocation }: Chain, { service }: Launch): boolean {
  const context = service.build?.context ?? '';
  return context === '' || scriptLocation === context || scriptLocation.startsWith(`${context}/`);
}

function unmigrated(project: Project, launch: Launch, chain: Chain): Unmigrated {
  const { service, start, manifest } = launch;
  const byFlask = importedPackages(project).has('flask_migrate');
  const command = byFlask ? 'flask db upgrade' : upgradeOf(chain, service.build?.context ?? '');
  const at = start?.at.path === manifest.path ? start.at : service.at;
  return { launch, chain, at, command, remedy: { lines: linesFor(manifest.kind, command, launch) } };
}

/** `alembic upgrade head`, told where its configuration is when that does not stand at the root of the service. */
function upgradeOf({ configuredBy, heads }: Chain, context: string): string {
  const inside =
    context !== '' && configuredBy.startsWith(`${context}/`) ? configuredBy.slice(context.length + 1) : configuredBy;
  const option = inside.includes('/') && inside.endsWith('.ini') ? ` -c ${inside}` : '';
  return `alembic${option} upgrade ${heads.length > 1 ? 'heads' : 'head'}`;
}

function linesFor(kind: ManifestKind, command: string, { service, start }: Launch): readonly string[] {
  const web = shellForm(start?.text ?? 'uvicorn app.main:app');
  switch (kind) {
    case 'render':
      return [`preDeployCommand: ${command}`];
    case 'fly':
      return ['[deploy]', `  release_command = "${command}"`];
    case 'procfile':
      return [`release: ${command}`];
    case 'railway':
      return ['[deploy]', `preDeployCommand = "${command}"`];
    case 'heroku':
      return ['release:', '  command:', `    - ${command}`];
    case 'compose':
      return [
        '  migrate:',
        service.build
          ? `    build: ${service.build.context === '' ? '.' : `./${service.build.context}`}`
          : `    image: ${service.image ?? service.name}`,
        `    command: ${command}`,
        `  ${service.name}:`,
        '    depends_on:',
        '      migrate:',
        '        condition: service_completed_successfully',
      ];
    case 'kubernetes':
    case 'helm':
      return [
        'initContainers:',
        '  - name: migrate',
        `    image: ${service.image ?? 'app'}`,
        `    command: [${command
          .split(' ')
          .map((word) => `"${word}"`)
          .join(', ')}]`,
      ];
    default:
      return [`CMD ["sh", "-c", "${command} && exec ${web}"]`];
  }
}

function shellForm(text: string): string {
  return text
    .replace(/^(sh|bash|\/bin\/sh|\/bin\/bash) -l?c /, '')
    .replace(/^exec /, '')
    .replaceAll('"', '\\"');
}
