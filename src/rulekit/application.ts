/** Which files are the application itself, and not what surrounds it. */
import type { FileQuestion, Project, SourceFile } from '../model/project.ts';

const ASIDE =
  /^tools\/|(^|\/)\.[^/]+\/|(^|\/)(tests?|testing|e2e|scripts?|bin|dev|migrations|alembic|versions|examples?|samples?|demos?|docs?|benchmarks?|notebooks?|tutorials?|templates?|fixtures|seeds?|seeders?|cli|management|site-packages|vendor|third_party|node_modules|\.venv|venv|archive|backup)\//i;
const ASIDE_FILE =
  /(^|\/)(setup|__main__|conftest|noxfile|fabfile|tasks_dev|cli|manage|seed\w*|init_db|initial_data|populate\w*|create_(super)?(user|admin)\w*|migrate\w*|example\w*|demo\w*|test\w*|\w+_(test|tests|demo|example|cli|seed))\.py$/i;

/** Python that runs when the application serves: no tests, scripts, command lines, migrations, seeds, examples, copies of libraries. */
export function isApplicationCode(project: Project, path: string): boolean {
  return !ASIDE.test(path) && !ASIDE_FILE.test(path) && project.layerOf(path) !== 'test';
}

/** The Python files of the application, in path order. */
export function applicationFiles(project: Project): readonly SourceFile[] {
  return project.filesOfKind('python').filter(({ path }) => isApplicationCode(project, path));
}

/** What each Python file of the application has to say, in path order: remembered as by `Project.eachFile`. */
export function eachApplicationFile<T>(project: Project, key: string, ask: FileQuestion<T>): readonly T[] {
  return project.eachFile('python', key, (file, of) => (isApplicationCode(of, file.path) ? ask(file, of) : []));
}
