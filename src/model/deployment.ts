/** What the deployment manifests of the repository run, and with which environment. */
import type { DataNode } from './facts.ts';
import type { Purpose } from './settings.ts';
import type { Place } from './span.ts';

export interface Deployment {
  /** In path order. */
  readonly manifests: readonly Manifest[];
  /** What the Dockerfiles build, in path order. */
  readonly images: readonly Image[];
}

/** A Dockerfile, stage by stage. */
export interface Image {
  readonly path: string;
  readonly stages: readonly ImageStage[];
}

export interface ImageStage {
  /** Lower case, `null` where it has none. */
  readonly name: string | null;
  /** The image or the earlier stage that it continues, arguments filled in with their defaults; `null` where those have none. */
  readonly base: string | null;
  readonly at: Place;
  /** What it takes from the build context, in order. */
  readonly copies: readonly ImageCopy[];
  /** Shell commands of the build, in order. */
  readonly runs: readonly string[];
  /** `null`: nothing is said; `command` null: that of its base is switched off. */
  readonly healthcheck: { readonly command: string | null; readonly at: Place } | null;
  readonly entrypoint: ServiceCommand | null;
  readonly start: ServiceCommand | null;
}

export interface ImageCopy {
  /** As written, arguments filled in; those that are URLs, heredocs or could not be told are left out. */
  readonly sources: readonly string[];
  readonly at: Place;
}

export type ManifestKind =
  | 'render'
  | 'compose'
  | 'dockerfile'
  | 'procfile'
  | 'fly'
  | 'app-engine'
  | 'railway'
  | 'vercel'
  | 'heroku'
  | 'kubernetes'
  | 'helm'
  | 'systemd'
  | 'workflow'
  | 'env-file';

export interface Manifest {
  readonly kind: ManifestKind;
  readonly path: string;
  /** `null`: neither its name nor its content says what it is for, as most `docker-compose.yml`. */
  readonly purpose: Purpose | null;
  readonly services: readonly Service[];
}

/** A process or container: what it is made of, what it runs, which variables it is given. */
export interface Service {
  readonly name: string;
  /** Name of a ready-made image (`postgres:16`), for a Dockerfile that of its last stage. */
  readonly image: string | null;
  /** What it is built from, relative to the root of the repository. */
  readonly build: { readonly context: string; readonly dockerfile: string | null } | null;
  /** What it runs, one entry for each place that says so (entry point, start command); empty: what the image runs. */
  readonly commands: readonly ServiceCommand[];
  /** Where one variable stands twice, the later one counts. */
  readonly env: readonly EnvSetting[];
  /** Files of variables that it names, relative to the root of the repository. */
  readonly envFiles: readonly string[];
  /** More variables come from a place outside the repository: a group, a secret, a missing file. */
  readonly openEnv: boolean;
  readonly at: Place;
  /** The entry of the manifest, for questions that are not answered here; `null` for what is no structured data. */
  readonly node: DataNode | null;
}

export interface ServiceCommand {
  readonly role: 'build' | 'release' | 'entrypoint' | 'start';
  readonly text: string;
  readonly at: Place;
}

export interface EnvSetting {
  readonly variable: string;
  readonly value: EnvValue;
  readonly at: Place;
}

export type EnvValue =
  /** As it is written, masked where it is a secret; what `${NAME:-text}` falls back on is `text`. */
  | { readonly kind: 'constant'; readonly text: string }
  /** From a store of secrets, or made by the platform. */
  | { readonly kind: 'secret' }
  /** From the environment of whoever deploys; `fallback`: what it is where that says nothing. */
  | { readonly kind: 'reference'; readonly variable: string | null; readonly fallback: string | null };
