import { uselessCreations } from '../../../src/rulekit/enumerations.ts';
import { defineProjectRule } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const groups = Map.groupBy(uselessCreations(project), ({ scriptLocation, type }) => `${scriptLocation} ${type}`);
  return [...groups.values()].flatMap((some) => {
    const last = some.at(-1);
    if (!last) return [];
    const { type, at, firstAt, lacking, revision } = last;
    return [
      {
        at: { path: at.path, span: at.span },
        subject: type,
        symbol: 'upgrade',
        values: { type, values: lacking, revision },
        parts: lacking.map((value) => ({
          subject: value,
          label: value,
          at: { path: at.path, span: at.span },
          code: `    op.execute("ALTER TYPE ${type} ADD VALUE IF NOT EXISTS '${value.replaceAll("'", "''")}'")`,
        })),
        related: [{ path: firstAt.path, span: firstAt.span, note: 'made', values: { type } }],
      },
    ];
  });
});
