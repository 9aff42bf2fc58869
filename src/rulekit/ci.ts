/** Questions about continuous integration that several rules ask. */
import type { CiCommand, CiJob, Pipeline } from '../model/ci.ts';
import type { Project } from '../model/project.ts';
import type { Place } from '../model/span.ts';

const AUTOMATIC = new Set(['push', 'pull_request', 'pull_request_target', 'merge_group']);

/** Pipelines that run without anybody asking for them, before or right after a merge. */
export function automaticPipelines(project: Project): readonly Pipeline[] {
  return project.ci().pipelines.filter(({ events }) => events.some((event) => AUTOMATIC.has(event)));
}

/** A command with the job and the pipeline around it. */
export interface CommandSite {
  readonly pipeline: Pipeline;
  readonly job: CiJob;
  readonly command: CiCommand;
}

/** The commands of some pipelines, in order. */
export function commandsOf(pipelines: readonly Pipeline[]): readonly CommandSite[] {
  return pipelines.flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) => job.commands.map((command) => ({ pipeline, job, command }))),
  );
}

/** Whether one of the jobs may do something with Python that could not be read. */
export function mayDoMore(pipelines: readonly Pipeline[]): boolean {
  return pipelines.some(({ jobs }) =>
    jobs.some((job) => job.hidden || job.actions.some(isOpenAction) || job.commands.some(isUnread)),
  );
}

/** Actions that are named after tests, checks or containers. */
function isOpenAction(action: string): boolean {
  return /tox|nox|pytest|test|lint|check(?!out)|devcontainer|earthly|dagger|super-linter|megalinter|pre-?commit|ruff|black|mypy|pyright|flake8|sonar|code-?quality/i.test(
    action,
  );
}

/** What a script of one of these words does is known well enough. */
const APART =
  /\b(lint|format|fmt|docs?|changelog|release|version|openapi|schema|i18n|translat\w*|deploy|publish|clean|cache|coverage|badge|notify|bump)\b/i;

function isUnread({ kind, text }: CiCommand): boolean {
  if (kind === 'containers') return /\b(up|run|exec|start)\b/.test(text) && !isDatabaseOnly(text);
  return kind === 'unread' && !APART.test(text);
}

/** `docker compose up -d db redis` starts what the tests need, and nothing of the project. */
function isDatabaseOnly(text: string): boolean {
  const services =
    /\bup\b(.*)$/s
      .exec(text)?.[1]
      ?.split(/\s+/)
      .filter((word) => word !== '' && !/^-|^\d+$/.test(word)) ?? [];
  return (
    services.length > 0 &&
    services.every((name) =>
      /^(.*[-_])?(db|database|postgres\w*|pg|mysql|mariadb|redis|mongo\w*|rabbitmq|minio|elasticsearch|opensearch|kafka|mail\w*)\d*([-_].*)?$/i.test(
        name,
      ),
    )
  );
}

/** Where a finding about what CI lacks stands while there is no CI: at the declaration of the test runner. */
export function placeOfTestRunner(project: Project): Place | null {
  for (const { manifests } of project.dependencies().projects) {
    for (const { declared } of manifests) {
      const runner = declared.find(({ name }) => name === 'pytest');
      if (runner) return runner.at;
    }
  }
  const [configuration] = project.tests().configurations;
  if (configuration) return configuration.at;
  const manifest =
    project.filesOfKind('toml').find(({ path }) => /(^|\/)(pyproject\.toml|Pipfile)$/.test(path)) ??
    project.filesOfKind('requirements')[0];
  if (manifest) return { path: manifest.path, span: lineSpan(1) };
  return project.routes().routers.find(({ kind }) => kind === 'app')?.at ?? null;
}

function lineSpan(line: number): Place['span'] {
  return { line, column: 1, endLine: line, endColumn: 1 };
}

/** The line that installs the project for its tests, told from its manifests. */
export function installCommand(project: Project): string {
  const paths = new Set(project.paths().map((path) => path.slice(path.lastIndexOf('/') + 1)));
  if (paths.has('uv.lock')) return 'pip install uv && uv sync && uv run pytest';
  if (paths.has('poetry.lock')) return 'pip install poetry && poetry install && poetry run pytest';
  if (paths.has('Pipfile.lock')) return 'pip install pipenv && pipenv sync --dev && pipenv run pytest';
  if (paths.has('pdm.lock')) return 'pip install pdm && pdm sync -d && pdm run pytest';
  const requirements = project.filesOfKind('requirements').map(({ path }) => path);
  const chosen =
    requirements.find((path) => /(dev|test)[\w-]*\.(txt|in)$/.test(path)) ??
    requirements.find((path) => path.endsWith('requirements.txt'));
  return chosen === undefined ? 'pip install -e . pytest && pytest' : `pip install -r ${chosen} pytest && pytest`;
}
