import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type UnknownAttribute } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const found = eachApplicationFile(project, 'unknown-attributes', ({ path }, of) => of.unknownAttributes(path));
  const groups = Map.groupBy(found, ({ use }) => use.classKey);
  return [...groups.values()].flatMap((some): Found[] => {
    const [first] = some;
    return first ? [finding(first, some)] : [];
  });
});

/** One class, whatever it is asked for: mostly what was renamed, or planned and never added. */
function finding({ use, meant }: UnknownAttribute, all: readonly UnknownAttribute[]): Found {
  const byName = new Map(all.toReversed().map((one) => [one.use.attribute, one]));
  const isOne = byName.size === 1;
  return {
    at: { path: use.path, span: use.span },
    subject: use.className,
    symbol: '',
    ...(all.every(isKeyword) ? { variant: 'keyword' } : isOne && meant !== null ? { variant: 'near' } : {}),
    values: { text: use.text, class: use.className, meant: meant ?? '' },
    parts: [...byName.values()].toReversed().map(({ use: one }) => ({
      subject: one.attribute,
      label: one.text,
      at: { path: one.path, span: one.span },
    })),
    related: all
      .slice(1, 9)
      .map(({ use: other }) => ({ path: other.path, span: other.span, note: 'also', values: { text: other.text } })),
  };
}

/** Given to the constructor: whatever is written to an object, it has from then on. */
function isKeyword({ use }: UnknownAttribute): boolean {
  return use.on === 'instance' && use.clock?.how === 'written';
}
