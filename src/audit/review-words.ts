/** What the review of a pull request adds to the report of its audit, in the reader's language. Plain Markdown. */
import type { Language } from '../model/finding.ts';

interface Words {
  readonly movedTitle: (head: string) => string;
  readonly movedSummary: string;
  readonly incompleteList: (listed: number, changed: number) => string;
  readonly commentsRefused: (count: number) => string;
  readonly commentsFailed: string;
  readonly configurationEdited: string;
  readonly configurationBroken: (place: string) => string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    movedTitle: (head) => `Superseded by ${head}`,
    movedSummary: 'The pull request has a newer commit. Look at its check.',
    incompleteList: (listed, changed) =>
      `GitHub lists ${listed} of the ${changed} changed files. All were audited; in those that are not listed, findings have no comment.`,
    commentsRefused: (count) =>
      `GitHub did not accept ${count === 1 ? 'one comment' : `${count} comments`} on the diff: the findings are listed here only.`,
    commentsFailed: 'The comments could not be posted: the findings are listed here only.',
    configurationEdited: 'This pull request edits the configuration of Vigie. The edit takes effect once it is merged.',
    configurationBroken: (place) =>
      `This pull request makes the configuration of Vigie invalid (${place}): once merged, no pull request could be audited.`,
  },
  fr: {
    movedTitle: (head) => `Remplacé par ${head}`,
    movedSummary: 'La pull request a un commit plus récent : voyez son contrôle.',
    incompleteList: (listed, changed) =>
      `GitHub énumère ${listed} des ${changed} fichiers modifiés. Tous ont été audités ; dans les autres, les constats n’ont pas de commentaire.`,
    commentsRefused: (count) =>
      `GitHub a refusé ${count === 1 ? 'un commentaire' : `${count} commentaires`} sur le diff : ces constats ne figurent qu’ici.`,
    commentsFailed: 'Les commentaires n’ont pas pu être publiés : les constats ne figurent qu’ici.',
    configurationEdited:
      'Cette pull request modifie la configuration de Vigie. La modification prendra effet après la fusion.',
    configurationBroken: (place) =>
      `Cette pull request rend la configuration de Vigie invalide (${place}) : après la fusion, plus aucune pull request ne pourrait être auditée.`,
  },
};

export function reviewWords(language: Language): Words {
  return WORDS[language];
}
