import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  addCommand,
  isAside,
  isBeside,
  placeOfManifest,
  projectOfManifest,
} from '../../../src/rulekit/dependencies.ts';
import { defineProjectRule, type Found, type Project, type UndeclaredImport } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const imports = eachApplicationFile(project, 'undeclared-imports', ({ path }, of) =>
    isBeside(path) ? [] : of.undeclaredImports(path),
  );
  const byManifest = Map.groupBy(imports, ({ manifest }) => manifest);
  return Array.from(byManifest, ([path, missing]) => foundOf(project, path, missing)).flat();
});

function foundOf(project: Project, path: string, missing: readonly UndeclaredImport[]): Found[] {
  const of = projectOfManifest(project, path);
  const manifest = of?.manifests.find((one) => one.path === path);
  if (!of || !manifest || isAside(of)) return [];
  const command = addCommand(of, manifest);
  const quoted = manifest.format === 'pyproject' || manifest.format === 'setup';
  const byName = [...Map.groupBy(missing, ({ distribution }) => distribution)].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    {
      at: placeOfManifest(manifest),
      subject: 'undeclared',
      symbol: '',
      values: { manifest: path },
      ...(command !== null && { variant: 'command' }),
      // Only a lock tells for certain that nothing brings it.
      ...(of.locked !== null && { severity: 'major' }),
      parts: byName.map(([name, [first]]) => ({
        subject: name,
        label: name,
        at: first?.at ?? placeOfManifest(manifest),
        code: command !== null ? `${command} ${name}` : quoted ? `"${name}",` : name,
      })),
      related: byName
        .flatMap(([name, [first, ...others]]) =>
          first ? [{ ...first.at, note: 'import', values: { name, module: first.module, others: others.length } }] : [],
        )
        .slice(0, 8),
    },
  ];
}
