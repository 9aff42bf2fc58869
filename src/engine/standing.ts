/** What a pull request itself has made is not harmed by it: parts that speak of it are left out. */
import type { Project } from '../model/project.ts';
import type { Detected } from './run-rule.ts';

/** Head's detections without the parts whose ground (`upon`) the base does not have. `renames`: path at head → path at base. */
export function withStanding(
  detected: readonly Detected[],
  base: Project,
  renames: ReadonlyMap<string, string>,
): readonly Detected[] {
  const stands = (upon: string | undefined): boolean =>
    upon === undefined || base.file(renames.get(upon) ?? upon) !== undefined;
  return detected.flatMap((one): Detected[] => {
    const { parts, onlyNew } = one.found;
    if (!parts || onlyNew === undefined || parts.every(({ upon }) => stands(upon))) return [one];
    const left = parts.filter(({ upon }) => stands(upon));
    const [first] = left;
    return first ? [{ ...one, found: { ...one.found, at: first.at, parts: left } }] : [];
  });
}
