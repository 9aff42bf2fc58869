/** Whether the merge of a repository waits for our check, and for ours alone. */
import { CHECK_NAME } from '../../github/check-run.ts';
import type { AppIdentity, Client, RepositoryRef } from '../../github/client.ts';
import { bad, doubtful, type Examined, good } from './examined.ts';

interface Required {
  readonly name: string;
  /** The App whose check counts; `null`: anybody's. */
  readonly app: number | null;
}

/** Throws `AuditError`. */
export async function examineRepository(
  client: Client,
  repository: RepositoryRef,
  app: AppIdentity,
): Promise<readonly Examined[]> {
  const subject = `${repository.owner}/${repository.repo}`;
  const { data } = await client.rest.repos.get({ ...repository });
  if (data.archived) return [doubtful(subject, 'archived: nothing can be written there', 'Nothing to do.')];
  const branch = data.default_branch;
  const required = await requiredChecks(client, repository, branch);
  const ours = required.filter(({ name }) => name === CHECK_NAME);
  if (ours.length === 0) {
    const near = required.find(({ name }) => name.toLowerCase().includes(CHECK_NAME));
    const told =
      near === undefined
        ? `does not require the check "${CHECK_NAME}"`
        : `requires "${near.name}", which nobody reports`;
    return [
      doubtful(
        subject,
        `${branch} ${told}`,
        `Require the check "${CHECK_NAME}" of ${app.login} in a ruleset of the branch.`,
      ),
    ];
  }
  if (ours.some((check) => check.app === app.id))
    return [good(subject, `${branch} requires "${CHECK_NAME}" of this App`)];
  const anybody = ours.some((check) => check.app === null);
  return [
    anybody
      ? doubtful(
          subject,
          `${branch} accepts "${CHECK_NAME}" from anybody`,
          `Choose ${app.login} as the source of the check.`,
        )
      : bad(
          subject,
          `${branch} requires "${CHECK_NAME}" of another App`,
          `Choose ${app.login} as the source of the check.`,
        ),
  ];
}

/** From rulesets and from the older protection of branches. */
async function requiredChecks(client: Client, repository: RepositoryRef, branch: string): Promise<readonly Required[]> {
  const { data: rules } = await client.rest.repos.getBranchRules({ ...repository, branch, per_page: 100 });
  const { data: protectedBranch } = await client.rest.repos.getBranch({ ...repository, branch });
  const fromRules = rules.flatMap((rule): readonly Required[] =>
    rule.type === 'required_status_checks'
      ? (rule.parameters?.required_status_checks ?? []).map(({ context, integration_id }) => ({
          name: context,
          app: integration_id ?? null,
        }))
      : [],
  );
  const checks = protectedBranch.protection?.required_status_checks?.checks ?? [];
  const fromProtection = checks.map(({ context, app_id }) => ({ name: context, app: app_id ?? null }));
  return [...fromRules, ...fromProtection];
}
