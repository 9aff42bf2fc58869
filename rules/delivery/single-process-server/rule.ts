import { webLaunches } from '../../../src/rulekit/health-checks.ts';
import { defineProjectRule, type Found, textOf, valueAt } from '../../../src/rulekit/index.ts';
import type { Launch } from '../../../src/rulekit/launches.ts';
import { singleProcess } from '../../../src/rulekit/processes.ts';

export default defineProjectRule(({ project }) => {
  const found = webLaunches(project).flatMap((launch): Found[] => {
    const single = isScaledByMachines(launch) ? null : singleProcess(project, launch);
    if (!single) return [];
    const { server, instead, kind } = single;
    const { service, start, manifest } = launch;
    return [
      {
        at: start?.at.path === manifest.path ? start.at : service.at,
        subject: 'processes',
        symbol: '',
        variant: kind,
        ...(kind === 'development' && { severity: 'minor' }),
        values: { manifest: manifest.path, server, instead },
      },
    ];
  });
  const [first, ...others] = found;
  return first ? [{ ...first, related: others.slice(0, 7).map(({ at }) => ({ ...at, note: 'too' })) }] : [];
});

/** One process in each of several machines or containers is as good; of a plain image or compose file nobody knows how many there are. */
function isScaledByMachines({ manifest, service: { node } }: Launch): boolean {
  if (/^(kubernetes|helm|fly|app-engine|dockerfile)$/.test(manifest.kind)) return true;
  if (manifest.purpose !== 'production') return true;
  const count =
    textOf(valueAt(node, 'numInstances')) ??
    textOf(valueAt(node, 'deploy', 'replicas')) ??
    textOf(valueAt(node, 'scale'));
  return (count !== null && count !== '1') || valueAt(node, 'scaling') !== null;
}
