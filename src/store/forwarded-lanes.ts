/**
 * Lanes whose database another thread owns. A transaction of theirs is several statements: it runs where the database is, so that
 * webhooks never wait in the middle of one for a thread that computes.
 */
import type { MessagePort } from 'node:worker_threads';
import type { Claim, Ending, Lanes, Standing } from '../jobs/lanes.ts';
import type { Job } from '../jobs/queue.ts';
import { answerQuestions, askThrough } from './port-questions.ts';

type Question<P> =
  | { readonly ask: 'add'; readonly job: Job<P> }
  | { readonly ask: 'claim'; readonly limit: number }
  | { readonly ask: 'beat'; readonly claims: readonly Claim<P>[] }
  | { readonly ask: 'end'; readonly claim: Claim<P>; readonly ending: Ending }
  | { readonly ask: 'idle' };

/** Carries out what comes through `port`. A claim of a thread that ends meanwhile is lost as any other: nobody hears of it. */
export function shareLanes<P>(lanes: Lanes<P>, port: MessagePort): void {
  answerQuestions<Question<P>>(port, async (question) => {
    switch (question.ask) {
      case 'add':
        return await lanes.add(question.job);
      case 'claim':
        return await lanes.claim(question.limit);
      case 'beat': {
        const standings = await lanes.beat(question.claims);
        return question.claims.map((claim) => standings.get(claim) ?? 'lost');
      }
      case 'end':
        return await lanes.end(question.claim, question.ending);
      case 'idle':
        return await lanes.idle();
      default:
        return question satisfies never;
    }
  });
}

/** The lanes at the other end of `port`, which someone shares there. */
export function forwardedLanes<P>(port: MessagePort): Lanes<P> {
  const ask = askThrough<Question<P>>(port);
  // The other side answers each question with what the method of the same name returns.
  return {
    add: async (job) => (await ask({ ask: 'add', job })) as Awaited<ReturnType<Lanes<P>['add']>>,
    claim: async (limit) => (await ask({ ask: 'claim', limit })) as readonly Claim<P>[],
    async beat(claims) {
      // In the order of the claims: a copy that crossed threads is not the claim that is known here.
      const standings = (await ask({ ask: 'beat', claims })) as readonly Standing[];
      return new Map(claims.map((claim, at) => [claim, standings[at] ?? 'lost']));
    },
    async end(claim, ending) {
      await ask({ ask: 'end', claim, ending });
    },
    async idle() {
      await ask({ ask: 'idle' });
    },
  };
}
