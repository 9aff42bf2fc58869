import { eachApplicationFile } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type ErrorAnswer, type Found, type Project } from '../../../src/rulekit/index.ts';
import { type Route, routesByApp } from '../../../src/rulekit/routes.ts';
import { relatedTo } from '../../../src/rulekit/sites.ts';

interface Options extends Record<string, number> {
  readonly minHandlers: number;
}

export default defineProjectRule<Options>(({ project, options }) => {
  const { handlers, helpers } = project.errorHandling();
  if (handlers.length > 0 || helpers.some(({ uses }) => uses.length > 1)) return [];
  const answers = eachApplicationFile(project, 'error-answers', ({ path }, of) => of.errorAnswers(path));
  if (answers.some(isCentral)) return [];
  return [...routesByApp(project)].flatMap(([app, routes]): Found[] => {
    const own = inHandlersOf(project, routes, answers);
    const [first] = own;
    if (!first || own.length < options.minHandlers) return [];
    const values = { app, handlers: own.length };
    return [{ at: first.at, subject: app, symbol: '', values, related: relatedTo(own, first, 'handler') }];
  });
});

/** Answered in a middleware or a decorator: that is one place for all handlers. */
function isCentral({ caught, inHandler, form, symbol }: ErrorAnswer): boolean {
  const isWide = caught === 'everything' || caught === 'error';
  return (
    isWide &&
    !inHandler &&
    form !== 'frame' &&
    /(^|\.)(dispatch|__call__|wrapper|wrapped|inner|decorated\w*|\w*middleware\w*|dispatch_request|handle_\w+)$/.test(
      symbol,
    )
  );
}

/** The first answer of each handler that catches everything and answers for itself. */
function inHandlersOf(project: Project, routes: readonly Route[], answers: readonly ErrorAnswer[]): ErrorAnswer[] {
  const symbols = new Set(
    routes
      .filter(({ handler }) => project.layerOf(handler.at.path) !== 'test')
      .map(({ handler }) => `${handler.at.path} ${handler.symbol}`),
  );
  const seen = new Set<string>();
  return answers.filter(({ at, symbol, caught, form }) => {
    const key = `${at.path} ${symbol}`;
    const isOwn =
      (caught === 'everything' || caught === 'error') && form !== 'frame' && symbols.has(key) && !seen.has(key);
    if (isOwn) seen.add(key);
    return isOwn;
  });
}
