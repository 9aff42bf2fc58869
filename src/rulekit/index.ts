/**
 * All that a rule may touch: the two ways to define one, and questions to ask of facts and project.
 * A rule is pure and synchronous; it returns places and values, and never words.
 */
import type { Found, RuleOptions } from '../model/finding.ts';
import type { Project, SourceFile } from '../model/project.ts';
import { type Place, type Range, spanOf } from '../model/span.ts';

export interface FileRule<O extends RuleOptions = RuleOptions> {
  readonly scope: 'file';
  /** Also asked about what commits between base and head held and took away again: a secret in the history is out. */
  readonly history?: true;
  readonly detect: (context: { readonly file: SourceFile; readonly options: O }) => readonly Found[];
}

export interface ProjectRule<O extends RuleOptions = RuleOptions> {
  readonly scope: 'project';
  readonly detect: (context: { readonly project: Project; readonly options: O }) => readonly Found[];
}

export type Rule = FileRule | ProjectRule;

/** A rule that looks at one file at a time. It is not told of any other, so its findings are cached with the file. */
export function defineFileRule<O extends RuleOptions>(
  detect: FileRule<O>['detect'],
  more: Pick<FileRule, 'history'> = {},
): FileRule {
  // The options were checked against the defaults of the rule's README, which is where O comes from.
  return { scope: 'file', detect: detect as FileRule['detect'], ...more };
}

/** A rule that looks at the linked project. */
export function defineProjectRule<O extends RuleOptions>(detect: ProjectRule<O>['detect']): ProjectRule {
  return { scope: 'project', detect: detect as ProjectRule['detect'] };
}

/** The place of a syntax node, comment or entry of `file`. */
export function placeIn(file: SourceFile, range: Range): Place {
  return { path: file.path, span: spanOf(file.facts.lineStarts, range) };
}

export type * from '../model/ci.ts';
export * from '../model/data-walk.ts';
export type * from '../model/dependencies.ts';
export type * from '../model/deployment.ts';
export type * from '../model/errors.ts';
export type * from '../model/execution.ts';
export type * from '../model/facts.ts';
export type { Confidence, Found, Part, Related, Severity, Suggestion, Values } from '../model/finding.ts';
export { matcherOf, type PathMatcher } from '../model/glob.ts';
export type * from '../model/layering.ts';
export type * from '../model/logging.ts';
export type * from '../model/migration.ts';
export type * from '../model/migration-safety.ts';
export type * from '../model/model-uses.ts';
export type { Project, SourceFile } from '../model/project.ts';
export type * from '../model/python.ts';
export * from '../model/python-walk.ts';
export type { Layer, LayerModule, Layers, Reach, Step as CallStep, Use, UseKind } from '../model/reach.ts';
export type * from '../model/routes.ts';
export type * from '../model/schema.ts';
export type * from '../model/settings.ts';
export { FILE_START, type Place, type Range, type Span } from '../model/span.ts';
export type * from '../model/tests.ts';
export { type CallSite, type Code, codeOf, importedName, type Site, scopeOf } from './code.ts';
export { type CorsPolicy, corsPolicies } from './cors.ts';
export { type DebugSwitch, debugSwitches } from './debug-switches.ts';
export {
  type DeployedService,
  type DeployedValue,
  deployedValues,
  environmentOf,
  hasServerCommand,
  productionServices,
  startedBy,
} from './deployment.ts';
export { callsNamed, type UncheckedDecode, uncheckedDecodes } from './jwt.ts';
export { type LiteralCredential, literalCredentials, type ManifestCredentials } from './literal-credentials.ts';
export { isSigningSetting, type SigningUse, signingUses } from './signing-keys.ts';
