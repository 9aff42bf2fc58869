import { writeFile } from 'node:fs/promises';
import { catalogue } from '../../rules/registry.generated.ts';
import { type AuditOutcome, audit } from '../audit/audit.ts';
import { AuditError } from '../audit/ports.ts';
import type { Configuration } from '../model/config.ts';
import { rulePages } from '../model/rule-page.ts';
import { renderJson } from '../report/render-json.ts';
import { renderMarkdown } from '../report/render-markdown.ts';
import { renderSarif } from '../report/render-sarif.ts';
import { renderText } from '../report/render-text.ts';
import { type AuditArguments, parseAuditArguments, UsageError } from './arguments.ts';
import { excerptsOf } from './excerpts.ts';
import { type OpenAudit, openAudit, openTools, readConfiguration } from './open-audit.ts';

/** `vigie audit`: prints the report; the exit code is the gate's verdict. */
export async function auditCommand(args: readonly string[]): Promise<number> {
  const started = performance.now();
  const options = parseAuditArguments(args);
  const only = chosenRules(options.rules);
  const open = await openAudit(options.directory, options.head, options.base);
  try {
    const configuration = override(await readConfiguration(options.config, open), options);
    const tools = await openTools(options.cache);
    const today = new Date().toISOString().slice(0, 10);
    const request = {
      head: open.head,
      base: open.base,
      renames: open.renames,
      ...(open.history && { history: open.history }),
      configuration,
      catalogue,
      today,
      ...(only && { only }),
    };
    const outcome = await audit(request, tools);
    const totalMs = Math.round(performance.now() - started);
    await deliver(await render(outcome, options, open, totalMs), options.output);
    if (options.stats) process.stderr.write(statistics(outcome, totalMs));
    return outcome.result.gate.conclusion === 'failure' ? 1 : 0;
  } finally {
    await open.repository.close();
  }
}

function chosenRules(ids: readonly string[] | null): ReadonlySet<string> | null {
  if (ids === null) return null;
  const known = new Set(catalogue.map((entry) => entry.meta.id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new UsageError(`there is no rule ${unknown.join(', ')}; "vigie rules" lists them`);
  return new Set(ids);
}

function override(configuration: Configuration, options: AuditArguments): Configuration {
  const { gate } = configuration;
  return {
    ...configuration,
    language: options.language ?? configuration.language,
    gate: { ...gate, failOn: options.failOn ?? gate.failOn, minScore: options.minScore ?? gate.minScore },
  };
}

async function render(
  outcome: AuditOutcome,
  options: AuditArguments,
  open: OpenAudit,
  totalMs: number,
): Promise<string> {
  const { result } = outcome;
  switch (options.format) {
    case 'json':
      return renderJson(result, { totalMs });
    case 'sarif':
      return renderSarif(
        result,
        catalogue.map((entry) => entry.meta),
      );
    case 'markdown':
      return renderMarkdown(result, {
        ruleUrl: rulePages(catalogue.map((entry) => entry.meta)),
        permalink: () => null,
      });
    case 'text': {
      const terminal = options.output === null && process.stdout.isTTY === true;
      const lineAt = await excerptsOf(result.findings, open.head, outcome.head);
      const color = terminal && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
      return renderText(result, {
        color,
        width: terminal ? process.stdout.columns : 100,
        lineAt,
        baseline: options.base !== null,
      });
    }
  }
}

async function deliver(report: string, file: string | null): Promise<void> {
  if (file !== null) {
    await writeFile(file, report).catch((cause: Error) => {
      throw new AuditError('config', `the report cannot be written to ${file}: ${cause.message}`, { cause });
    });
    return;
  }
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(report, (error) => (error ? reject(error) : resolve()));
  });
}

function statistics(outcome: AuditOutcome, totalMs: number): string {
  const { user, system } = process.cpuUsage();
  const memory = process.resourceUsage().maxRSS / 1024;
  const { files } = outcome.result.coverage;
  return `${files} files, ${outcome.extracted} read anew; ${totalMs} ms, ${Math.round((user + system) / 1000)} ms of CPU, ${Math.round(memory)} MB at the peak\n`;
}
