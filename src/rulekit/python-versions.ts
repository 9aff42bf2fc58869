/** Where the statements of a project about its version of Python contradict each other. */
import type { PythonProject, PythonStatement } from '../model/dependencies.ts';

export interface PythonConflict {
  /** What the others are held against: what runs in production, else what the package admits. */
  readonly reference: PythonStatement;
  /** Those that contradict it, one for each place and version. */
  readonly others: readonly PythonStatement[];
}

/** `null` where nothing contradicts. */
export function pythonConflict({ pythons }: PythonProject): PythonConflict | null {
  const of = (kind: PythonStatement['kind']) => pythons.filter((one) => one.kind === kind);
  const runs = of('runs');
  const requires = of('requires');
  const reference = usual(runs) ?? requires[0];
  if (reference === undefined) return null;
  const others = [
    ...runs.filter((one) => !overlap(one, reference)),
    ...requires.filter((one) => !overlap(one, reference)),
    ...of('local').filter((one) => one.where !== 'FROM' && !overlap(one, reference)),
    ...untested(of('tests'), reference),
    ...(runs.length === 0 ? [] : of('checks').filter((one) => Math.min(...one.minors) > Math.max(...reference.minors))),
  ].filter((one) => one !== reference);
  const distinct = new Map(others.map((one) => [`${one.at.path} ${one.minors.join()}`, one]));
  return distinct.size === 0 ? null : { reference, others: [...distinct.values()] };
}

/** The version that most say, the first of them. */
function usual(statements: readonly PythonStatement[]): PythonStatement | undefined {
  const groups = [...Map.groupBy(statements, ({ minors }) => minors.join()).values()];
  return groups.sort((a, b) => b.length - a.length)[0]?.[0];
}

function overlap(a: PythonStatement, b: PythonStatement): boolean {
  return a.minors.some((minor) => b.minors.includes(minor));
}

/** The versions of the tests, where none of them is that of production. */
function untested(tests: readonly PythonStatement[], reference: PythonStatement): readonly PythonStatement[] {
  if (reference.kind !== 'runs' && reference.kind !== 'requires') return [];
  return tests.some((one) => overlap(one, reference)) ? [] : tests;
}
