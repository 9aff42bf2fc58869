import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { addCommand, applicationProjects, writtenAs } from '../../../src/rulekit/dependencies.ts';
import {
  type Declared,
  type DependencyManifest,
  defineProjectRule,
  type Found,
  type PythonProject,
  type SourceFile,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule<{ readonly tools: readonly string[] }>(({ project, options }) => {
  const imported = new Set(eachApplicationFile(project, 'imported-roots', rootsOf));
  const isTool = ({ name, role, source }: Declared) =>
    role === 'runtime' && source === 'index' && options.tools.includes(name) && !imported.has(name.replace(/-/g, '_'));
  return applicationProjects(project).flatMap((one) => {
    if (one.manifests.some(({ declared }) => declared.some(({ role }) => role === 'development'))) return [];
    const mixed = one.manifests
      .filter(
        (manifest) => /^(requirements|pyproject|poetry|pipfile)$/.test(manifest.format) && !isCompiled(one, manifest),
      )
      .map((manifest) => ({ manifest, tools: manifest.declared.filter(isTool) }))
      .sort((a, b) => b.tools.length - a.tools.length);
    return mixed.slice(0, 1).flatMap(({ manifest, tools }) => foundOf(one, manifest, tools));
  });
});

/** A tool that the application imports is a library to it. */
function rootsOf({ facts }: SourceFile): readonly string[] {
  return (facts.python?.imports ?? [])
    .flatMap(({ from, level, names }) => (level > 0 ? [] : from === null ? names.map(({ name }) => name) : [from]))
    .map((dotted) => dotted.split('.', 1)[0] ?? dotted);
}

/** What was compiled from `requirements.in` holds what that brings along. */
function isCompiled({ manifests }: PythonProject, { path }: DependencyManifest): boolean {
  return manifests.some((one) => one.path === path.replace(/\.txt$/, '.in') && one.path !== path);
}

function foundOf(of: PythonProject, manifest: DependencyManifest, tools: readonly Declared[]): Found[] {
  const [first] = tools;
  if (!first) return [];
  const command = addCommand(of, manifest);
  const written = tools.map(writtenAs);
  return [
    {
      at: first.at,
      subject: 'development tools',
      symbol: '',
      ...(manifest.format !== 'requirements' && { variant: command === null ? 'group' : 'command' }),
      values: {
        manifest: manifest.path,
        name: manifest.path.slice(manifest.path.lastIndexOf('/') + 1),
        dev: manifest.path.replace(/[^/]*$/, (name) =>
          name.startsWith('requirements') ? 'requirements-dev.txt' : 'dev.txt',
        ),
        lines: manifest.format === 'requirements' ? written : written.map((line) => `"${line}",`),
        command: `${DEVELOPMENT[command ?? ''] ?? `${command ?? 'uv add'} --dev`} ${tools.map(({ name }) => name).join(' ')}`,
      },
      parts: tools.map((tool) => ({ subject: tool.name, label: tool.name, at: tool.at })),
      related: tools.slice(1, 8).map((tool) => ({ ...tool.at, note: 'tool', values: { name: tool.name } })),
    },
  ];
}

const DEVELOPMENT: Readonly<Record<string, string>> = {
  'poetry add': 'poetry add --group dev',
  'pipenv install': 'pipenv install --dev',
};
