import { missingSources } from '../../../src/rulekit/docker-context.ts';
import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) =>
  missingSources(project).map(({ image, copy, source, kind }): Found => {
    const values = { dockerfile: image.path, source };
    return {
      at: copy.at,
      subject: source,
      symbol: '',
      variant: kind,
      values,
      ...(kind === 'ignored' && { severity: 'minor' }),
    };
  }),
);
