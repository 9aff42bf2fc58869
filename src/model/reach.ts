/** What a function reaches: databases, vendors' clients and the services of the project, with the way there. */
import type { Place } from './span.ts';

/** The part a module or definition plays. `other` is what no name, folder or use tells. */
export type Layer = 'handler' | 'service' | 'repository' | 'model' | 'core' | 'test' | 'other';

/**
 * session: an ORM session is used. transaction: it is only committed, flushed or refreshed. cursor: a driver's connection or
 * cursor. engine: an engine or its connection. model: a mapped class asked for rows. sdk: a vendor's client, or the client inside a service.
 * cache, http, queue: a cache, another server, a broker of jobs. filesystem, subprocess: files, another program.
 */
export type UseKind =
  | 'session'
  | 'transaction'
  | 'cursor'
  | 'engine'
  | 'model'
  | 'sdk'
  | 'cache'
  | 'http'
  | 'queue'
  | 'filesystem'
  | 'subprocess';

export interface Use {
  readonly kind: UseKind;
  /** As the code says it: `db.execute`, `gemini_service.client.generate_content`. */
  readonly call: string;
  /** What it is: `sqlalchemy.orm.Session().execute`, `google.generativeai`; the same as `call` where only names tell. */
  readonly target: string;
  readonly at: Place;
  /** The functions between the one asked about and this call, outermost first; empty for a call of its own. */
  readonly chain: readonly Step[];
}

/** A call of a function of the repository. */
export interface Step {
  /** Dotted name of the function. */
  readonly name: string;
  readonly path: string;
  /** Offset of its definition: with `path`, which function it is. */
  readonly start: number;
  readonly layer: Layer;
  /** Where it is called. */
  readonly at: Place;
}

export interface Reach {
  readonly uses: readonly Use[];
  /** Functions of services and repositories that are called: they are not entered. */
  readonly services: readonly Step[];
  /** The module-level registries that are looked into: `services["cache"]`, `app.state.db`. */
  readonly registries: readonly { readonly name: string; readonly at: Place }[];
  /** Functions of the repository that it calls, directly or through others, services not entered. */
  readonly calls: readonly Step[];
}

export interface Layers {
  /** Modules of services and of repositories, in path order. */
  readonly services: readonly LayerModule[];
  /** There are services or repositories that handlers could use for data. */
  readonly hasServiceLayer: boolean;
}

export interface LayerModule {
  readonly path: string;
  readonly layer: 'service' | 'repository';
  /** Dotted module name. */
  readonly name: string;
  /** It talks to a database itself. */
  readonly touchesStore: boolean;
  /** Vendors' packages that it imports. */
  readonly vendors: readonly string[];
}
