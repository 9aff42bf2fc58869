import { checkOf, healthPath, isUnserved, missingTool, webLaunches } from '../../../src/rulekit/health-checks.ts';
import { defineProjectRule, type Found, type Project } from '../../../src/rulekit/index.ts';
import type { Launch } from '../../../src/rulekit/launches.ts';

export default defineProjectRule(({ project }) => {
  const web = webLaunches(project);
  return [...unchecked(project, web), ...web.flatMap((launch) => broken(project, launch))];
});

/** One finding for all manifests that check nothing, at the first of them. */
function unchecked(project: Project, web: readonly Launch[]): readonly Found[] {
  const without = web.filter((launch) => checkOf(launch) === null);
  const [first, ...others] = without;
  // What is for production is checked: the plain image and the plain compose file are not what runs.
  if (!first || (first.manifest.purpose === null && web.some((launch) => checkOf(launch)))) return [];
  const path = healthPath(project);
  return [
    {
      at: first.service.at,
      subject: 'health check',
      symbol: '',
      severity: first.manifest.purpose === 'production' ? 'minor' : 'info',
      variant: path === null ? 'unanswered' : 'unchecked',
      values: {
        manifest: first.manifest.path,
        service: first.service.name || first.manifest.path,
        path: path ?? '/health',
        lines: linesFor(first, path ?? '/health'),
      },
      related: others
        .slice(0, 7)
        .map(({ service, manifest }) => ({ ...service.at, note: 'too', values: { manifest: manifest.path } })),
    },
  ];
}

/** A check that never succeeds: a path that nobody answers, a program that the image does not have. */
function broken(project: Project, launch: Launch): readonly Found[] {
  const check = checkOf(launch);
  if (!check) return [];
  const tool = missingTool(launch, check);
  const base = launch.stages[0]?.base ?? '';
  const values = { manifest: check.at.path, path: check.path ?? '', tool: tool ?? '', base };
  if (tool) return [{ at: check.at, subject: `tool ${tool}`, symbol: '', severity: 'major', variant: 'tool', values }];
  if (check.path === null || !isUnserved(project, check.path)) return [];
  return [
    {
      at: check.at,
      subject: `path ${check.path}`,
      symbol: '',
      severity: 'major',
      variant: 'path',
      values: { ...values, right: healthPath(project) ?? '/health' },
    },
  ];
}

function linesFor({ manifest, start }: Launch, path: string): readonly string[] {
  const port = /(?:--port[= ]|:|-p )\$?\{?(?:PORT:-)?(\d{2,5})/.exec(start?.text ?? '')?.[1] ?? '8000';
  const probe = `python -c "import urllib.request as r; r.urlopen('http://127.0.0.1:${port}${path}', timeout=3)"`;
  switch (manifest.kind) {
    case 'render':
      return [`healthCheckPath: ${path}`];
    case 'railway':
      return ['[deploy]', `healthcheckPath = "${path}"`];
    case 'fly':
      return [
        '[[http_service.checks]]',
        '  interval = "15s"',
        '  timeout = "3s"',
        '  method = "GET"',
        `  path = "${path}"`,
      ];
    case 'kubernetes':
      return ['readinessProbe:', '  httpGet:', `    path: ${path}`, `    port: ${port}`];
    case 'compose':
      return ['healthcheck:', `  test: ${probe}`, '  interval: 30s', '  timeout: 5s', '  start_period: 20s'];
    default:
      return ['HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \\', `  CMD ${probe}`];
  }
}
