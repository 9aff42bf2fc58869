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
  /** For `not-passed`: the parameter that takes it, and where the other session is opened. */
  readonly callee: { readonly name: string; readonly parameter: string; readonly opens: Place } | null;
}
