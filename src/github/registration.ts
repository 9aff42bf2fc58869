/** The App as `app.yml` registers it: what it has to be told and allowed. A test compares the two. */

export const EVENTS = [
  'check_run',
  'check_suite',
  'issue_comment',
  'merge_group',
  'pull_request',
  'pull_request_review_comment',
  'push',
] as const;

export const PERMISSIONS = {
  checks: 'write',
  contents: 'read',
  issues: 'read',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
} as const;

/** The permissions of `granted` that are less than needed, as `name: level`. */
export function missingPermissions(granted: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(PERMISSIONS).flatMap(([name, level]) => {
    const given = granted[name];
    const enough = given === 'write' || given === 'admin' || given === level;
    return enough ? [] : [`${name}: ${level}`];
  });
}

export function missingEvents(subscribed: readonly string[]): readonly string[] {
  return EVENTS.filter((event) => !subscribed.includes(event));
}
