import { BACKPORTS } from '../../../src/rulekit/backports.ts';
import { applicationProjects } from '../../../src/rulekit/dependencies.ts';
import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';

/** No older Python gets fixes; what is older says so. */
const OLDEST = 8;

export default defineProjectRule(({ project }) =>
  applicationProjects(project).flatMap(({ manifests, pythons }) => {
    const admitted = pythons.filter(({ kind }) => kind === 'requires').flatMap(({ minors }) => minors);
    const oldest = admitted.length > 0 ? Math.min(...admitted) : OLDEST;
    return manifests
      .filter(({ format }) => format !== 'conda' && format !== 'image')
      .flatMap(({ path, declared }) =>
        declared.flatMap(({ name, marker, source, at }): Found[] => {
          const backport = BACKPORTS.get(name);
          if (!backport || backport.since > oldest || source === 'fixed' || /python/.test(marker ?? '')) return [];
          const { module, since } = backport;
          return [{ at, subject: name, symbol: '', values: { name, module, since: `3.${since}`, manifest: path } }];
        }),
      );
  }),
);
