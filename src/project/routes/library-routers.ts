/** Routers that libraries bring along with their routes: what including one of them adds. */

/** Methods and path, as the library's documentation lists them. */
export type LibraryRoute = readonly [methods: readonly string[], path: string];

const LIBRARIES: readonly [RegExp, readonly LibraryRoute[]][] = [
  [
    /^fastapi_users\b.*\.get_auth_router$/,
    [
      [['POST'], '/login'],
      [['POST'], '/logout'],
    ],
  ],
  [/^fastapi_users\b.*\.get_register_router$/, [[['POST'], '/register']]],
  [
    /^fastapi_users\b.*\.get_reset_password_router$/,
    [
      [['POST'], '/forgot-password'],
      [['POST'], '/reset-password'],
    ],
  ],
  [
    /^fastapi_users\b.*\.get_verify_router$/,
    [
      [['POST'], '/request-verify-token'],
      [['POST'], '/verify'],
    ],
  ],
  [
    /^fastapi_users\b.*\.get_users_router$/,
    [
      [['GET'], '/me'],
      [['PATCH'], '/me'],
      [['GET'], '/{id}'],
      [['PATCH'], '/{id}'],
      [['DELETE'], '/{id}'],
    ],
  ],
  [
    /^fastapi_users\b.*\.get_oauth(_associate)?_router$/,
    [
      [['GET'], '/authorize'],
      [['GET'], '/callback'],
    ],
  ],
  [
    /^strawberry\.fastapi(\.\w+)?\.GraphQLRouter$/,
    [
      [['GET'], ''],
      [['POST'], ''],
      [['WEBSOCKET'], ''],
    ],
  ],
];

/** The routes of a library's router, or `null` when they are not known. */
export function libraryRoutes(dotted: string): readonly LibraryRoute[] | null {
  return LIBRARIES.find(([pattern]) => pattern.test(dotted))?.[1] ?? null;
}
