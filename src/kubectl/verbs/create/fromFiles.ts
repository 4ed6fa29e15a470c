// kubectl create -f: every object in the files, as it is written there.
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Program, readInput, usageError, type Verb } from '../../call.ts';
import { addSource } from '../../errors.ts';
import { dryRunOf, operationPrinter } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, hasFiles, type Info } from '../../resources/index.ts';
import { editBeforeCreate } from '../edit/index.ts';
import { withConfiguration } from '../lastApplied.ts';
import { createInfo, writeQuery } from '../write.ts';

/** --raw: the file as it is, to a path. */
function* createRaw(call: Call, path: string): Program<number> {
  const files = call.flags.list('filename');
  if (files.length !== 1) throw new CommandError('--raw can only use a single local file or stdin');
  if (/^https?:/.test(files[0] as string)) throw new CommandError('--raw cannot read from a url');
  const text = files[0] === '-' ? yield* readInput() : call.environment.files.readFile(files[0] as string);
  const answer = call.factory.request('POST', path, { body: JSON.parse(text) });
  call.print(JSON.stringify(answer));
  return 0;
}

function check(call: Call): void {
  const { flags, args } = call;
  if (args.length > 0) throw usageError(call, `Unexpected args: [${args.join(' ')}]`);
  if (!hasFiles(fileOptionsOf(call))) throw new CommandError('must specify one of -f and -k');
  if (flags.string('raw') === '') return;
  for (const other of ['edit', 'recursive']) if (flags.bool(other)) throw new CommandError(`--raw and --${other} are mutually exclusive`);
  if (dryRunOf(call) !== 'none') throw new CommandError('--raw and --dry-run are mutually exclusive');
  if (flags.string('output') !== '') throw new CommandError('--raw and --output are mutually exclusive');
}

function createOne(call: Call, info: Info): Json {
  const body = call.flags.bool('save-config') ? withConfiguration(info.object) : info.object;
  if (dryRunOf(call) === 'client') return body;
  try {
    return createInfo(call, info, body, writeQuery(call));
  } catch (error) {
    throw addSource('creating', info.source, error);
  }
}

export const create: Verb = {
  command: 'create',
  *run(call): Program<number> {
    check(call);
    const raw = call.flags.string('raw');
    if (raw) return yield* createRaw(call, raw);
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
