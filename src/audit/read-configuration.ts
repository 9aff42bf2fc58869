/** The configuration that judges a pull request: read at the tip of its base branch, so that it cannot loosen its own gate. */
import { completeSettings, layerSettings, type Settings } from '../config/defaults.ts';
import type { Extends, ParsedConfiguration } from '../config/parse-configuration.ts';
import type { ConfigProblem, Configuration } from '../model/config.ts';
import { AuditError, type PullRequestSource } from './ports.ts';

export const CONFIGURATION_PATH = '.github/vigie.yml';

/** Where an owner keeps what all repositories share: https://docs.github.com/communities/setting-up-your-project-for-healthy-contributions/creating-a-default-community-health-file */
const SHARED_REPOSITORY = '.github';

/** A file may extend one that extends another; longer chains are nobody's intention. */
const MAX_LAYERS = 4;

/** The text of a configuration file as settings, or what is wrong in it. */
export type ConfigurationReader = (
  text: string,
  path: string,
) => Pick<ParsedConfiguration, 'settings' | 'extends' | 'problems'>;

/** A configuration that cannot be used. The message names the first problem and its place. */
export class InvalidConfiguration extends AuditError {
  readonly problems: readonly ConfigProblem[];
  /** `path:line:column` of the first problem. */
  readonly place: string;
  constructor(problems: readonly ConfigProblem[], first: ConfigProblem) {
    const place = `${first.path}:${first.line}:${first.column}`;
    super('config', `${place} ${first.message}`);
    this.name = 'InvalidConfiguration';
    this.problems = problems;
    this.place = place;
  }
}

type Files = Pick<PullRequestSource, 'text' | 'shared'>;

/**
 * The repository's file over the one that it extends over the defaults. Without `extends`, that is the one of the owner's
 * `.github` repository, where the App can read it. Throws `InvalidConfiguration`: a broken file is never replaced by the defaults.
 */
export async function readConfiguration(
  source: Files,
  commit: string,
  parse: ConfigurationReader,
): Promise<Configuration> {
  let path = CONFIGURATION_PATH;
  let file = parseFile((await source.text(commit, path)) ?? '', path, parse);
  let settings: Settings = file.settings;
  const seen = new Set<string>();
  while (file.extends.kind !== 'nothing') {
    const below = await readBelow(source, file.extends, path);
    if (below === null) break;
    // A file that everybody extends need not say that it extends nothing.
    if (seen.has(below.repository) && file.extends.kind === 'default') break;
    if (seen.has(below.repository) || seen.size >= MAX_LAYERS) throw endless(file.extends, path);
    seen.add(below.repository);
    path = `${below.repository}/${CONFIGURATION_PATH}`;
    file = parseFile(below.text, path, parse);
    settings = layerSettings(file.settings, settings);
  }
  return completeSettings(settings);
}

function parseFile(text: string, path: string, parse: ConfigurationReader) {
  const parsed = parse(text, path);
  const [first] = parsed.problems;
  if (first !== undefined) throw new InvalidConfiguration(parsed.problems, first);
  return parsed;
}

/** Throws `InvalidConfiguration` when a repository is named that has no such file. */
async function readBelow(source: Files, above: Extends, path: string) {
  const repository = above.kind === 'repository' ? above.repository : SHARED_REPOSITORY;
  const text = await source.shared(repository, CONFIGURATION_PATH);
  if (text !== null) return { repository, text };
  if (above.kind !== 'repository') return null;
  const message = `"extends" names ${repository}, where the App finds no ${CONFIGURATION_PATH}: give it access to that repository, or correct the name.`;
  throw invalid(above, path, message);
}

function endless(above: Extends, path: string): InvalidConfiguration {
  return invalid(above, path, '"extends" leads in a circle, or through too many files.');
}

function invalid(above: Extends, path: string, message: string): InvalidConfiguration {
  const { line, column } = above.kind === 'repository' ? above : { line: 1, column: 1 };
  const problem = { path, line, column, message };
  return new InvalidConfiguration([problem], problem);
}
