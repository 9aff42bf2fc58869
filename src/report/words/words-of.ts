/** The words of one language, and numbers as that language writes them. */
import type { Language } from '../../model/finding.ts';
import { EN } from './en.ts';
import { FR } from './fr.ts';
import type { Words } from './table.ts';

const LANGUAGES: Readonly<Record<Language, Words>> = { en: EN, fr: FR };

export function wordsOf(language: Language): Words {
  return LANGUAGES[language];
}

/** `6.4`, `6,4`. */
export function formatDecimal(words: Words, value: number, digits = 1): string {
  return value.toFixed(digits).replace('.', words.decimal);
}

/** `6.4/10`. */
export function formatScore(words: Words, value: number): string {
  return `${formatDecimal(words, value)}/10`;
}

/** `+0.8`, `−0.8` with a true minus sign, `=` when nothing changed at the shown precision. */
export function formatChange(words: Words, head: number, base: number): string {
  const change = Math.round((head - base) * 10) / 10;
  if (change === 0) return '=';
  return `${change > 0 ? '+' : '−'}${formatDecimal(words, Math.abs(change))}`;
}

/** `25,000`. */
export function formatCount(words: Words, count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, words.thousands);
}
