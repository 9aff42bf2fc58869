import { describe, expect, it } from '@jest/globals';
import { functionsReached, handlersOf, wordsOf } from '../../src/rulekit/handlers.ts';
import { projectFrom } from '../project/routes/project-from.ts';

const FILES = {
  'app/main.py':
    'from fastapi import FastAPI\nfrom app.services.orders import OrderService\napp = FastAPI()\norders = OrderService()\n\n@app.get("/a")\n@app.get("/b")\ndef both():\n    return helper()\n\ndef helper():\n    return orders.total()\n',
  'app/services/orders.py':
    'class OrderService:\n    def total(self):\n        return self._rows()\n    def _rows(self):\n        return [1]\n    def unused(self): ...\n',
  'tests/test_main.py': 'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/test")\ndef in_a_test(): ...\n',
};

describe('handlers', () => {
  it('are told once, with all their routes, tests left out', () => {
    const handlers = handlersOf(projectFrom(FILES));
    expect(handlers.map(({ site, routes }) => [site.symbol, ...routes.map(({ path }) => path).sort()])).toEqual([
      ['both', '/a', '/b'],
    ]);
  });

  it('reach helpers, services, and what those call', () => {
    const project = projectFrom(FILES);
    const [handler] = handlersOf(project);
    if (!handler) throw new Error('the example has a handler');
    expect(functionsReached(project, handler).map(({ site }) => site.symbol)).toEqual([
      'both',
      'helper',
      'OrderService.total',
      'OrderService._rows',
    ]);
  });

  it('are known by their words', () => {
    const project = projectFrom({
      'main.py':
        'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/a")\n@limit("x")\ndef a(b):\n    """Prose is left out."""\n    c.d(e=1, f="image/png")\n',
    });
    const [handler] = handlersOf(project);
    if (!handler) throw new Error('the example has a handler');
    expect([...wordsOf(handler.site.def)].sort()).toEqual(
      ['/a', '1', 'a', 'app', 'b', 'c', 'd', 'e', 'f', 'get', 'image/png', 'limit', 'x'].sort(),
    );
  });
});
