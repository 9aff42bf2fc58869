import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import {
  type DebugSwitch,
  type DeployedValue,
  debugSwitches,
  defineProjectRule,
  deployedValues,
  type Flow,
  type Found,
  hasServerCommand,
  type Place,
  type Project,
  placeIn,
  type Severity,
  type SourceFile,
  startedBy,
} from '../../../src/rulekit/index.ts';

interface Lit {
  readonly on: DebugSwitch;
  readonly at: Place;
  readonly flow: Flow;
  readonly variable: string;
  readonly deployed: readonly DeployedValue[];
  /** The command of a deployment that runs the script, `null` where none does. */
  readonly command: string | null;
}

export default defineProjectRule(({ project }) => {
  const lit = eachApplicationFile(project, 'lit-switches', (file, of) =>
    debugSwitches(of, file).flatMap((on) => litBy(of, file, on) ?? []),
  );
  const groups = Map.groupBy(lit, causeOf);
  return [...groups.values()].flatMap((group) => findingOf(group) ?? []);
});

/** The switch is on unless somebody turns it off, and production does not. */
function litBy(project: Project, file: SourceFile, on: DebugSwitch): Lit | null {
  const flow = project.flow(on.site, on.value);
  if (flow.value !== true && flow.value !== 1) return null;
  const deployed = flow.variables.length > 0 ? deployedValues(project, on.site, on.value) : [];
  if (deployed.length > 0 && deployed.every((one) => isOff(one.flow))) return null;
  const [origin] = flow.variables.length > 0 && flow.at ? [flow.at.path] : [file.path];
  const command = startedBy(project, file.path) ?? startedBy(project, origin ?? file.path);
  // A script that no deployment runs is its author's own.
  if (on.byScript && command === null && (on.kind !== 'console' || hasServerCommand(project))) return null;
  const at = placeIn(file, on.value);
  return { on, at, flow, variable: flow.variables[0] ?? '', deployed, command: command?.text ?? null };
}

function isOff({ value }: Flow): boolean {
  return value !== true && value !== 1;
}

function causeOf({ flow, at }: Lit): string {
  const place = flow.variables.length > 0 && flow.at ? flow.at : at;
  return `${place.path} ${place.span.line}`;
}

function findingOf(group: readonly Lit[]): Found | null {
  const [first] = group.toSorted((a, b) => rank(a) - rank(b));
  if (!first) return null;
  const { on, flow, variable, at, deployed } = first;
  const isDefault = variable !== '';
  const left = deployed.find((one) => !isOff(one.flow) && !one.isOpen);
  const place = isDefault && flow.at ? flow.at : at;
  const others = group.filter(({ at: other }) => other.path !== place.path || other.span.line !== place.span.line);
  return {
    at: place,
    subject: isDefault ? variable : on.call,
    symbol: isDefault ? '' : on.symbol,
    values: { call: on.call, variable, name: flow.through[0] ?? variable, manifest: left?.manifest.path ?? '' },
    severity: severityOf(first, left !== undefined),
    variant: isDefault ? (left ? 'manifest' : 'default') : on.kind,
    related: others.slice(0, 8).map((other) => ({ ...other.at, note: 'switch', values: { call: other.on.call } })),
  };
}

function rank({ on, command }: Lit): number {
  return (on.kind === 'application' ? 0 : on.kind === 'console' ? 1 : 2) + (command === null ? 3 : 0);
}

function severityOf({ on, command, variable }: Lit, isLeftOn: boolean): Severity {
  if (on.kind === 'console') return command === null ? 'minor' : 'critical';
  if (on.kind === 'reload') return 'minor';
  return variable === '' || isLeftOn ? 'major' : 'minor';
}
