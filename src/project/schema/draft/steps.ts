/** The two lists of steps of a migration, and what they need and leave open. */
import type { DraftStep } from '../../../model/draft.ts';
import type { NamedEnum } from './type-code.ts';

export class Steps {
  readonly upgrade: DraftStep[] = [];
  /** Steps that come once all others are committed. */
  readonly last: DraftStep[] = [];
  /** In the order in which `downgrade()` takes them. */
  readonly downgrade: DraftStep[] = [];
  readonly open: string[] = [];
  readonly enums = new Map<string, readonly string[]>();

  /** A step, and the one that undoes it. */
  add(step: DraftStep, undo: DraftStep): void {
    this.upgrade.push(step);
    this.downgrade.unshift(undo);
  }

  /** A step that needs no undoing: what it is part of is undone as a whole. */
  up(step: DraftStep): void {
    this.upgrade.push(step);
  }

  addLast(step: DraftStep, undo: DraftStep): void {
    this.last.push(step);
    this.downgrade.unshift(undo);
  }

  need(enums: readonly NamedEnum[]): void {
    for (const { name, values } of enums) if (!this.enums.has(name)) this.enums.set(name, values);
  }
}
