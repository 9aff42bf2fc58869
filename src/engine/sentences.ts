/** What the engine itself says, in both languages. Values are already escaped by whoever calls. */
import type { SuppressionError } from '../model/facts.ts';
import type { Language, Text } from '../model/finding.ts';

const MALFORMED: Readonly<Record<SuppressionError, Text>> = {
  instruction: { en: 'the instruction is unknown', fr: 'instruction inconnue' },
  'no-rule': { en: 'no rule is named', fr: "aucune règle n'est nommée" },
  'rule-id': {
    en: 'a rule id is made of small letters, digits and hyphens',
    fr: "l'identifiant d'une règle est fait de minuscules, de chiffres et de tirets",
  },
  option: {
    en: 'only `until=YYYY-MM-DD` may stand before the reason',
    fr: 'seul `until=AAAA-MM-JJ` peut précéder la raison',
  },
  date: { en: '`until` is no date (`until=YYYY-MM-DD`)', fr: "`until` n'est pas une date (`until=AAAA-MM-JJ`)" },
  'no-reason': { en: 'the reason is missing', fr: 'la raison manque' },
};

const SENTENCES = {
  crashed: {
    en: (rule: string, reason: string) =>
      `The rule \`${rule}\` failed (${reason}): what it looks for was not audited here.`,
    fr: (rule: string, reason: string) =>
      `La règle \`${rule}\` a échoué (${reason}) : ce qu'elle cherche n'a pas été audité ici.`,
  },
  crashedAtBase: {
    en: (rule: string, reason: string) =>
      `The rule \`${rule}\` failed at the base (${reason}): its findings count as existing, since new ones cannot be told apart.`,
    fr: (rule: string, reason: string) =>
      `La règle \`${rule}\` a échoué sur la base (${reason}) : ses constats comptent comme existants, faute de pouvoir distinguer les nouveaux.`,
  },
  malformed: {
    en: (rule: string, reason: string) =>
      `The rule \`${rule}\` returned a finding that makes no sense (${reason}): it was left out.`,
    fr: (rule: string, reason: string) =>
      `La règle \`${rule}\` a rendu un constat incohérent (${reason}) : il a été écarté.`,
  },
  wordless: {
    en: (rule: string, keys: string) => `The rule \`${rule}\` gives no value for ${keys}: its message is incomplete.`,
    fr: (rule: string, keys: string) =>
      `La règle \`${rule}\` ne donne pas de valeur pour ${keys} : son message est incomplet.`,
  },
  suppressionMalformed: {
    en: (error: SuppressionError) =>
      `This \`vigie: ignore\` has no effect: ${MALFORMED[error].en}. Write \`vigie: ignore[rule-id] -- reason\`.`,
    fr: (error: SuppressionError) =>
      `Ce \`vigie: ignore\` est sans effet : ${MALFORMED[error].fr}. Écrire \`vigie: ignore[id-de-regle] -- raison\`.`,
  },
  suppressionExpired: {
    en: (rule: string, until: string) =>
      `The suppression of \`${rule}\` expired on ${until}: fix the finding, or renew the date with a fresh reason.`,
    fr: (rule: string, until: string) =>
      `La dérogation à \`${rule}\` a expiré le ${until} : corriger le constat, ou renouveler la date avec une nouvelle raison.`,
  },
  suppressionUnused: {
    en: (rule: string) => `This suppression of \`${rule}\` suppresses nothing: remove it.`,
    fr: (rule: string) => `Cette dérogation à \`${rule}\` ne couvre aucun constat : la retirer.`,
  },
  suppressionUnknown: {
    en: (rule: string) => `This suppression names ${rule}, which is no rule: see \`vigie rules\`.`,
    fr: (rule: string) => `Cette dérogation nomme ${rule}, qui n'est pas une règle : voir \`vigie rules\`.`,
  },
  gateFindings: {
    en: (count: number, severity: string, examples: string) =>
      `${count} finding${count > 1 ? 's' : ''} at or above ${severity}: ${examples}.`,
    fr: (count: number, severity: string, examples: string) =>
      `${count} constat${count > 1 ? 's' : ''} de gravité ${severity} ou plus : ${examples}.`,
  },
  /** Where there is a base to compare with. */
  gateNewFindings: {
    en: (count: number, severity: string, examples: string) =>
      `${count} new finding${count > 1 ? 's' : ''} at or above ${severity}: ${examples}.`,
    fr: (count: number, severity: string, examples: string) =>
      `${count} nouveau${count > 1 ? 'x' : ''} constat${count > 1 ? 's' : ''} de gravité ${severity} ou plus : ${examples}.`,
  },
  gateScore: {
    en: (score: number, minimum: number) => `The score is ${score}, and at least ${minimum} is required.`,
    fr: (score: number, minimum: number) => `La note est de ${decimal(score)}, pour un minimum de ${decimal(minimum)}.`,
  },
  gateDrop: {
    en: (from: number, to: number, allowed: number) =>
      `The score drops from ${from} to ${to}, more than the ${allowed} allowed.`,
    fr: (from: number, to: number, allowed: number) =>
      `La note passe de ${decimal(from)} à ${decimal(to)}, au-delà de la baisse permise de ${decimal(allowed)}.`,
  },
  gateIncomplete: {
    en: (rules: string) => `The audit is incomplete: ${rules} failed.`,
    fr: (rules: string) => `L'audit est incomplet : échec de ${rules}.`,
  },
  inHistory: {
    en: (commit: string) =>
      `It came with commit ${commit} and is gone from the code, but it stays in the history of this pull request.`,
    fr: (commit: string) =>
      `Arrivé avec le commit ${commit}, il n'est plus dans le code, mais reste dans l'historique de cette pull request.`,
  },
  /** Behind the message of a finding that stands for several places. */
  elsewhere: {
    en: (count: number, standing: boolean) =>
      standing
        ? `The same was in the repository before, and stands in ${count === 1 ? 'one other place' : `${count} other places`}: this change spreads it.`
        : `The same stands in ${count === 1 ? 'one other place' : `${count} other places`}.`,
    fr: (count: number, standing: boolean) => {
      const places = count === 1 ? 'à un autre endroit' : `à ${count} autres endroits`;
      return standing
        ? `La même valeur était déjà dans le dépôt et se trouve ${places} : ce changement la propage.`
        : `La même valeur se trouve ${places}.`;
    },
  },
  more: {
    en: (count: number) => `${count} more`,
    fr: (count: number) => `${count} autre${count > 1 ? 's' : ''}`,
  },
} as const;

/** As French writes it: 6,4. */
function decimal(value: number): string {
  return String(value).replace('.', ',');
}

/** The engine's sentences in one language. */
export function sentences(language: Language) {
  return {
    crashed: SENTENCES.crashed[language],
    crashedAtBase: SENTENCES.crashedAtBase[language],
    malformed: SENTENCES.malformed[language],
    wordless: SENTENCES.wordless[language],
    suppressionMalformed: SENTENCES.suppressionMalformed[language],
    suppressionExpired: SENTENCES.suppressionExpired[language],
    suppressionUnused: SENTENCES.suppressionUnused[language],
    suppressionUnknown: SENTENCES.suppressionUnknown[language],
    gateFindings: SENTENCES.gateFindings[language],
    gateNewFindings: SENTENCES.gateNewFindings[language],
    gateScore: SENTENCES.gateScore[language],
    gateDrop: SENTENCES.gateDrop[language],
    gateIncomplete: SENTENCES.gateIncomplete[language],
    inHistory: SENTENCES.inHistory[language],
    elsewhere: SENTENCES.elsewhere[language],
    more: SENTENCES.more[language],
  };
}
