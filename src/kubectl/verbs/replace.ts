// kubectl replace: puts whole objects in the place of what is there; with --force, deletes and creates them.
import type { Json } from '../../apimachinery/object.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../call.ts';
import { addSource } from '../errors.ts';
import { dryRunOf, operationPrinter } from '../printers/index.ts';
import { buildResources, fileOptionsOf, type Info, requireFiles, type Result } from '../resources/index.ts';
import { cascadeAdvice, cascadePolicy } from './delete/index.ts';
import { type Deleted, waitUntilGone } from './delete/wait.ts';
import { lastAppliedAnnotation, withConfiguration } from './lastApplied.ts';
import { checkRawFile, checkRawPath, sendRaw } from './raw.ts';
import { createInfo, fieldValidation, pathOfInfo, replaceInfo, writeQuery } from './write.ts';

function check(call: Call): void {
  const { flags, args } = call;
  const grace = flags.int('grace-period');
  if (grace >= 0 && !flags.bool('force')) throw new CommandError('--grace-period must have --force specified');
  if (flags.duration('timeout') !== 0 && !flags.bool('force')) throw new CommandError('--timeout must have --force specified');
  if (flags.bool('force') && dryRunOf(call) !== 'none') throw new CommandError('--dry-run can not be used when --force is set');
  cascadeAdvice(call);
  requireFiles(fileOptionsOf(call));
  if (flags.string('raw') !== '') checkRaw(flags);
  if (args.length > 0) throw usageError(call, `Unexpected args: [${args.join(' ')}]`);
  dryRunOf(call);
  fieldValidation(flags.string('validate'));
}

function checkRaw(flags: Call['flags']): void {
  checkRawFile(flags, true);
  if (flags.string('output') !== '') throw new CommandError('--raw and --output are mutually exclusive');
  checkRawPath(flags.string('raw'));
}

/** The object as it goes up: it remembers itself when it did before, or when --save-config asks. */
function bodyOf(call: Call, info: Info): Json {
  if (call.flags.bool('save-config') || info.object.metadata?.annotations?.[lastAppliedAnnotation] !== undefined) return withConfiguration(info.object);
  return info.object;
}

function replaceOne(call: Call, info: Info): Json {
  if (dryRunOf(call) === 'client') return info.object;
  const subresource = call.flags.string('subresource');
  try {
    return replaceInfo(call, info, bodyOf(call, info), subresource || undefined, writeQuery(call));
  } catch (error) {
    throw addSource('replacing', info.source, error);
  }
}

const build = (call: Call): Program<Result> => buildResources(call, { files: fileOptionsOf(call), continueOnError: true, flatten: true });

function* deleteFirst(call: Call, result: Result): Program<void> {
  const { flags, factory } = call;
  const asked = flags.int('grace-period');
  // No grace would leave no time to wait in: one second stands for it.
  const grace = asked === 0 ? 1 : asked;
  const body = { propagationPolicy: cascadePolicy(flags.string('cascade')), ...(grace >= 0 ? { gracePeriodSeconds: grace } : {}) };
  const deleted: Deleted[] = [];
  yield* result.visit((info) => {
    const { code, body: answer } = factory.response('DELETE', pathOfInfo(info), { body });
    if (code === 404) return;
    if (code >= 400) throw new CommandError(answer.message);
    const { group, kind } = info.mapping;
    const where = info.mapping.namespaced ? ` from ${info.namespace} namespace` : '';
    call.print(`${kind.toLowerCase()}${group ? `.${group}` : ''} ${JSON.stringify(info.name)} deleted${where}`);
    deleted.push({ info, uid: answer.kind === 'Status' ? answer.details?.uid : answer.metadata?.uid });
  });
  yield* waitUntilGone(call, deleted, flags.duration('timeout'));
}

export const replace: Verb = {
  command: 'replace',
  *run(call): Program<number> {
    const { flags } = call;
    const raw = flags.string('raw');
    check(call);
    if (raw) return yield* sendRaw(call, 'PUT', raw, flags.list('filename')[0]);
    const printer = operationPrinter(call, 'replaced');
    // Read once: standard input is not there a second time.
    const result = yield* build(call);
    if (flags.bool('force')) yield* deleteFirst(call, result);
    let count = 0;
    yield* result.visit((info) => {
      const object = flags.bool('force') ? createInfo(call, info, bodyOf(call, info)) : replaceOne(call, info);
      count++;
      printer.print(object, call.environment.stdout);
    });
    if (count === 0 && flags.bool('force')) throw new CommandError('no objects passed to replace');
    return 0;
  },
};
