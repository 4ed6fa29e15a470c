// Where infos come from, one by one: documents of files, what was named, what a selector finds.
import { deepCopy, type Json } from '../../apimachinery/object.ts';
import { ApiError, isNotFound } from '../../apimachinery/status.ts';
import type { Call } from '../call.ts';
import { type Mapping, pathOf } from '../discovery/mapping.ts';
import { CommandError, NoKindMatch } from '../errors.ts';
import type { RequestOptions } from '../factory.ts';
import type { Info, ResourceOptions } from './contract.ts';
import { decodeStream } from './decode.ts';
import { checkObject, checkShape, itemsOf, validationError } from './object.ts';

export type Context = Pick<Call, 'factory' | 'environment'> & Partial<Pick<Call, 'flags'>>;

/** What comes out of a source: an info, or a failure. */
export type Step = { info: Info } | { error: Error };

/** One file, stream, name or selector. A failure inside may be followed by more. */
export type Source = () => Iterable<Step>;

/** Without a server, a mapping is guessed from the kind. */
function guessMapping(apiVersion: string, kind: string): Mapping {
  const slash = apiVersion.indexOf('/');
  const lower = kind.toLowerCase();
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind,
    resource: /(s|x|ch|sh)$/.test(lower) ? `${lower}es` : lower.endsWith('y') ? `${lower.slice(0, -1)}ies` : `${lower}s`,
    singular: lower,
    shortNames: [],
    categories: [],
    namespaced: true,
    verbs: [],
  };
}

export function mappingOf(context: Context, options: ResourceOptions, object: Json, source: string): Mapping {
  const { kind, metadata } = object;
  const apiVersion = object.apiVersion ?? '';
  if (options.local) return guessMapping(apiVersion, kind);
  const mapper = context.factory.mapper();
  try {
    return mapper.forKind(apiVersion, kind);
  } catch (error) {
    if (!(error instanceof NoKindMatch)) throw error;
    // The kind may have been made by what came before in the same files.
    mapper.reset();
    const quote = (text: unknown): string => JSON.stringify(text ?? '');
    try {
      return mapper.forKind(apiVersion, kind);
    } catch {
      throw new CommandError(
        `resource mapping not found for name: ${quote(metadata?.name)} namespace: ${quote(metadata?.namespace)} from ${quote(source)}: ${error.message}\nensure CRDs are installed first`,
      );
    }
  }
}

export function infoFor(context: Context, options: ResourceOptions, object: Json, source: string): Info {
  const info: Info = { mapping: mappingOf(context, options, object, source), namespace: object.metadata?.namespace ?? '', name: object.metadata?.name ?? '', object, source };
  if (options.subresource) info.subresource = options.subresource;
  return info;
}

const isTypedList = (document: Json): boolean => Array.isArray(document.items) && !document.metadata?.name;

function* documents(context: Context, options: ResourceOptions, text: string, source: string): Generator<Step> {
  for (const decoded of decodeStream(text)) {
    if ('error' in decoded) {
      yield { error: new CommandError(`error parsing ${source}: ${decoded.error.message}`) };
      return;
    }
    if (decoded.document === null) continue;
    if (options.validate ?? validates(context)) {
      const refused = validate(context, decoded.document, source);
      if (refused) {
        yield { error: refused };
        return;
      }
    }
    yield attempt(() => {
      checkObject(decoded.document, source);
      // Lists are mapped item by item.
      if (isTypedList(decoded.document) && options.flatten) {
        for (const item of itemsOf(decoded.document)) checkObject(item, source);
        return listInfo(decoded.document, source);
      }
      return infoFor(context, options, decoded.document, source);
    });
  }
}

const listInfo = (object: Json, source: string): Info => ({ mapping: guessMapping(object.apiVersion ?? '', object.kind), namespace: '', name: '', object, source });

/** Whether --validate asks for it; commands without the flag do not validate. */
const validates = ({ flags }: Context): boolean => flags?.has('validate') === true && ['strict', 'true', 'warn'].includes(flags.string('validate'));

/** What --validate says before anything is sent. Without a server it has nothing to judge by. */
function validate(context: Context, document: Json, source: string): Error | undefined {
  try {
    checkShape(document, source);
    context.factory.transport();
    return undefined;
  } catch (error) {
    const refused = /^The connection to the server (\S+) was refused/.exec((error as Error).message)?.[1];
    if (!refused) return error as Error;
    const { server } = context.factory.access();
    return validationError(source, `failed to download openapi: Get "${server}/openapi/v2?timeout=32s": dial tcp ${refused.replace('localhost', '127.0.0.1')}: connect: connection refused`);
  }
}

function attempt(make: () => Info): Step {
  try {
    return { info: make() };
  } catch (error) {
    return { error: error as Error };
  }
}

/** The documents of a file. */
export function fileSource(context: Context, options: ResourceOptions, path: string): Source {
  return function* () {
    let text: string;
    try {
      text = context.environment.files.readFile(path);
    } catch (error) {
      yield { error: error as Error };
      return;
    }
    yield* documents(context, options, text, path);
  };
}

/** The documents of a text that was read already: standard input, a URL, a kustomization. */
export const textSource =
  (context: Context, options: ResourceOptions, text: string, source: string): Source =>
  () =>
    documents(context, options, text, source);

/** What was named; fetched later, if at all. */
export const nameSource =
  (options: ResourceOptions, mapping: Mapping, namespace: string, name: string): Source =>
  () => [{ info: { mapping, namespace: mapping.namespaced ? namespace : '', name, object: undefined, source: '', ...(options.subresource ? { subresource: options.subresource } : {}) } }];

export function requestOptions(options: ResourceOptions, query: Record<string, string> = {}): RequestOptions {
  const asked = options.wholeObjects ? { ...query, includeObject: 'Object' } : query;
  return { query: asked, ...(options.accept ? { headers: { accept: options.accept } } : {}) };
}

/** The object that an info names. A namespace that is not there is what is said to be missing. */
export function fetchObject(context: Context, options: ResourceOptions, info: Info): Json {
  try {
    return context.factory.request('GET', pathOf(info.mapping, info.namespace, info.name, options.subresource), requestOptions(options));
  } catch (error) {
    if (isNotFound(error) && info.namespace && info.namespace !== 'default') {
      const answer = context.factory.response('GET', `/api/v1/namespaces/${info.namespace}`);
      if (answer.code === 404) throw new ApiError(answer.body);
    }
    throw error;
  }
}

function selectorFailure(error: unknown, options: ResourceOptions, mapping: Mapping): Error {
  if (!(error instanceof ApiError) || (error.reason !== 'BadRequest' && error.reason !== 'NotFound')) return error as Error;
  const resource = JSON.stringify(`${mapping.group}/${mapping.version}, Resource=${mapping.resource}`);
  const { labelSelector = '', fieldSelector = '' } = options;
  const what = labelSelector || fieldSelector ? `find ${resource} that match label selector ${JSON.stringify(labelSelector)}, field selector ${JSON.stringify(fieldSelector)}` : `list ${resource}`;
  return new ApiError({ ...error.status, message: `Unable to ${what}: ${error.message}` });
}

/** The lists that a selector finds, page by page. */
export function selectorSource(context: Context, options: ResourceOptions, mapping: Mapping, namespace: string): Source {
  return function* () {
    const query: Record<string, string> = {};
    if (options.labelSelector) query.labelSelector = options.labelSelector;
    if (options.fieldSelector) query.fieldSelector = options.fieldSelector;
    if (options.chunkSize) query.limit = String(options.chunkSize);
    for (;;) {
      let list: Json;
      try {
        list = context.factory.request('GET', pathOf(mapping, namespace), requestOptions(options, query));
      } catch (error) {
        yield { error: selectorFailure(error, options, mapping) };
        return;
      }
      yield { info: { mapping, namespace: mapping.namespaced ? namespace : '', name: '', object: list, source: '' } };
      if (!list.metadata?.continue) return;
      query.continue = list.metadata.continue;
    }
  };
}

/** The object with the namespace in its metadata, or without one. */
export function withNamespace(object: Json, namespace: string): Json {
  if (object === undefined || Array.isArray(object.items)) return object;
  const copy = deepCopy(object);
  copy.metadata = { ...copy.metadata };
  if (namespace) copy.metadata.namespace = namespace;
  else delete copy.metadata.namespace;
  return copy;
}
