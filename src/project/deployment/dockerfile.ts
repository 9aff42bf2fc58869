/** Dockerfiles as manifests: the last stage is what runs. */
import type { EnvSetting, Manifest, ServiceCommand } from '../../model/deployment.ts';
import type { DockerInstruction } from '../../model/facts.ts';
import { envAssignment, envValue, type ManifestFile, placeOf, unquoted } from './env-value.ts';
import { joinPath } from './paths.ts';
import { purposeOfPath } from './purpose.ts';

interface Stage {
  readonly name: string;
  readonly from: string;
  readonly instructions: DockerInstruction[];
}

export function dockerfileManifest(file: ManifestFile): Manifest | null {
  const stages = stagesOf(file.facts.dockerfile ?? []);
  const last = stages.at(-1);
  if (last === undefined) return null;
  const lineage = lineageOf(last, stages);
  const instructions = lineage.flatMap((stage) => stage.instructions);
  const service = {
    name: last.name,
    image: lineage[0]?.from ?? null,
    build: { context: joinPath(file.path, '..'), dockerfile: file.path.slice(file.path.lastIndexOf('/') + 1) },
    commands: commandsOf(file, instructions),
    env: instructions.flatMap((instruction) => envOf(file, instruction)),
    envFiles: [],
    openEnv: false,
    at: placeOf(file, last.instructions[0] ?? { s: 0, e: 0 }),
    node: null,
  };
  return { kind: 'dockerfile', path: file.path, purpose: purposeOfPath(file.path), services: [service] };
}

function stagesOf(instructions: readonly DockerInstruction[]): readonly Stage[] {
  const stages: Stage[] = [];
  for (const instruction of instructions) {
    if (instruction.name === 'FROM') {
      const [from = '', , name = ''] = (instruction.args[0] ?? '').trim().split(/\s+/);
      stages.push({ name, from, instructions: [] });
    }
    stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** The stages that the last one is made of, the first one first. */
function lineageOf(last: Stage, stages: readonly Stage[]): readonly Stage[] {
  const lineage = [last];
  for (let from = last.from; lineage.length <= stages.length; ) {
    const parent = stages.find((stage) => stage.name !== '' && stage.name === from);
    if (parent === undefined || lineage.includes(parent)) break;
    lineage.unshift(parent);
    from = parent.from;
  }
  return lineage;
}

function commandsOf(file: ManifestFile, instructions: readonly DockerInstruction[]): readonly ServiceCommand[] {
  const last = (name: string) => instructions.findLast((instruction) => instruction.name === name);
  const [entrypoint, start] = [last('ENTRYPOINT'), last('CMD')];
  const command = (role: ServiceCommand['role'], instruction: DockerInstruction | undefined) =>
    instruction ? [{ role, text: instruction.args.join(' '), at: placeOf(file, instruction) }] : [];
  return [...command('entrypoint', entrypoint), ...command('start', start)];
}

/** `ENV A=1 B="two words"`, `ENV A value`, `ARG A=1`: an argument is a reference, as whoever builds may set it. */
function envOf(file: ManifestFile, instruction: DockerInstruction): readonly EnvSetting[] {
  const text = instruction.args.join(' ');
  const at = placeOf(file, instruction);
  if (instruction.name === 'ARG') {
    const argument = envAssignment(file, text, instruction);
    if (argument === null) return [];
    const fallback = argument.value.kind === 'constant' ? argument.value.text : null;
    return [{ ...argument, value: { kind: 'reference', variable: argument.variable, fallback } }];
  }
  if (instruction.name !== 'ENV') return [];
  const old = /^([A-Za-z_]\w*)\s+([^=]*)$/.exec(text);
  if (old?.[1] !== undefined) return [{ variable: old[1], value: envValue(unquoted((old[2] ?? '').trim())), at }];
  return (text.match(/[A-Za-z_]\w*=(?:"(?:[^"\\]|\\.)*"|'[^']*'|(?:\\.|[^\s\\])*)/g) ?? []).flatMap(
    (pair) => envAssignment(file, pair, instruction) ?? [],
  );
}
