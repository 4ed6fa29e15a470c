// kubectl diff: what apply would change, as a unified diff of the objects before and after. Exit status 1 when there is a difference.
import { createTwoFilesPatch } from 'diff';
import type { Json } from '../../../apimachinery/object.ts';
import { toYaml } from '../../../apimachinery/yaml.ts';
import { type Call, type Program, usageError, type Verb } from '../../call.ts';
import { sortedKeys } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, type Info, requireFiles } from '../../resources/index.ts';
import { mergedOnServer } from '../apply/merged.ts';
import { pathOfInfo } from '../write.ts';

interface Pair {
  name: string;
  before: Json | undefined;
  after: Json;
}

const fileName = ({ mapping, namespace, name }: Info): string => [mapping.group, mapping.version, mapping.kind, namespace, name].filter(Boolean).join('.');

/** Values of secrets are masked: equal ones alike, others so that they differ. */
function masked(pair: Pair): Pair {
  const hide = (object: Json, other: Json, mark: string): Json => {
    if (!object?.data) return object;
    const data = Object.fromEntries(Object.keys(object.data).map((key) => [key, other?.data?.[key] === undefined || other.data[key] === object.data[key] ? '***' : `*** (${mark})`]));
    return { ...object, data };
  };
  return { ...pair, before: hide(pair.before, pair.after, 'before'), after: hide(pair.after, pair.before, 'after') };
}

function textOf(object: Json | undefined, showManaged: boolean): string {
  if (object === undefined) return '';
  const { managedFields, ...metadata } = object.metadata;
  return toYaml(sortedKeys({ ...object, metadata: showManaged ? { ...metadata, ...(managedFields ? { managedFields } : {}) } : metadata }));
}

function patchOf(call: Call, pair: Pair): string {
  const show = call.flags.bool('show-managed-fields');
  const secret = pair.after.kind === 'Secret' && pair.after.apiVersion === 'v1' && !call.flags.bool('show-secrets');
  const { before, after } = secret ? masked(pair) : pair;
  const [live, merged] = [textOf(before, show), textOf(after, show)];
  if (live === merged) return '';
  const names = [`/tmp/LIVE/${pair.name}`, `/tmp/MERGED/${pair.name}`] as const;
  const patch = createTwoFilesPatch(names[0], names[1], live, merged, '', '', { context: 3 });
  return `diff -u -N ${names[0]} ${names[1]}\n${patch.slice(patch.indexOf('--- '))}`;
}

function pairOf(call: Call, info: Info): Pair {
  const { code, body } = call.factory.response('GET', pathOfInfo(info));
  const before = code === 404 ? undefined : body;
  return { name: fileName(info), before, after: mergedOnServer(call, info, before) };
}

export const diff: Verb = {
  command: 'diff',
  failureStatus: 2,
  *run(call): Program<number> {
    if (call.args.length > 0) throw usageError(call, `Unexpected args: [${call.args.join(' ')}]`);
    requireFiles(fileOptionsOf(call));
    const result = yield* buildResources(call, { files: fileOptionsOf(call), labelSelector: call.flags.string('selector'), flatten: true });
    const patches: string[] = [];
    yield* result.visit((info) => {
      patches.push(patchOf(call, pairOf(call, info)));
    });
    const text = patches.join('');
    call.environment.stdout(text);
    return text === '' ? 0 : 1;
  },
};
