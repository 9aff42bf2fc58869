/** Why a file was not audited, or only in part, in the reader's language. */
import type { FactProblem } from '../model/facts.ts';
import type { Language } from '../model/finding.ts';
import type { SkipReason } from './load-facts.ts';

type Words = Readonly<Record<SkipReason | FactProblem['kind'], string>>;

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    submodule: 'a submodule: audited in its own repository',
    symlink: 'a symbolic link: not followed',
    unreadable: 'could not be read',
    binary: 'binary content',
    'too-large': 'too large to be read',
    syntax: 'does not parse here: what could be read around it was audited',
    encoding: 'unknown encoding: read as latin-1',
    'too-deep': 'nested too deeply: the inner part was not read',
  },
  fr: {
    submodule: 'un sous-module : audité dans son propre dépôt',
    symlink: 'un lien symbolique : il n’est pas suivi',
    unreadable: 'lecture impossible',
    binary: 'contenu binaire',
    'too-large': 'trop volumineux pour être lu',
    syntax: 'syntaxe invalide ici : le reste du fichier a été audité',
    encoding: 'encodage inconnu : lu comme du latin-1',
    'too-deep': 'imbrication trop profonde : la partie intérieure n’a pas été lue',
  },
};

export function coverageWords(language: Language): Words {
  return WORDS[language];
}
