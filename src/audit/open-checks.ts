/**
 * Check-runs that a run which was cut short left under way. INVARIANT: whoever looks at the pull request next ends them, also
 * where its head has moved or it was closed meanwhile.
 */
import type { Language } from '../model/finding.ts';
import type { CheckContent, OpenChecks, Publisher, PullRequestState } from './ports.ts';
import { reviewWords } from './review-words.ts';

/** The same publisher, with what it begins kept until it is concluded. */
export function rememberingOpen(publisher: Publisher, open: OpenChecks, state: PullRequestState): Publisher {
  return {
    ...publisher,
    async begin(head, content) {
      await open.add(state, head);
      return await publisher.begin(head, content);
    },
    async conclude(head, conclusion, content) {
      await publisher.conclude(head, conclusion, content);
      await open.remove(state, head);
    },
  };
}

/** Ends what stands open on other heads, and on all once the pull request is closed. Throws `AuditError`. */
export async function endLeftBehind(publisher: Publisher, open: OpenChecks, state: PullRequestState): Promise<void> {
  for (const head of await open.list(state)) {
    if (state.open && head === state.headSha) continue;
    const content = head === state.headSha ? closedContent('en') : movedContent(state.headSha, 'en');
    await publisher.cancel(head, content);
    await open.remove(state, head);
  }
}

/** What the check-run of an older head says. */
export function movedContent(to: string, language: Language): CheckContent {
  const { movedTitle, movedSummary } = reviewWords(language);
  return contentOf(movedTitle(to.slice(0, 12)), movedSummary);
}

function closedContent(language: Language): CheckContent {
  const { closedTitle, closedSummary } = reviewWords(language);
  return contentOf(closedTitle, closedSummary);
}

function contentOf(title: string, summary: string): CheckContent {
  return { title, summary, text: '', annotations: [], actions: [] };
}
