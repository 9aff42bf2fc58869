import { type MissingSource, missingSources } from '../../../src/rulekit/docker-context.ts';
import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const byFile = Map.groupBy(missingSources(project), ({ image, kind }) => `${image.path} ${kind}`);
  return [...byFile.values()].flatMap(foundOf);
});

/** One for each Dockerfile and reason: a folder that was removed takes many lines with it. */
function foundOf(missing: readonly MissingSource[]): readonly Found[] {
  const [first] = missing;
  if (!first) return [];
  const { image, copy, kind } = first;
  const unique = missing.filter(({ source }, index) => missing.findIndex((one) => one.source === source) === index);
  return [
    {
      at: copy.at,
      subject: kind,
      symbol: '',
      variant: kind,
      values: { dockerfile: image.path, source: first.source },
      ...(kind === 'ignored' && { severity: 'minor' as const }),
      parts: unique.map(({ source, copy: { at } }) => ({ subject: `${image.path} ${source}`, label: source, at })),
      related: unique.slice(1, 8).map(({ source, copy: { at } }) => ({ ...at, note: 'too', values: { source } })),
    },
  ];
}
