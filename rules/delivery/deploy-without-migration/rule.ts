import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { unmigratedDeployments } from '../../../src/rulekit/unmigrated.ts';

export default defineProjectRule(({ project }) => {
  const [first, ...others] = unmigratedDeployments(project);
  if (!first) return [];
  const { launch, at, chain, command } = first;
  return [
    {
      at,
      subject: 'migrations',
      symbol: '',
      severity: launch.manifest.purpose === 'production' ? 'major' : 'minor',
      values: {
        manifest: launch.manifest.path,
        folder: chain.versionLocations[0] ?? chain.scriptLocation,
        count: chain.revisions.length,
        command,
        ...first.remedy,
      },
      variant: launch.manifest.kind === 'dockerfile' ? 'image' : 'manifest',
      related: others
        .slice(0, 7)
        .map((one) => ({ ...one.at, note: 'too', values: { manifest: one.launch.manifest.path } })),
    },
  ];
});
