// kubectl edit: objects changed in the person's own editor, and sent as patches.
import { createMergePatch } from '../../../apimachinery/jsonMerge.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { createTwoWayMergePatch } from '../../../apimachinery/strategicDiff.ts';
import { lookupKind } from '../../../apis/schema.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { jsonYamlFormats, noSuchFormat, operationPrinter, sortedKeys } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, type Info } from '../../resources/index.ts';
import { compactJson, lastAppliedAnnotation, lastAppliedOf } from '../lastApplied.ts';
import { createInfo, fieldValidation, patchInfo, writeQuery } from '../write.ts';
import type { Format } from './buffer.ts';
import { edit } from './session.ts';

const formatOf = (call: Call): Format => (call.flags.string('output') === 'json' ? 'json' : 'yaml');

/** What is edited is YAML or JSON. */
function checkFormat({ flags }: Call): void {
  const output = flags.string('output');
  if (output !== '' && !jsonYamlFormats.names.includes(output.toLowerCase())) throw noSuchFormat(output, [jsonYamlFormats]);
}

const print = (call: Call, object: Json, operation: string): void => operationPrinter(call, operation).print(object, call.environment.stdout);

function withoutManagedFields(object: Json): Json {
  const { managedFields: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function patchTo(call: Call, info: Info, edited: Json): void {
  const before = withoutManagedFields(info.object);
  if (deepEqual(before, edited)) {
    print(call, info.object, 'skipped');
    return;
  }
  const schema = lookupKind(info.object.apiVersion, info.object.kind);
  const patch = schema ? createTwoWayMergePatch(before, edited, schema) : createMergePatch(before, edited);
  if (call.flags.bool('output-patch')) call.print(`Patch: ${compactJson(sortedKeys(patch))}`);
  const subresource = call.flags.string('subresource');
  const object = patchInfo(call, info, schema ? 'strategic' : 'merge', patch, subresource ? { subresource } : {});
  print(call, object, 'edited');
}

export const editVerb: Verb = {
  command: 'edit',
  *run(call): Program<number> {
    const { flags } = call;
    checkFormat(call);
    fieldValidation(flags.string('validate'));
    if (flags.bool('output-patch') && flags.string('output') !== '') throw new CommandError("the edit mode doesn't support output patch and output together");
    const subresource = flags.string('subresource');
    const result = yield* buildResources(call, {
      files: fileOptionsOf(call),
      args: call.args,
      allowEmptySelector: true,
      continueOnError: true,
      flatten: true,
      latest: true,
      ...(subresource ? { subresource } : {}),
    });
    const infos = result.infos();
    if (infos.length === 0) throw new CommandError('edit cancelled, no objects found');
    return yield* edit(
      call,
      infos,
      infos.map((info) => info.object),
      formatOf(call),
      (info, edited) => patchTo(call, info, edited),
    );
  },
};

/** `kubectl create --edit`: each object is edited, and then created. */
export function* editBeforeCreate(call: Call, infos: readonly Info[]): Program<number> {
  for (const info of infos) {
    yield* edit(call, [info], [info.object], formatOf(call), (_, edited) => print(call, createInfo(call, info, edited, writeQuery(call)), 'created'), true);
  }
  return 0;
}

/** `kubectl apply edit-last-applied`: what was applied last is edited in the annotation that remembers it. */
export const editLastApplied: Verb = {
  command: 'apply edit-last-applied',
  *run(call): Program<number> {
    checkFormat(call);
    fieldValidation(call.flags.string('validate'));
    const result = yield* buildResources(call, { files: fileOptionsOf(call), args: call.args, allowEmptySelector: true, continueOnError: true, flatten: true, latest: true });
    for (const info of result.infos()) {
      const last = lastAppliedOf(info.object);
      if (last === undefined) throw new CommandError(`no last-applied-configuration annotation found on resource: ${info.name}, to create the annotation, run the command with --create-annotation`);
      yield* edit(call, [info], [last], formatOf(call), (_, edited) => {
        const text = `${compactJson(sortedKeys(edited))}\n`;
        print(call, patchInfo(call, info, 'merge', { metadata: { annotations: { [lastAppliedAnnotation]: text } } }), 'edited');
      });
    }
    return 0;
  },
};
