/** Continuous integration as a whole: the systems that are configured, and what their pipelines do. */
import type { Ci, Pipeline } from '../../model/ci.ts';
import { type Db, query } from '../db.ts';
import { kindOf } from '../files.ts';
import { type Workflow, workflowOf } from './github.ts';
import { gitlabPipeline } from './gitlab.ts';
import { ciSystemOf, isGithubWorkflow, isGitlabPipeline } from './systems.ts';

export const ciQuery = query<Ci>('ci', (db) => {
  const systems = db.paths().flatMap((path) => ciSystemOf(path) ?? []);
  const yaml = systems.filter(({ path }) => db.get(kindOf, path) === 'yaml').map(({ path }) => path);
  const workflows = yaml.filter(isGithubWorkflow).flatMap((path) => db.get(workflowOf, path) ?? []);
  const pipelines = [...withCallers(workflows), ...gitlabPipelines(db, yaml)];
  const read = new Set(pipelines.map(({ path }) => path));
  return { systems: systems.map((system) => ({ ...system, isRead: read.has(system.path) })), pipelines };
});

function gitlabPipelines(db: Db, paths: readonly string[]): readonly Pipeline[] {
  return paths.filter(isGitlabPipeline).flatMap((path) => db.get(gitlabPipeline, path) ?? []);
}

/** A workflow that others call runs when they do. */
function withCallers(workflows: readonly Workflow[]): readonly Pipeline[] {
  const events = new Map(workflows.map(({ path, events: own }) => [path, new Set(own)]));
  // Calls may nest four deep; one round more changes nothing.
  for (let round = 0; round < 4; round++) {
    for (const { path, calls } of workflows) {
      for (const called of calls) for (const event of events.get(path) ?? []) events.get(called)?.add(event);
    }
  }
  return workflows.map(({ calls: _, ...pipeline }) => ({
    ...pipeline,
    events: [...(events.get(pipeline.path) ?? [])],
  }));
}
