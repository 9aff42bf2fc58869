import { type ImportEffect, importEffects } from '../../../src/rulekit/import-effects.ts';
import { defineProjectRule, type Found, type Place, placeIn } from '../../../src/rulekit/index.ts';
import { byFileOrOnce, relatedTo } from '../../../src/rulekit/sites.ts';
import { isCollected } from '../../../src/rulekit/tests.ts';

/** Files that are told one by one; more of them are one finding. */
const MOST_FILES = 3;

interface EffectSite {
  readonly at: Place;
  readonly symbol: string;
  readonly effect: ImportEffect;
}

export default defineProjectRule(({ project }) => {
  const sites = project.eachFile('python', 'import-effects-of-tests', (file, of): EffectSite[] =>
    isCollected(of, file.path)
      ? importEffects(file).map((effect) => ({ at: placeIn(file, effect.call), symbol: writtenAs(effect), effect }))
      : [],
  );
  return byFileOrOnce(sites, MOST_FILES, (some, files): Found => {
    const [first] = some;
    if (!first) throw new Error('a group is never empty');
    return {
      at: first.at,
      subject: files === 1 ? `${first.at.path} ${first.effect.name}` : 'import effects',
      symbol: '',
      ...(files > 1 ? { variant: 'several' } : {}),
      values: { call: writtenAs(first.effect), effect: first.effect.name, path: first.at.path, files },
      related: relatedTo(some, first, 'too'),
    };
  });
});

function writtenAs({ through, name }: ImportEffect): string {
  return `${through ?? name}()`;
}
