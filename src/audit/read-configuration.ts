/** The configuration that judges a pull request: read at the tip of its base branch, so that it cannot loosen its own gate. */
import type { ConfigProblem, Configuration } from '../model/config.ts';
import { AuditError, type PullRequestSource } from './ports.ts';

export const CONFIGURATION_PATH = '.github/vigie.yml';

/** The text of a configuration file as a configuration, or what is wrong in it. */
export type ConfigurationReader = (
  text: string,
  path: string,
) => { readonly configuration: Configuration; readonly problems: readonly ConfigProblem[] };

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

/** Without a file, the defaults. Throws `InvalidConfiguration`: a broken file is never replaced by the defaults. */
export async function readConfiguration(
  source: Pick<PullRequestSource, 'text'>,
  commit: string,
  parse: ConfigurationReader,
): Promise<Configuration> {
  const text = await source.text(commit, CONFIGURATION_PATH);
  const { configuration, problems } = parse(text ?? '', CONFIGURATION_PATH);
  const [first] = problems;
  if (first !== undefined) throw new InvalidConfiguration(problems, first);
  return configuration;
}
