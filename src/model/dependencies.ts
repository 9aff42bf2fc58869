/** What the Python projects of a repository need: distributions, versions of Python, and what their code imports. */
import type { Place } from './span.ts';

export interface Dependencies {
  /** One for each folder that declares any, in path order; '' is the root. */
  readonly projects: readonly PythonProject[];
}

/** What the manifests of one folder say together. It governs the modules below, as far as no nearer one does. */
export interface PythonProject {
  readonly folder: string;
  /** In path order. */
  readonly manifests: readonly DependencyManifest[];
  /** Lock files beside them. */
  readonly locks: readonly string[];
  /** Normalised names of all distributions that the locks hold; `null` without a lock that can be read. */
  readonly locked: readonly string[] | null;
  /** Normalised names under which it is distributed itself, and import names that it says it is made of. */
  readonly own: readonly string[];
  readonly pythons: readonly PythonStatement[];
}

export type ManifestFormat =
  | 'requirements'
  | 'constraints'
  | 'pyproject'
  | 'poetry'
  | 'pipfile'
  | 'setup'
  | 'conda'
  | 'image';

export interface DependencyManifest {
  readonly path: string;
  readonly format: ManifestFormat;
  readonly declared: readonly Declared[];
  /** It takes from elsewhere what cannot be told here: a missing file, computed code, an address without a name. */
  readonly open: boolean;
  /** Requirements and constraints that it includes, relative to the root. */
  readonly includes: readonly string[];
  /** Folders of this repository that it installs. */
  readonly locals: readonly string[];
}

export interface Declared {
  /** Normalised (PEP 503). */
  readonly name: string;
  /** runtime: installed wherever the application runs. extra: on demand. build: to build it. */
  readonly role: 'runtime' | 'development' | 'extra' | 'build';
  /** PEP 440, or as Poetry and conda write it: `==2.0.1`, `^2.0`; empty: any version. */
  readonly specifier: string;
  readonly extras: readonly string[];
  /** Environment marker, or `null`. */
  readonly marker: string | null;
  /** index: a package index decides. fixed: an address, a path or a commit does. */
  readonly source: 'index' | 'fixed';
  readonly at: Place;
}

/** One place that says for which Python the project is. */
export interface PythonStatement {
  /**
   * requires: what the package admits. runs: what production starts. local: what people are to use. tests: what CI runs.
   * checks: what linters and type checkers assume.
   */
  readonly kind: 'requires' | 'runs' | 'local' | 'tests' | 'checks';
  /** As people know the place: `requires-python`, `FROM python`, `python-version`. */
  readonly where: string;
  /** As written. */
  readonly text: string;
  /** The minor versions of Python 3 that it admits. */
  readonly minors: readonly number[];
  readonly at: Place;
}

/** An import of something that no manifest which governs the file asks for, and that nothing it asks for is known to bring. */
export interface UndeclaredImport {
  /** `google.cloud.storage`: the module, and for `from google.cloud import storage` with what is taken. */
  readonly module: string;
  readonly at: Place;
  /** The usual one among those that provide it. */
  readonly distribution: string;
  /** The manifest where it belongs. */
  readonly manifest: string;
}

/** `from app.models import Order` where `app/models.py` has no `Order`, or where there is no `app/models.py`. */
export interface UnresolvedImport {
  /** Dotted name of the module that is looked into, as people know it. */
  readonly module: string;
  /** What it does not have; `null`: the module itself is missing. */
  readonly name: string | null;
  /** The file that was looked into, or the folder. */
  readonly target: string;
  /** A name of that module that is nearly the same. */
  readonly similar: string | null;
  /** Where a module of this repository defines the name at its top level. */
  readonly elsewhere: string | null;
  readonly lazy: boolean;
  readonly at: Place;
}
