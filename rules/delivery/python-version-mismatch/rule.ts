import { applicationProjects } from '../../../src/rulekit/dependencies.ts';
import { defineProjectRule, type Found, type PythonStatement } from '../../../src/rulekit/index.ts';
import { pythonConflict } from '../../../src/rulekit/python-versions.ts';

export default defineProjectRule(({ project }) =>
  applicationProjects(project).flatMap((one): Found[] => {
    const conflict = pythonConflict(one);
    const [first] = conflict?.others ?? [];
    if (!conflict || !first) return [];
    const { reference, others } = conflict;
    return [
      {
        at: first.at,
        subject: `python ${one.folder}`.trim(),
        symbol: '',
        values: { reference: labelOf(reference), path: reference.at.path, minor: versionOf(reference) },
        ...(reference.kind === 'requires' && { variant: 'requires' }),
        parts: others.map((other) => ({
          subject: `${other.at.path} ${other.where} ${other.text}`,
          label: labelOf(other),
          at: other.at,
        })),
        related: [
          { ...reference.at, note: 'reference', values: { text: labelOf(reference) } },
          ...others.slice(1, 8).map((other) => ({ ...other.at, note: 'other', values: { text: labelOf(other) } })),
        ],
      },
    ];
  }),
);

function labelOf({ at, where, text }: PythonStatement): string {
  return at.path.endsWith(where) || where === 'FROM' ? `${at.path}: ${text}` : `${at.path}: ${where} ${text}`;
}

function versionOf({ minors }: PythonStatement): string {
  return `3.${minors[0] ?? 0}`;
}
