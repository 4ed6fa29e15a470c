// From what was typed (files, types, names, selectors) to the objects meant (upstream: cli-runtime's resource.Builder).
import { type Call, readInput } from '../call.ts';
import type { Mapping } from '../discovery/mapping.ts';
import { aggregate, CommandError, connectionRefused } from '../errors.ts';
import type { Program } from '../../sim/index.ts';
import { type Meant, readArguments, readTyped } from './arguments.ts';
import type { FileOptions, ResourceOptions, Result } from './contract.ts';
import { expandPattern, filesAt, noManifests } from './files.ts';
import { buildKustomization } from '../kustomize/index.ts';
import { type Plan, VisitedResult } from './result.ts';
import { type Context, fileSource, nameSource, selectorSource, type Source, textSource } from './sources.ts';

export type { FileOptions, Info, ResourceOptions, Result } from './contract.ts';
export { decodeStream } from './decode.ts';
export { fetchObject, infoFor, type Source } from './sources.ts';

export const localResources = `you must specify resources by --filename when --local is set.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'`;

const missingResource = `You must provide one or more resources by argument or filename.
Example resource specifications include:
   '-f rsrc.yaml'
   '--filename=rsrc.json'
   '<resource> <name>'
   '<resource>'`;

/** The flags -f, -k and -R of a command, as the builder wants them. */
export function fileOptionsOf({ flags }: Pick<Call, 'flags'>): FileOptions {
  const kustomize = flags.has('kustomize') ? flags.string('kustomize') : '';
  return { filenames: flags.list('filename'), recursive: flags.has('recursive') && flags.bool('recursive'), ...(kustomize ? { kustomize } : {}) };
}

export const hasFiles = (files: FileOptions | undefined): files is FileOptions => files !== undefined && (files.filenames.length > 0 || !!files.kustomize);

/** For verbs that work on files alone (cmdutil.RequireFilenameOrKustomize). */
export function requireFiles(files: FileOptions): void {
  if (!hasFiles(files)) throw new CommandError('must specify one of -f and -k');
}

/** A program, because `-f -` reads standard input. What is wrong with the arguments themselves is thrown here; the rest when the result is visited. */
export function* buildResources(context: Context, options: ResourceOptions): Program<Result> {
  const errors: Error[] = [];
  const sources = hasFiles(options.files) ? yield* fileSources(context, options, options.files, errors) : { sources: [], single: false };
  errors.push(...selectorErrors(options));
  const failed = aggregate(errors);
  if (failed) throw failed;
  const meant = readNames(context, options);
  return new VisitedResult(context, options, plan(context, options, meant, sources));
}

function collect(errors: Error[], act: () => void): void {
  try {
    act();
  } catch (error) {
    errors.push(error as Error);
  }
}

function readNames(context: Context, options: ResourceOptions): Meant {
  if (options.resourceNames) return { types: [], names: [], pairs: readTyped(options.resourceNames) };
  return readArguments(options.args ?? [], () => context.factory.mapper());
}

function selectorErrors(options: ResourceOptions): Error[] {
  if (!options.selectAll) return [];
  if (options.labelSelector) return [new CommandError(`found non-empty label selector ${JSON.stringify(options.labelSelector)} with previously set 'all' parameter. `)];
  if (options.fieldSelector) return [new CommandError(`found non-empty field selector ${JSON.stringify(options.fieldSelector)} with previously set 'all' parameter. `)];
  return [];
}

interface FileSources {
  sources: Source[];
  single: boolean;
}

function* fileSources(context: Context, options: ResourceOptions, files: FileOptions, errors: Error[]): Program<FileSources> {
  const sources: Source[] = [];
  let stream = false;
  if (files.kustomize && files.filenames.length > 0) errors.push(new CommandError('only one of -f or -k can be specified'));
  if (files.kustomize && files.recursive) errors.push(new CommandError("the -k flag can't be used with -f or -R"));
  if (errors.length > 0) return { sources, single: false };
  for (const name of files.filenames) {
    if (name === '-') {
      if (stream) errors.push(new CommandError('standard input cannot be used for multiple arguments'));
      else sources.push(textSource(context, options, yield* readInput(), 'STDIN'));
      stream = true;
    } else if (/^https?:\/\//.test(name)) sources.push(urlSource(context, options, name));
    else collect(errors, () => sources.push(...pathSources(context, options, name, files.recursive ?? false)));
  }
  if (files.kustomize) sources.push(kustomizeSource(context, options, files.kustomize));
  return { sources, single: !stream && sources.length === 1 };
}

function pathSources(context: Context, options: ResourceOptions, name: string, recursive: boolean): Source[] {
  const paths = expandPattern(context.environment, name);
  const found = paths.flatMap((path) => filesAt(context.environment, path, recursive));
  if (found.length === 0) throw noManifests(paths);
  return found.map((path) => fileSource(context, options, path));
}

function urlSource(context: Context, options: ResourceOptions, url: string): Source {
  return function* () {
    const answer = context.environment.fetch?.(url);
    const host = url.replace(/^https?:\/\//, '').split('/')[0] as string;
    if (!answer) yield { error: connectionRefused(host) };
    else if (answer.code !== 200) yield { error: new CommandError(`unable to read URL ${JSON.stringify(url)}, server reported ${answer.code}, status code=${answer.code}`) };
    else yield* textSource(context, options, answer.text, url)();
  };
}

function kustomizeSource(context: Context, options: ResourceOptions, directory: string): Source {
  return function* () {
    let text: string;
    try {
      text = buildKustomization(context.environment, directory);
    } catch (error) {
      yield { error: error as Error };
      return;
    }
    yield* textSource(context, options, text, directory)();
  };
}

/** Which of the ways to name things was used, and what does not go together (upstream: Builder.visitorResult). */
function plan(context: Context, options: ResourceOptions, meant: Meant, files: FileSources): Plan {
  const selecting = options.selectAll || !!options.labelSelector || !!options.fieldSelector || (options.allowEmptySelector && meant.types.length > 0 && meant.names.length === 0);
  if (files.sources.length > 0) return planFiles(context, options, meant, files);
  if (options.local && meant.types.length + meant.pairs.length > 0) throw new CommandError(localResources);
  if (selecting) return planSelector(context, options, meant);
  if (meant.pairs.length > 0) return planPairs(context, options, meant);
  if (meant.names.length > 0) return planNames(context, options, meant);
  if (meant.types.length > 0) {
    for (const type of meant.types) context.factory.mapper().forArgument(type);
    throw new CommandError('resource(s) were provided, but no name was specified');
  }
  throw new CommandError(missingResource);
}

function base(context: Context, options: ResourceOptions): Pick<Plan, 'namespace' | 'enforceNamespace'> {
  if (options.local) return { namespace: '', enforceNamespace: false };
  const { namespace, explicit } = context.factory.namespace();
  return { namespace: options.allNamespaces ? '' : (options.namespace ?? namespace), enforceNamespace: options.enforceNamespace ?? (explicit && !options.allNamespaces) };
}

function planFiles(context: Context, options: ResourceOptions, meant: Meant, files: FileSources): Plan {
  if (meant.types.length > 0) throw new CommandError('when paths, URLs, or stdin is provided as input, you may not specify resource arguments as well');
  if (meant.pairs.length > 0) throw new CommandError('resource/name arguments cannot be provided when a path is specified');
  return { ...base(context, options), sources: files.sources, fromFiles: true, singleItemImplied: files.single, targetsSingleItems: true, mappings: [] };
}

function typeMappings(context: Context, options: ResourceOptions, types: readonly string[]): Mapping[] {
  if (types.length > 1 && options.singleResourceType) throw new CommandError('you may only specify a single resource type');
  return types.map((type) => context.factory.mapper().forArgument(type));
}

function planSelector(context: Context, options: ResourceOptions, meant: Meant): Plan {
  if (meant.names.length > 0) throw new CommandError('name cannot be provided when a selector is specified');
  if (meant.pairs.length > 0) throw new CommandError('selectors and the all flag cannot be used when passing resource/name arguments');
  if (meant.types.length === 0) throw new CommandError('at least one resource must be specified to use a selector');
  if (options.subresource) throw new CommandError('subresource cannot be used when bulk resources are specified');
  const mappings = typeMappings(context, options, meant.types);
  const common = base(context, options);
  const sources = mappings.map((mapping) => selectorSource(context, options, mapping, common.namespace));
  return { ...common, enforceNamespace: false, sources, fromFiles: false, singleItemImplied: false, targetsSingleItems: false, mappings };
}

function checkNamed(mappings: readonly Mapping[], namespace: string): void {
  if (namespace === '' && mappings.some((mapping) => mapping.namespaced)) throw new CommandError('a resource cannot be retrieved by name across all namespaces');
}

function planPairs(context: Context, options: ResourceOptions, meant: Meant): Plan {
  const resources = [...new Set(meant.pairs.map((pair) => pair.resource))];
  if (resources.length > 1 && options.singleResourceType) throw new CommandError('you may only specify a single resource type');
  const common = base(context, options);
  const mappings = meant.pairs.map((pair) => context.factory.mapper().forArgument(pair.resource));
  checkNamed(mappings, common.namespace);
  const sources = meant.pairs.map((pair, i) => nameSource(options, mappings[i] as Mapping, common.namespace, pair.name));
  return { ...common, enforceNamespace: false, sources, fromFiles: false, singleItemImplied: meant.pairs.length === 1, targetsSingleItems: true, mappings };
}

function planNames(context: Context, options: ResourceOptions, meant: Meant): Plan {
  const mappings = typeMappings(context, options, meant.types);
  if (mappings.length > 1) throw new CommandError('you must specify only one resource');
  const common = base(context, options);
  checkNamed(mappings, common.namespace);
  const sources = meant.names.map((name) => nameSource(options, mappings[0] as Mapping, common.namespace, name));
  return { ...common, enforceNamespace: false, sources, fromFiles: false, singleItemImplied: meant.names.length === 1, targetsSingleItems: true, mappings };
}
