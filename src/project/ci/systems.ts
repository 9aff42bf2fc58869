/** Which files configure continuous integration, told from their paths. */
import type { CiSystem } from '../../model/ci.ts';

const SYSTEMS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['GitHub Actions', /^\.github\/workflows\/[^/]+\.ya?ml$/],
  ['GitLab CI', /(^|\/)\.gitlab-ci\.ya?ml$|^\.gitlab\/.*\.ya?ml$/],
  ['CircleCI', /^\.circleci\//],
  [
    'Azure Pipelines',
    /(^|\/)azure-pipelines[^/]*\.ya?ml$|^\.?azure[\w-]*\/.*pipelines?.*\.ya?ml$|^\.(azuredevops|vsts)\//,
  ],
  ['Jenkins', /(^|\/)Jenkinsfile[^/]*$|\.jenkinsfile$/i],
  ['Travis CI', /^\.travis\.ya?ml$/],
  ['Bitbucket Pipelines', /^bitbucket-pipelines\.ya?ml$/],
  ['Drone', /^\.drone\.(ya?ml|star|jsonnet)$/],
  ['Woodpecker', /^\.woodpecker(\.ya?ml$|\/)/],
  ['Buildkite', /^\.buildkite\//],
  ['Cloud Build', /(^|\/)cloudbuild[^/]*\.(ya?ml|json)$/],
  ['CodeBuild', /(^|\/)buildspec[^/]*\.ya?ml$/],
  ['AppVeyor', /^\.?appveyor\.ya?ml$/],
  ['Cirrus CI', /^\.cirrus\.(ya?ml|star)$/],
  ['Zuul', /^\.?zuul(\.ya?ml$|\.d\/)/],
  ['Semaphore', /^\.semaphore\//],
  ['Forgejo', /^\.(gitea|forgejo)\/workflows\//],
  ['TeamCity', /^\.teamcity\//],
  ['Tekton', /^\.tekton\//],
  ['sourcehut', /^\.builds?(\/|\.yml$)/],
  ['Concourse', /^(ci|\.?concourse)\/.*pipeline[^/]*\.ya?ml$/],
  ['Codefresh', /^codefresh\.ya?ml$|^\.codefresh\//],
  ['Dagger', /^dagger\.json$|^\.dagger\//],
  ['Earthly', /^Earthfile$/],
  ['Packit', /^\.packit\.ya?ml$/],
  ['Screwdriver', /^screwdriver\.ya?ml$/],
  ['Wercker', /^wercker\.ya?ml$/],
  ['Shippable', /^shippable\.ya?ml$/],
  ['Scrutinizer', /^\.scrutinizer\.ya?ml$/],
];

/** The system that the file at `path` configures, or `null`. What stands in a subfolder of a monorepo counts, too. */
export function ciSystemOf(path: string): Omit<CiSystem, 'isRead'> | null {
  for (const [name, pattern] of SYSTEMS) if (pattern.test(path)) return { name, path };
  return null;
}

export function isGithubWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
}

export function isGitlabPipeline(path: string): boolean {
  return /^\.gitlab-ci\.ya?ml$/.test(path);
}
