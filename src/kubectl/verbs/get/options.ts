// What the flags of get say, checked (upstream: GetOptions.Complete and Validate).
import type { Call } from '../../call.ts';
import { CommandError, usageError } from '../../errors.ts';
import { type FileOptions, fileOptionsOf, hasFiles } from '../../resources/index.ts';
import { checkRawPath } from '../raw.ts';

export interface GetOptions {
  args: readonly string[];
  files: FileOptions;
  raw: string;
  output: string;
  /** A table for people, in contrast to a format for programs. */
  human: boolean;
  /** The server makes the table. */
  serverPrint: boolean;
  sortBy: string;
  watch: boolean;
  watchOnly: boolean;
  outputWatchEvents: boolean;
  allNamespaces: boolean;
  labelSelector: string;
  fieldSelector: string;
  subresource: string;
  chunkSize: number;
  ignoreNotFound: boolean;
  noHeaders: boolean;
}

const noType = 'You must specify the type of resource to get. Use "kubectl api-resources" for a complete list of supported resources.\n\n';
const howToExplain = 'Required resource not specified.\nUse "kubectl explain <resource>" for a detailed description of that resource (e.g. kubectl explain pods).';

function checkRaw(options: GetOptions): void {
  if (!options.raw) return;
  if (options.args.length > 0) throw new CommandError('arguments may not be passed when --raw is specified');
  if (options.watch || options.watchOnly || options.labelSelector) throw new CommandError('--raw may not be specified with other flags that filter the server request or alter the output');
  if (options.output) throw new CommandError('--raw and --output are mutually exclusive');
  checkRawPath(options.raw);
}

function check(call: Call, options: GetOptions): void {
  checkRaw(options);
  if (options.sortBy && (options.watch || options.watchOnly)) call.printError('warning: --watch or --watch-only requested, --sort-by will be ignored');
  if (!options.raw && !options.watch && !options.watchOnly && options.args.length === 0 && !hasFiles(options.files)) {
    call.printError(noType);
    throw usageError(call, howToExplain);
  }
  if (call.flags.bool('show-labels') && options.output !== '' && options.output !== 'wide') throw new CommandError(`--show-labels option cannot be used with ${options.output} printer`);
  if (options.outputWatchEvents && !options.watch && !options.watchOnly) throw new CommandError('--output-watch-events option can only be used with --watch or --watch-only');
}

export function getOptions(call: Call): GetOptions {
  const { flags } = call;
  const output = flags.string('output');
  const options: GetOptions = {
    args: call.args,
    files: fileOptionsOf(call),
    raw: flags.string('raw'),
    output,
    human: (output === '' && flags.string('template') === '') || output === 'wide',
    serverPrint: flags.bool('server-print') && output !== 'custom-columns',
    sortBy: flags.string('sort-by'),
    watch: flags.bool('watch'),
    watchOnly: flags.bool('watch-only'),
    outputWatchEvents: flags.bool('output-watch-events'),
    allNamespaces: flags.bool('all-namespaces'),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    subresource: flags.string('subresource'),
    chunkSize: flags.int('chunk-size'),
    ignoreNotFound: flags.bool('ignore-not-found'),
    noHeaders: flags.bool('no-headers'),
  };
  check(call, options);
  return options;
}
