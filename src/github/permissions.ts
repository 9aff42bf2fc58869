/** What a person may do in a repository. */
import { ROLES, type Role } from '../audit/ports.ts';
import type { Client, RepositoryRef } from './client.ts';
import { isGone } from './errors.ts';

/**
 * The role of `login`. `permission` shows maintain as write and triage as read, so `role_name` is read first
 * (https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user); an organisation's own
 * role counts as the permission that it is based on.
 */
export async function readRole(client: Client, repository: RepositoryRef, login: string): Promise<Role> {
  try {
    const { data } = await client.rest.repos.getCollaboratorPermissionLevel({ ...repository, username: login });
    return toRole(data.role_name) ?? toRole(data.permission) ?? 'none';
  } catch (error) {
    if (isGone(error)) return 'none';
    throw error;
  }
}

function toRole(name: string | undefined): Role | undefined {
  return ROLES.find((role) => role === name);
}
