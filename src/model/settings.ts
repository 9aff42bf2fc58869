/** What the application is configured by: fields and variables, the environment variables that set them, their defaults. */
import type { ClassDef, FunctionDef } from './python.ts';
import type { Place } from './span.ts';

/** A value that is known without running anything. */
export type ConstantValue = string | number | boolean | null | readonly ConstantValue[];

export interface Settings {
  /** In path order, then as they stand. */
  readonly fields: readonly Setting[];
}

export interface Setting {
  readonly name: string;
  /** The class that declares it, empty for a module-level variable. */
  readonly owner: string;
  readonly kind: 'pydantic' | 'class' | 'variable';
  /** Environment variables that set it, upper case; empty where none does. */
  readonly variables: readonly string[];
  /** The annotation as code, or `null`. */
  readonly type: string | null;
  readonly default: SettingDefault;
  /** The declaration. */
  readonly at: Place;
  readonly guard: SettingGuard | null;
  /** What the class is for, where its name says so: `DevConfig`, `ProductionConfig`, `TestSettings`. */
  readonly purpose: Purpose | null;
}

export type SettingDefault =
  /** Without the variable the application does not start. */
  | { readonly kind: 'required' }
  | { readonly kind: 'constant'; readonly value: ConstantValue; readonly at: Place }
  /** Computed in a way that is not followed. */
  | { readonly kind: 'unknown' };

/** Code that refuses the default (`raises`), or gives the field another value in its place (`replaces`, `overrides`). */
export interface SettingGuard {
  readonly kind: 'raises' | 'replaces' | 'overrides';
  readonly at: Place;
}

/** What a file of deployment or a class of settings is made for. */
export type Purpose = 'production' | 'development' | 'test';

/** Where an expression stands: a file, and the definitions around it, outermost first. */
export interface CodeSite {
  readonly path: string;
  readonly within: readonly (FunctionDef | ClassDef)[];
}

/** Variables that are set, in upper case; `null`: set to a value that is not in the repository. */
export type Environment = ReadonlyMap<string, string | null>;

/** Where the value of an expression comes from, through names, settings, arguments and simple functions. */
export interface Flow {
  /** The value under the environment that was asked about; `undefined`: not known. */
  readonly value: ConstantValue | undefined;
  /** The environment variables that it depends on, upper case. */
  readonly variables: readonly string[];
  /** Where the literal stands that decides it, for a value that no variable sets; `null` where there is none. */
  readonly at: Place | null;
  /** Names of settings and variables on the way, the nearest first. */
  readonly through: readonly string[];
}
