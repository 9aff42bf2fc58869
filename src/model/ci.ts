/** What continuous integration runs: pipelines with their jobs, and the commands of these, classified. */
import type { Place } from './span.ts';

export interface Ci {
  /** Files that configure a CI system, whether it could be read or is only known to be there; in path order. */
  readonly systems: readonly CiSystem[];
  /** GitHub workflows and GitLab pipelines, in path order. */
  readonly pipelines: readonly Pipeline[];
}

export interface CiSystem {
  readonly name: string;
  readonly path: string;
  /** Its jobs are among the pipelines. */
  readonly isRead: boolean;
}

export interface Pipeline {
  readonly system: 'github' | 'gitlab';
  readonly path: string;
  readonly name: string;
  /** `push`, `pull_request`, `schedule` … `tag` for pushes of tags alone. For one that others call, those of its callers are among them. */
  readonly events: readonly string[];
  readonly at: Place;
  /** Where it says when it runs. */
  readonly eventsAt: Place;
  readonly jobs: readonly CiJob[];
}

export interface CiJob {
  readonly name: string;
  readonly at: Place;
  /** Images of the containers beside it. */
  readonly services: readonly string[];
  /** In order; those of local actions and scripts stand where they are called. */
  readonly commands: readonly CiCommand[];
  /** Actions of others, without their version: `actions/setup-python`. */
  readonly actions: readonly string[];
  /** Part of what it does stands where nobody looked: a workflow of another repository, a script in another language. */
  readonly hidden: boolean;
}

/** One simple command. */
export interface CiCommand {
  /** As written, in one line. */
  readonly text: string;
  /** What runs, without what wraps it (`poetry run`, `python -m`): `pytest tests -q`. */
  readonly run: string;
  readonly kind: CommandKind | null;
  /** Program of a kind, `pytest`; otherwise the first word. */
  readonly tool: string;
  /** Why the job succeeds when the command fails, or `null`. */
  readonly tolerance: Tolerance | null;
  /** Name of its step, or empty. */
  readonly step: string;
  readonly at: Place;
}

export type CommandKind =
  | 'tests'
  | 'lint'
  | 'types'
  | 'audit'
  | 'migrations'
  | 'install'
  | 'server'
  | 'containers'
  | 'unread';

export interface Tolerance {
  readonly how: 'or' | 'exit' | 'unset' | 'pipe' | 'option' | 'step' | 'job' | 'never';
  /** As written: `|| true`. */
  readonly text: string;
  readonly at: Place;
}
