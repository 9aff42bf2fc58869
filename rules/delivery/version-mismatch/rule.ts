import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { contradictedVersions } from '../../../src/rulekit/version-constants.ts';

export default defineProjectRule(({ project }) =>
  contradictedVersions(project).flatMap(({ folder, name: packaged, version, at, others }) => {
    const [first] = others;
    if (!first) return [];
    return [
      {
        at: first.at,
        subject: `version ${folder}`.trim(),
        symbol: '',
        // The version of an interface may be one of its own.
        ...(others.every(({ name }) => name.startsWith('FastAPI')) && { severity: 'info' as const }),
        values: { name: first.name, version: first.version, declared: version, manifest: at.path, package: packaged },
        related: [
          { ...at, note: 'declared', values: { version } },
          ...others
            .slice(1, 8)
            .map((other) => ({ ...other.at, note: 'other', values: { name: other.name, version: other.version } })),
        ],
      },
    ];
  }),
);
