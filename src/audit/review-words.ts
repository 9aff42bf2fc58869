/** What the review of a pull request adds to the report of its audit, in the reader's language. Plain Markdown. */
import type { Language } from '../model/finding.ts';

interface Words {
  readonly movedTitle: (head: string) => string;
  readonly movedSummary: string;
  readonly closedTitle: string;
  readonly closedSummary: string;
  readonly groupEndedTitle: string;
  readonly groupEndedSummary: string;
  readonly incompleteList: (listed: number, changed: number) => string;
  readonly incompleteHistory: string;
  readonly commentsRefused: (count: number) => string;
  readonly commentsFailed: string;
  /** What the edited configuration would make of this very pull request. */
  readonly configurationEdited: (after: Outlook, before: Outlook) => string;
  /** `list`: keys with what they were and become; `more`: how many are not listed. */
  readonly configurationWeakened: (list: string, more: number) => string;
  /** Pull requests of one merge group, and what they bring about together. */
  readonly collision: (numbers: string, what: string) => string;
  readonly sharedTitle: (numbers: string) => string;
  readonly sharedNote: (numbers: string) => string;
  readonly configurationBroken: (place: string) => string;
  /** Raw: the reason is an error's message. */
  readonly othersUnlisted: (reason: string) => string;
  readonly othersInPart: (looked: number) => string;
}

/** What becomes of a pull request under one configuration. */
interface Outlook {
  readonly score: string;
  /** New findings. */
  readonly findings: number;
  readonly conclusion: 'success' | 'failure' | 'neutral';
}

const CONCLUSIONS = {
  en: { success: 'pass', failure: 'fail', neutral: 'pass (informative only)' },
  fr: { success: 'passerait', failure: 'échouerait', neutral: 'passerait (à titre indicatif)' },
} as const;

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    movedTitle: (head) => `Superseded by ${head}`,
    movedSummary: 'The pull request has a newer commit. Look at its check.',
    closedTitle: 'Closed',
    closedSummary: 'The pull request was closed before its audit was done.',
    groupEndedTitle: 'No longer queued',
    groupEndedSummary: 'The merge queue gave this group up.',
    incompleteList: (listed, changed) =>
      `GitHub lists ${listed} of the ${changed} changed files. All were audited; in those that are not listed, findings have no comment.`,
    incompleteHistory:
      'GitHub does not list all that the commits of this pull request wrote: what an unlisted one brought and a later one took away was not looked at.',
    commentsRefused: (count) =>
      `GitHub did not accept ${count === 1 ? 'one comment' : `${count} comments`} on the diff: the findings are listed here only.`,
    commentsFailed: 'The comments could not be posted: the findings are listed here only.',
    configurationEdited: (after, before) =>
      `This pull request edits the configuration of Vigie. The edit takes effect once it is merged; under it, this pull request would ${CONCLUSIONS.en[after.conclusion]} with ${after.score} instead of ${before.score}, and ${after.findings === 1 ? '1 new finding' : `${after.findings} new findings`} instead of ${before.findings}.`,
    configurationWeakened: (list, more) =>
      `The edit asks for less than before: ${list}${more === 0 ? '' : `, and ${more} more`}.`,
    collision: (numbers, what) => `${numbers} collide: each is right alone, and together they bring ${what}.`,
    sharedTitle: (numbers) => `fails in ${numbers}`,
    sharedNote: (numbers) =>
      `The same commit fails in ${numbers}. GitHub attaches a check to the commit, so a success here would hide that. Once it is fixed or closed there, comment \`/audit\`.`,
    configurationBroken: (place) =>
      `This pull request makes the configuration of Vigie invalid (${place}): once merged, no pull request could be audited.`,
    othersUnlisted: (reason) =>
      `the other open pull requests could not be looked at, so whether one of them adds a migration after the same revision is not known (${reason})`,
    othersInPart: (looked) =>
      `Migrations of other open pull requests were looked for in the ${looked} updated last, and not in all that these change.`,
  },
  fr: {
    movedTitle: (head) => `Remplacé par ${head}`,
    movedSummary: 'La pull request a un commit plus récent : voyez son contrôle.',
    closedTitle: 'Fermée',
    closedSummary: 'La pull request a été fermée avant la fin de son audit.',
    groupEndedTitle: 'Plus dans la file',
    groupEndedSummary: 'La file de fusion a abandonné ce groupe.',
    incompleteList: (listed, changed) =>
      `GitHub énumère ${listed} des ${changed} fichiers modifiés. Tous ont été audités ; dans les autres, les constats n’ont pas de commentaire.`,
    incompleteHistory:
      'GitHub n’énumère pas tout ce que les commits de cette pull request ont écrit : ce que l’un d’eux a apporté et qu’un autre a retiré n’a pas été regardé.',
    commentsRefused: (count) =>
      `GitHub a refusé ${count === 1 ? 'un commentaire' : `${count} commentaires`} sur le diff : ces constats ne figurent qu’ici.`,
    commentsFailed: 'Les commentaires n’ont pas pu être publiés : les constats ne figurent qu’ici.',
    configurationEdited: (after, before) =>
      `Cette pull request modifie la configuration de Vigie. La modification prendra effet après la fusion ; avec elle, cette pull request ${CONCLUSIONS.fr[after.conclusion]} avec ${after.score} au lieu de ${before.score}, et ${after.findings <= 1 ? `${after.findings} nouveau constat` : `${after.findings} nouveaux constats`} au lieu de ${before.findings}.`,
    configurationWeakened: (list, more) =>
      `La modification demande moins qu’avant : ${list}${more === 0 ? '' : ` et ${more} autres`}.`,
    collision: (numbers, what) =>
      `${numbers} se heurtent : chacune est juste seule, et ensemble elles apportent ${what}.`,
    sharedTitle: (numbers) => `échoue dans ${numbers}`,
    sharedNote: (numbers) =>
      `Le même commit échoue dans ${numbers}. GitHub attache un contrôle au commit : un succès ici le cacherait. Une fois corrigé ou fermé là-bas, commentez \`/audit\`.`,
    configurationBroken: (place) =>
      `Cette pull request rend la configuration de Vigie invalide (${place}) : après la fusion, plus aucune pull request ne pourrait être auditée.`,
    othersUnlisted: (reason) =>
      `les autres pull requests ouvertes n’ont pas pu être regardées : on ne sait pas si l’une d’elles ajoute une migration après la même révision (${reason})`,
    othersInPart: (looked) =>
      `Les migrations des autres pull requests ouvertes n’ont été cherchées que dans les ${looked} modifiées en dernier, et pas dans tout ce qu’elles changent.`,
  },
};

export function reviewWords(language: Language): Words {
  return WORDS[language];
}
