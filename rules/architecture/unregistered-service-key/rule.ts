import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { type Read, registriesOf } from '../../../src/rulekit/registries.ts';

export default defineProjectRule(({ project }) =>
  registriesOf(project).flatMap(({ name, path, at, keys, reads }) => {
    // A dictionary that is hardly filled by name is filled in a way that is not seen.
    if (keys.size < 2) return [];
    const missing = Map.groupBy(
      reads.filter(({ key }) => !keys.has(key)),
      ({ key }) => key,
    );
    return [...missing].flatMap(([key, [first, ...others]]) =>
      first === undefined
        ? []
        : [
            {
              at: first.at,
              subject: `${path} ${name} ${key}`,
              symbol: first.symbol,
              values: { registry: name, key, keys: [...keys.keys()].slice(0, 8), reader: first.symbol || name },
              related: [{ ...at, note: 'registry', values: { registry: name } }, ...others.slice(0, 6).map(again)],
            },
          ],
    );
  }),
);

function again({ at, key }: Read) {
  return { ...at, note: 'read', values: { key } };
}
