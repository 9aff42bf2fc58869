import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type Project, placeIn, type SourceFile } from '../../../src/rulekit/index.ts';
import { recordsOf, type UnkeptRecord, unkeptRecords } from '../../../src/rulekit/paired-counters.ts';

export default defineProjectRule(({ project }) => {
  const records = recordsOf(project);
  if (records.size === 0) return [];
  const key = `unkept-records ${[...records.keys()].join(' ')}`;
  return eachApplicationFile(project, key, (file, of: Project) =>
    unkeptRecords(file, recordsOf(of)).map((one) => foundOf(file, one)),
  );
});

function foundOf(file: SourceFile, { at, symbol, counter, record, elsewhere }: UnkeptRecord): Found {
  const values = { counter, record, function: symbol };
  return {
    at: placeIn(file, at),
    subject: counter,
    symbol,
    values,
    ...(elsewhere ? { variant: 'branch', related: [{ ...placeIn(file, elsewhere), note: 'kept', values }] } : {}),
  };
}
