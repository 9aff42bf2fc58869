/** The tests of a repository: how pytest is configured, and which functions it would run. */
import type { Place } from './span.ts';

export interface Tests {
  /** In path order. */
  readonly configurations: readonly PytestConfiguration[];
  /** Files in which pytest or unittest finds tests, or would if they were not broken; in path order. */
  readonly modules: readonly TestModule[];
  /** Tests of the back-end that are no Python functions: features of behave, tavern, Robot, hurl. */
  readonly others: readonly string[];
}

export interface PytestConfiguration {
  readonly path: string;
  /** As written: `tool:pytest`, `tool.pytest.ini_options`. */
  readonly section: string;
  /** Why pytest does not read it: the section belongs into another file, or a file beside it comes first. */
  readonly ignored: 'section' | { readonly by: string } | null;
  /** What the section should be called where it stands. */
  readonly expected: string;
  readonly at: Place;
  readonly options: readonly PytestOption[];
}

export interface PytestOption {
  readonly name: string;
  /** Lists are joined by line feeds. */
  readonly value: string;
  readonly at: Place;
}

export interface TestModule {
  readonly path: string;
  readonly tests: readonly TestFunction[];
}

export interface TestFunction {
  readonly name: string;
  /** `TestLogin.test_expired` */
  readonly symbol: string;
  readonly at: Place;
  /** Why it never runs, or `null`. */
  readonly idle: Idle | null;
  /** Marks of the function, its class and its module: `asyncio`, `slow`. */
  readonly marks: readonly string[];
}

export type Idle =
  /** Skipped without condition. */
  | { readonly why: 'skipped'; readonly reason: string | null; readonly at: Place }
  /**
   * A coroutine that nothing awaits. mark: nothing tells a plugin to run it. plugin: it is marked, and pytest-asyncio is declared
   * nowhere. await: it stands in a class that calls it like any function.
   */
  | { readonly why: 'async'; readonly lacks: 'mark' | 'plugin' | 'await'; readonly at: Place }
  /** A later definition in the same class or module has its name. */
  | { readonly why: 'shadowed'; readonly by: Place; readonly at: Place };
