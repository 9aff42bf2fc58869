import { eachHandler, type Handler, routeText } from '../../../src/rulekit/handlers.ts';
import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';
import { mayBeChecked, uploadsOf } from '../../../src/rulekit/uploads.ts';

interface Unchecked {
  readonly handler: Handler;
  readonly upload: string;
}

export default defineProjectRule(({ project }) => {
  const unchecked = eachHandler(project, 'unchecked-uploads', (handler, of): Unchecked[] => {
    const uploads = uploadsOf(handler);
    const [upload] = uploads;
    return upload === undefined || mayBeChecked(of, handler, uploads) ? [] : [{ handler, upload }];
  });
  return [...Map.groupBy(unchecked, ({ handler }) => handler.file.path)].map(([path, all]) => foundOf(path, all));
});

function foundOf(path: string, all: readonly Unchecked[]): Found {
  const isKnown = ({ handler }: Unchecked): boolean =>
    handler.routes.every(({ authenticated }) => authenticated === true);
  const first = all.find((one) => !isKnown(one)) ?? all[0];
  if (!first) throw new Error('a file has at least one such handler');
  const [route] = first.handler.routes;
  return {
    at: route.handler.at,
    subject: path,
    symbol: '',
    ...(isKnown(first) ? { severity: 'info' as const } : {}),
    ...(route.framework === 'flask' ? { variant: 'flask' } : {}),
    values: { handler: first.handler.site.def.name, upload: first.upload },
    parts: all.map(({ handler }) => ({
      subject: handler.site.symbol,
      label: routeText(handler.routes[0]),
      at: handler.routes[0].handler.at,
    })),
  };
}
