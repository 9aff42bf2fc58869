/** Questions about the tests of a back-end that several rules ask. */
import type { Project } from '../model/project.ts';
import type { Route } from '../model/routes.ts';
import type { PytestConfiguration, TestModule } from '../model/tests.ts';
import { isApplicationCode } from './application.ts';

/** The routes that the application serves, those of tests, examples and documentation left out. */
export function servedRoutes(project: Project): readonly Route[] {
  return project
    .routes()
    .routes.filter(({ handler }) => !handler.at.path.includes('{{') && isApplicationCode(project, handler.at.path));
}

/** Configurations that pytest reads. */
export function readConfigurations(project: Project): readonly PytestConfiguration[] {
  return project.tests().configurations.filter(({ ignored }) => ignored === null);
}

/** Programs that people start themselves, and what they no longer use. */
const PUT_ASIDE = /(^|\/)(_?archived?s?|backups?|old|deprecated|_legacy|scripts?|tools|manual)\//i;

/** Whether pytest finds the file by itself, inside the folders that the configuration above it names. */
export function isCollected(project: Project, path: string): boolean {
  if (!/(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path) || PUT_ASIDE.test(path)) return false;
  const above = readConfigurations(project).filter((one) => path.startsWith(folderOf(one.path)));
  const nearest = above.toSorted((a, b) => b.path.length - a.path.length)[0];
  const folders = (nearest?.options.find(({ name }) => name === 'testpaths')?.value ?? '')
    .split(/\s+/)
    .filter((one) => one !== '');
  if (!nearest || folders.length === 0) return true;
  return folders.some(
    (folder) =>
      path.startsWith(`${folderOf(nearest.path)}${folder.replace(/^\.\/|\/$/g, '')}/`) ||
      folder === '.' ||
      folder.includes('*'),
  );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** How many tests there are. */
export function countOf(modules: readonly TestModule[]): number {
  return modules.reduce((sum, { tests }) => sum + tests.length, 0);
}
