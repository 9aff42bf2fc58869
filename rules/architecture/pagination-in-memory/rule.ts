import { handlersOf, routeText } from '../../../src/rulekit/handlers.ts';
import { defineProjectRule, placeIn } from '../../../src/rulekit/index.ts';
import { type Page, pagesIn } from '../../../src/rulekit/pages.ts';

export default defineProjectRule(({ project }) =>
  handlersOf(project).flatMap((handler) => {
    const [first, ...others] = pagesIn(project, handler);
    if (!first) return [];
    const place = (page: Page) => placeIn(handler.file, page.slice);
    return [
      {
        at: place(first),
        subject: handler.site.symbol,
        symbol: handler.site.symbol,
        ...(first.loadedBy.endsWith('.all') || first.loadedBy.endsWith('to_list') ? { variant: 'query' } : {}),
        values: {
          list: first.list,
          page: first.text,
          loader: first.loadedBy,
          route: routeText(handler.routes[0]),
          start: first.start,
          length: first.length,
        },
        related: [
          { ...placeIn(handler.file, first.load), note: 'load', values: { loader: first.loadedBy } },
          ...others.slice(0, 6).map((page) => ({ ...place(page), note: 'page', values: { page: page.text } })),
        ],
      },
    ];
  }),
);
