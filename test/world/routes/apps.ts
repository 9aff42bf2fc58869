/** The App itself: who it is, where it is installed, tokens, deliveries. */
import { type JsonObject, sample } from '../github-schema.ts';
import { renderApp, renderRepository, renderUser } from '../render.ts';
import { type Call, created, found, type Handlers, type Installation, ok, page, Refusal } from './call.ts';

export const apps: Handlers = {
  'apps/get-authenticated': ({ world }) => ({
    ...ok(renderApp(world)),
    headers: { date: new Date(world.now()).toUTCString() },
  }),
  'apps/list-installations': (call) =>
    page(
      call,
      call.world.installations.map((each) => renderInstallation(call, each)),
      '/app/installations',
    ),
  'apps/get-installation': (call) => ok(renderInstallation(call, installationOf(call))),
  'apps/get-repo-installation': (call) => {
    const name = `${call.params.owner}/${call.params.repo}`;
    return ok(renderInstallation(call, found(call.world.installations.find((each) => each.repositories.has(name)))));
  },
  'apps/create-installation-access-token': (call) => {
    const installation = installationOf(call);
    const { token, expiresAt } = call.world.issueToken(installation);
    const wanted = call.body.permissions;
    const permissions = wanted === undefined ? call.world.app.permissions : (wanted as JsonObject); // checked against the schema
    return created({ token, expires_at: expiresAt, permissions, repository_selection: 'all' });
  },
  'apps/list-repos-accessible-to-installation': (call) => {
    const names = [...(call.installation?.repositories ?? [])];
    const rendered = names
      .flatMap((name) => call.world.repositoryNamed(name) ?? [])
      .map((each) => renderRepository(call.world, each));
    return page(call, rendered, '/installation/repositories', (repositories) => ({
      total_count: rendered.length,
      repositories,
    }));
  },
  'apps/get-webhook-config-for-app': ({ world }) => ok(world.hook),
  'apps/list-webhook-deliveries': (call) => page(call, call.world.deliveries(), '/app/hook/deliveries'),
  'apps/redeliver-webhook-delivery': (call) => {
    call.world.redeliver(Number(call.params.delivery_id));
    return { status: 202, body: {} };
  },
  'rate-limit/get': ({ world }) => {
    const rate = { limit: 5000, remaining: 4999, used: 1, reset: Math.floor(world.now() / 1000) + 3600 };
    return ok({ resources: { core: rate, search: rate }, rate });
  },
};

function installationOf(call: Call): Installation {
  const found = call.world.installations.find((each) => each.id === Number(call.params.installation_id));
  if (!found) throw new Refusal(404, 'Not Found');
  return found;
}

function renderInstallation({ world }: Call, installation: Installation): JsonObject {
  return sample('installation', {
    id: installation.id,
    account: renderUser(world, installation.account),
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: installation.account.id,
    target_type: 'Organization',
    permissions: world.app.permissions,
    events: ['pull_request'],
    repository_selection: 'all',
  });
}
