/** The pull requests that a merge queue is about to merge together: what each was allowed, and which of them collide. */
import { reasonIn } from '../engine/apply-decisions.ts';
import { standingDecisions } from '../model/decision.ts';
import type { Finding } from '../model/finding.ts';
import type { DecisionStore, Member } from './ports.ts';

/** What people decided about one pull request holds for the files that it brings, not for those of its neighbours. */
export async function reasonOfMembers(
  members: readonly Member[],
  decisions: DecisionStore,
): Promise<(finding: Finding) => string | null> {
  const standing = await Promise.all(
    members.map(async (member) => {
      const { ignored, override } = standingDecisions(await decisions.list(member), member.headSha);
      return { member, reasonOf: reasonIn(ignored), override };
    }),
  );
  return (finding) => {
    for (const { member, reasonOf, override } of standing) {
      if (!member.files.has(finding.path)) continue;
      const reason = override?.reason ?? reasonOf(finding);
      if (reason !== null) return reason;
    }
    return null;
  };
}

export interface Collision {
  readonly finding: Finding;
  readonly pullRequests: readonly number[];
}

/** Findings that it takes several of the pull requests to make: each of them brings one of the places. */
export function collisionsOf(findings: readonly Finding[], members: readonly Member[]): readonly Collision[] {
  return findings.flatMap((finding) => {
    const places = [finding.path, ...finding.related.map(({ path }) => path)];
    const bringing = members.filter(({ files }) => places.some((path) => files.has(path)));
    const owners = (path: string) => bringing.filter(({ files }) => files.has(path));
    // Two that change one and the same file bring the finding together only if another place has another owner.
    const apart = places.some((path) => owners(path).length > 0 && owners(path).length < bringing.length);
    return bringing.length > 1 && apart ? [{ finding, pullRequests: bringing.map(({ number }) => number) }] : [];
  });
}
