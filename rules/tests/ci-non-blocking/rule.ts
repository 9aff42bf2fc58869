import { automaticPipelines, type CommandSite, commandsOf } from '../../../src/rulekit/ci.ts';
import { type CommandKind, defineProjectRule, type Found, type Tolerance } from '../../../src/rulekit/index.ts';

const CHECKS: ReadonlySet<CommandKind | null> = new Set(['tests', 'lint', 'types', 'audit', 'migrations']);
/** A failure of these breaks the application, whatever people think of style. */
const GRAVE: ReadonlySet<CommandKind | null> = new Set(['tests', 'migrations']);
/** What is tried out, measured or told beforehand may fail. */
const TRIAL =
  /experimental|nightly|canary|pre-?release|upstream|bench|perf|flaky|preview|dev-?version|next-version|smoke|collect|copilot/i;

interface Ignored extends CommandSite {
  readonly tolerance: Tolerance;
}

export default defineProjectRule(({ project }) => {
  const commands = commandsOf(automaticPipelines(project)).filter(({ command }) => CHECKS.has(command.kind));
  const blocking = new Set(commands.filter(({ command }) => command.tolerance === null).map(keyOf));
  const ignored = commands.flatMap((site): Ignored[] => {
    const { tolerance, kind, step, text } = site.command;
    if (tolerance === null || TRIAL.test(`${site.job.name} ${step} ${site.pipeline.name} ${site.pipeline.path}`))
      return [];
    // A second run of a linter that blocks already is a report.
    if (!GRAVE.has(kind) && blocking.has(keyOf(site))) return [];
    return /sarif/i.test(text) ? [] : [{ ...site, tolerance }];
  });
  // A script that several workflows call is told once, where it stands.
  return [...Map.groupBy(ignored, ({ command }) => command.at.path).values()].map(findingOf);
});

function keyOf({ command }: CommandSite): string {
  return `${command.kind} ${command.tool}`;
}

function findingOf(sites: readonly Ignored[]): Found {
  const ordered = sites.toSorted((a, b) => Number(GRAVE.has(b.command.kind)) - Number(GRAVE.has(a.command.kind)));
  const [first = sites[0]] = ordered;
  if (!first) throw new Error('a group is never empty');
  const isGrave = GRAVE.has(first.command.kind);
  return {
    at: first.command.at,
    subject: first.command.at.path,
    symbol: '',
    severity: isGrave ? 'major' : 'minor',
    ...(first.tolerance.how === 'never' ? { variant: 'never' } : {}),
    values: { workflow: first.pipeline.name, how: first.tolerance.text, fixed: withoutTolerance(first) },
    parts: firstOfEach(ordered).map(({ command, job, pipeline, tolerance }) => ({
      subject: `${command.at.path} ${command.at.path === pipeline.path ? job.name : ''} ${command.kind} ${command.tool}`,
      label: shortened(command.run),
      at: command.at,
      alone: {
        values: { workflow: pipeline.name, how: tolerance.text, fixed: withoutTolerance({ command, tolerance }) },
        severity: GRAVE.has(command.kind) ? ('major' as const) : ('minor' as const),
        ...(tolerance.how === 'never' ? { variant: 'never' } : {}),
      },
    })),
    related: ordered
      .flatMap(({ tolerance }) =>
        tolerance.how === 'step' || tolerance.how === 'job'
          ? [{ ...tolerance.at, note: 'tolerance', values: { how: tolerance.text } }]
          : [],
      )
      .slice(0, 6),
  };
}

/** A line that several jobs reach is one place. */
function firstOfEach(sites: readonly Ignored[]): readonly Ignored[] {
  return [...Map.groupBy(sites, ({ command }) => `${command.at.span.line} ${command.run}`).values()].flatMap((same) =>
    same.slice(0, 1),
  );
}

function shortened(run: string): string {
  const words = run.split(/\s+/).slice(0, 4).join(' ');
  return words.length > 48 ? `${words.slice(0, 47)}…` : words;
}

/** The line as it should be. */
function withoutTolerance({ command, tolerance }: Pick<Ignored, 'command' | 'tolerance'>): string {
  const text = command.text.replace(/\s+/g, ' ');
  if (tolerance.how === 'option') return text.replace(` ${tolerance.text}`, '');
  if (tolerance.how === 'pipe') return `set -o pipefail; ${text} ${tolerance.text}`;
  return text;
}
