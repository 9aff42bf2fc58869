import { routeText } from '../../../src/rulekit/handlers.ts';
import { defineProjectRule, placeIn } from '../../../src/rulekit/index.ts';
import { type Page, pagingFunctions } from '../../../src/rulekit/pages.ts';

export default defineProjectRule(({ project }) =>
  pagingFunctions(project).flatMap(({ of: { file, site }, pages: [first, ...others], route }) => {
    if (!first) return [];
    const place = (page: Page) => placeIn(file, page.slice);
    return [
      {
        at: place(first),
        subject: site.symbol,
        symbol: site.symbol,
        ...(/\.(all|to_list|fetchall)$/.test(first.loadedBy) ? { variant: 'query' } : {}),
        values: {
          page: first.text,
          loader: first.loadedBy,
          route: routeText(route),
          start: first.start,
          length: first.length,
        },
        related: [
          { ...placeIn(file, first.load), note: 'load', values: { loader: first.loadedBy } },
          ...others.slice(0, 6).map((page) => ({ ...place(page), note: 'page', values: { page: page.text } })),
        ],
      },
    ];
  }),
);
