// kubectl apply view-last-applied and set-last-applied.
import type { Json } from '../../../apimachinery/object.ts';
import { toYaml } from '../../../apimachinery/yaml.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { dryRunOf, operationPrinter, sortedKeys } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, type Info } from '../../resources/index.ts';
import { configurationText, lastAppliedAnnotation, lastAppliedOf } from '../lastApplied.ts';
import { patchInfo, pathOfInfo } from '../write.ts';

const formats = ['yaml', 'json'];

export const viewLastApplied: Verb = {
  command: 'apply view-last-applied',
  *run(call): Program<number> {
    const { flags } = call;
    const output = flags.string('output');
    if (!formats.includes(output))
      throw new CommandError(`Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json\nSee 'kubectl apply view-last-applied -h' for help and examples`);
    const result = yield* buildResources(call, {
      files: fileOptionsOf(call),
      args: call.args,
      selectAll: flags.bool('all'),
      labelSelector: flags.string('selector'),
      latest: true,
      flatten: true,
      continueOnError: true,
    });
    const found: unknown[] = [];
    yield* result.visit((info) => {
      const last = lastAppliedOf(info.object);
      if (last !== undefined) found.push(last);
    });
    for (const last of found) call.environment.stdout(output === 'json' ? `${JSON.stringify(sortedKeys(last), null, 2)}\n` : toYaml(last));
    return 0;
  },
};

interface Change {
  info: Info;
  current: Json;
  patch: Json;
}

/** What there is to remember; nothing when that is what is remembered. */
function changeOf(call: Call, info: Info): Change | undefined {
  const current = call.factory.request('GET', pathOfInfo(info));
  const before = current.metadata.annotations?.[lastAppliedAnnotation];
  if (before === undefined && !call.flags.bool('create-annotation')) {
    throw new CommandError(`no last-applied-configuration annotation found on resource: ${info.name}, to create the annotation, run the command with --create-annotation`);
  }
  const text = configurationText(info.object);
  if (before === text) {
    call.print(`set-last-applied ${info.name}: no changes required.`);
    return undefined;
  }
  return { info, current, patch: { metadata: { annotations: { [lastAppliedAnnotation]: text } } } };
}

export const setLastApplied: Verb = {
  command: 'apply set-last-applied',
  *run(call): Program<number> {
    const printer = operationPrinter(call, 'configured');
    const result = yield* buildResources(call, { files: fileOptionsOf(call), flatten: true });
    const changes: Change[] = [];
    // Everything is looked at before anything is changed.
    yield* result.visit((info) => {
      const change = changeOf(call, info);
      if (change) changes.push(change);
    });
    for (const { info, current, patch } of changes) printer.print(dryRunOf(call) === 'client' ? current : patchInfo(call, info, 'merge', patch), call.environment.stdout);
    return 0;
  },
};
