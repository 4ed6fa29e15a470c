// kubectl create -f: every object in the files, as it is written there.
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../../call.ts';
import { addSource } from '../../errors.ts';
import { dryRunOf, operationPrinter } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, hasFiles, type Info } from '../../resources/index.ts';
import { editBeforeCreate } from '../edit/index.ts';
import { withConfiguration } from '../lastApplied.ts';
import { checkRawFile, checkRawPath, sendRaw } from '../raw.ts';
import { withCause } from '../changeCause.ts';
import { createInfo, fieldValidation, writeQuery } from '../write.ts';

function checkRaw({ flags }: Call): void {
  if (flags.bool('edit')) throw new CommandError('--raw and --edit are mutually exclusive');
  checkRawFile(flags, true);
  if (flags.string('selector') !== '') throw new CommandError('--raw and --selector (-l) are mutually exclusive');
  if (flags.string('output') !== '') throw new CommandError('--raw and --output are mutually exclusive');
  checkRawPath(flags.string('raw'));
}

function check(call: Call): void {
  const { flags, args } = call;
  if (args.length > 0) throw usageError(call, `Unexpected args: [${args.join(' ')}]`);
  if (!hasFiles(fileOptionsOf(call))) throw new CommandError('must specify one of -f and -k');
  if (flags.string('raw') !== '') checkRaw(call);
  dryRunOf(call);
  fieldValidation(flags.string('validate'));
}

function createOne(call: Call, info: Info): Json {
  const body = call.flags.bool('save-config') ? withConfiguration(info.object) : info.object;
  if (dryRunOf(call) === 'client') return body;
  try {
    return createInfo(call, info, withCause(call, body), writeQuery(call));
  } catch (error) {
    throw addSource('creating', info.source, error);
  }
}

export const create: Verb = {
  command: 'create',
  *run(call): Program<number> {
    check(call);
    const raw = call.flags.string('raw');
    if (raw) return yield* sendRaw(call, 'POST', raw, call.flags.list('filename')[0]);
    const printer = operationPrinter(call, 'created');
    const result = yield* buildResources(call, { files: fileOptionsOf(call), labelSelector: call.flags.string('selector'), continueOnError: true, flatten: true });
    if (call.flags.bool('edit')) return yield* editBeforeCreate(call, result.infos());
    let count = 0;
    yield* result.visit((info) => {
      const created = createOne(call, info);
      count++;
      printer.print(created, call.environment.stdout);
    });
    if (count === 0) throw new CommandError('no objects passed to create');
    return 0;
  },
};
