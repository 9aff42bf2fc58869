import { catalogue } from '../../rules/registry.generated.ts';
import { AXES } from '../model/finding.ts';
import { wordsOf } from '../report/words/words-of.ts';
import { parseWord, UsageError } from './arguments.ts';

/** `vigie rules [ID]`: the catalogue by axis, or one rule's page. */
export async function rulesCommand(args: readonly string[]): Promise<number> {
  const { word: id, language } = parseWord(args);
  if (id === null) {
    for (const axis of AXES) {
      const rules = catalogue.filter(({ meta }) => meta.axis === axis);
      if (rules.length > 0) process.stdout.write(`${axis}\n`);
      for (const { meta } of rules) {
        process.stdout.write(
          `  ${meta.id.padEnd(34)} ${meta.severity.padEnd(9)} ${meta.stage.padEnd(8)} ${meta.title[language]}\n`,
        );
      }
    }
    return 0;
  }
  const entry = catalogue.find(({ meta }) => meta.id === id);
  if (!entry) throw new UsageError(`there is no rule "${id}"; "vigie rules" lists them`);
  const { meta } = entry;
  const words = wordsOf(language);
  const facts = words.ruleFacts(
    words.axes[meta.axis],
    meta.severity,
    words.confidences[meta.confidence],
    words.stages[meta.stage],
  );
  process.stdout.write(`${meta.id}${words.colon}${meta.title[language]}\n${facts}\n\n`);
  process.stdout.write(`${meta.help[language].trim()}\n`);
  return 0;
}
