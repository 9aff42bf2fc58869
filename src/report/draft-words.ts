/** What is said around a drafted migration, in the reader's language. */
import type { DraftRefusal } from '../model/draft.ts';
import type { Language } from '../model/finding.ts';

export interface DraftWords {
  readonly written: (files: number) => string;
  readonly fold: (path: string) => string;
  readonly merge: string;
  readonly open: string;
  readonly refusedTitle: string;
  readonly refused: Readonly<Record<DraftRefusal['kind'], (detail: string) => string>>;
  readonly nothing: string;
  readonly tooLong: string;
  readonly apply: string;
  readonly failed: string;
  readonly misconfigured: (place: string) => string;
}

const WORDS: Readonly<Record<Language, DraftWords>> = {
  en: {
    written: (files) =>
      files === 1 ? 'The missing migration, ready to copy:' : 'The missing migrations, ready to copy:',
    fold: (path) => `The missing migration: ${path}`,
    merge: 'The chain has several heads: this revision joins them first, and the next one follows it.',
    open: 'To complete before it is applied:',
    refusedTitle: 'Nothing is written for:',
    refused: {
      unread: (detail) => `the model could not be read as a whole: ${detail}`,
      'broken-chain': (detail) => `the chain of revisions is broken (${detail}): mend it first`,
      branches: (detail) =>
        `the chain has branches that are kept apart (${detail}): which of them the change belongs to is not written anywhere`,
      'several-databases': () => 'one migration serves several databases (`upgrade(engine_name)`)',
      doubtful: () =>
        'it may have been in the database before the first migration; compared with a base, what is new is written',
      dropped: (detail) =>
        detail === ''
          ? 'a migration drops the table while a class maps it: correct that migration'
          : `a migration drops ${detail} while a class maps it: correct that migration`,
      unmapped: (detail) => `no class maps ${detail}: whether the data may go is your decision`,
      'primary-key': (detail) => `${detail} would change the primary key of a table that holds rows`,
      'foreign-key': () => 'the column is an end of a foreign key: both ends have to change together',
      'no-conversion': (detail) => detail,
    },
    nothing: 'No migration is missing: what the models say, the migrations give.',
    tooLong: 'The file is too long for a comment: `vigie migration draft --write` puts it into a working tree.',
    apply:
      'Copy it into the file, read it as you would read what `alembic revision --autogenerate` writes, and commit it.',
    failed: 'The missing migration could not be drafted: this is a defect of Vigie.',
    misconfigured: (place) =>
      `The configuration of Vigie is invalid (${place}): nothing can be drafted before it is corrected.`,
  },
  fr: {
    written: (files) =>
      files === 1
        ? 'La migration manquante, prête à copier\u00a0:'
        : 'Les migrations manquantes, prêtes à copier\u00a0:',
    fold: (path) => `La migration manquante\u00a0: ${path}`,
    merge: 'La chaîne a plusieurs têtes\u00a0: cette révision les réunit d’abord, et la suivante lui succède.',
    open: 'À compléter avant de l’appliquer\u00a0:',
    refusedTitle: 'Rien n’est écrit pour\u00a0:',
    refused: {
      unread: (detail) => `le modèle n’a pas pu être lu en entier\u00a0: ${detail}`,
      'broken-chain': (detail) => `la chaîne des révisions est rompue (${detail})\u00a0: réparez-la d’abord`,
      branches: (detail) =>
        `la chaîne a des branches tenues séparées (${detail})\u00a0: rien ne dit à laquelle appartient le changement`,
      'several-databases': () => 'une même migration sert plusieurs bases (`upgrade(engine_name)`)',
      doubtful: () =>
        'la base l’avait peut-être avant la première migration\u00a0; par rapport à une base de comparaison, ce qui est nouveau est écrit',
      dropped: (detail) =>
        detail === ''
          ? 'une migration supprime la table alors qu’une classe l’utilise\u00a0: corrigez cette migration'
          : `une migration supprime ${detail} alors qu’une classe l’utilise\u00a0: corrigez cette migration`,
      unmapped: (detail) =>
        `aucune classe n’utilise ${detail}\u00a0: à vous de décider si ces données peuvent disparaître`,
      'primary-key': (detail) => `${detail} changerait la clé primaire d’une table qui contient des lignes`,
      'foreign-key': () =>
        'la colonne est à un bout d’une clé étrangère\u00a0: les deux bouts doivent changer ensemble',
      'no-conversion': (detail) => detail,
    },
    nothing: 'Il ne manque aucune migration\u00a0: les migrations donnent ce que disent les modèles.',
    tooLong:
      'Le fichier est trop long pour un commentaire\u00a0: `vigie migration draft --write` l’écrit dans une copie de travail.',
    apply:
      'Copiez-la dans le fichier, relisez-la comme vous reliriez ce qu’écrit `alembic revision --autogenerate`, et commitez-la.',
    failed: 'La migration manquante n’a pas pu être rédigée\u00a0: c’est un défaut de Vigie.',
    misconfigured: (place) =>
      `La configuration de Vigie est invalide (${place})\u00a0: rien ne peut être rédigé avant sa correction.`,
  },
};

export function draftWords(language: Language): DraftWords {
  return WORDS[language];
}
