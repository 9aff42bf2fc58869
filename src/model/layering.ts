/** What rules about layers and shared state ask of a project: who imports whom, who opens sessions, what requests reach. */
import type { Place } from './span.ts';

/** One `import` statement that leads to a module of the repository. */
export interface ImportEdge {
  readonly from: string;
  readonly to: string;
  /** Dotted name of the imported module. */
  readonly module: string;
  /** What is taken from it; empty for the module as a whole. */
  readonly names: readonly ImportedMember[];
  readonly at: Place;
}

export interface ImportedMember {
  readonly name: string;
  /** `data`: an exception, enumeration, schema or other class that only holds values. */
  readonly kind: 'function' | 'class' | 'data' | 'variable' | 'module' | 'unknown';
  /** The file that defines it, where that is not the imported module itself. */
  readonly path: string | null;
}

/** A function that is given a database session and works with another one. */
export interface IgnoredSession {
  readonly symbol: string;
  /** Its header. */
  readonly head: Place;
  readonly parameter: string;
  /** What opens the other session, as written: `SessionLocal()`. */
  readonly call: string;
  readonly at: Place;
  /**
   * rebound: the parameter is given the other session before anything reads it. unused: nothing reads the parameter.
   * not-passed: a function that takes a session or opens one is called without.
   */
  readonly how: 'rebound' | 'unused' | 'not-passed';
  /** For `not-passed`: the parameter that takes it, where the other session is opened, and whether rows are written in it. */
  readonly callee: Callee | null;
}

export interface Callee {
  readonly name: string;
  readonly parameter: string;
  readonly opens: Place;
  readonly writes: boolean;
}

/** Why a function runs while a request is answered. */
export interface Served {
  /** `POST /jobs` of the route whose handler reaches it, `null` for middleware and events. */
  readonly route: string | null;
  /** The handler or hook that reaches it. */
  readonly handler: string;
}

/** A list, dictionary or set that lives as long as the process does: a variable of a module, or an attribute of the one instance of a class. */
export interface SharedContainer {
  /** `jobs`, or `JobManager.jobs`. */
  readonly name: string;
  readonly attribute: string;
  /** Name of the class that holds it, `null` for a variable of a module. */
  readonly owner: string | null;
  readonly at: Place;
  readonly kind: 'dict' | 'list' | 'set';
  /** Its annotation as written: `dict[str, asyncio.Task]`; empty where there is none. */
  readonly annotation: string;
  /** It is empty when the process starts. */
  readonly empty: boolean;
  readonly accesses: readonly ContainerAccess[];
}

export interface ContainerAccess {
  /** Qualified name of the function. */
  readonly symbol: string;
  readonly at: Place;
  /** set: an entry is given a value. grow: something is appended. shrink: something is taken out. replace: the whole is. */
  readonly how: 'read' | 'set' | 'grow' | 'shrink' | 'replace';
  /** What is put in, as far as it is a call: `asyncio.Lock`, `JobRecord`; else `null`. */
  readonly value: string | null;
  /** Why it runs while a request is answered; `null` where nothing shows that it does. */
  readonly served: Served | null;
}

/** An attribute or variable that all requests share, and that one of them fills with what belongs to whoever asked. */
export interface RequestWrite {
  readonly symbol: string;
  readonly at: Place;
  /** As written: `service.current_user`. */
  readonly target: string;
  /** The variable, class or module that holds it. */
  readonly holder: string;
  /** instance: an object of a module. self: the one instance of its class. module: a module of a library. */
  readonly how: 'instance' | 'self' | 'global' | 'module';
  readonly served: Served;
}
