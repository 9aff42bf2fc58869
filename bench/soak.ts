/** Many audits of many repositories, one after the other: what the service holds on to. */
import { editRepository, generateRepository } from './generate-repository.ts';
import type { Speeds } from './secrets.ts';
import { startService } from './start-service.ts';

const REPOSITORIES = 50;
const AUDITS = 2_000;
const EARLY = 200;
const FILES = 40;
const CHANGED = 4;

/** Memory of the service in MB: after all audits, and after the first 200. */
export async function measureSoak(): Promise<Speeds> {
  const { github, completedOf, resident, close } = await startService();
  const repositories = Array.from({ length: REPOSITORIES }, (_, number) => {
    const repository = github.repository(`team-${number}/shop`);
    const tree = generateRepository(FILES);
    repository.commit('main', { ...Object.fromEntries(tree), 'README.md': `# ${number}\n` });
    return { repository, tree };
  });
  let early = Number.NaN;
  for (let round = 0; round * REPOSITORIES < AUDITS; round += 1) {
    for (const { repository, tree } of repositories) {
      const head = `change-${round}`;
      repository.branch(head);
      const edited = editRepository(tree, CHANGED, round);
      repository.commit(head, Object.fromEntries([...edited].filter(([path, text]) => tree.get(path) !== text)));
      await github.openPullRequest(repository, { head });
    }
    await Promise.all(repositories.map(({ repository }) => completedOf(repository, round + 1)));
    if ((round + 1) * REPOSITORIES === EARLY) early = await resident();
    process.stderr.write(`  ${(round + 1) * REPOSITORIES} audits, ${Math.round(await resident())} MB\n`);
  }
  const late = await resident();
  await close();
  return { own: late, peer: early };
}
