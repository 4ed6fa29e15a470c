// The OpenAPI documents: version 3 (an index, and a document for each group version) and version 2 (everything in one).
import { createHash } from 'node:crypto';
import type { Json } from '../../apimachinery/object.ts';
import { noSuchResource } from '../../apimachinery/status.ts';
import type { ResourceInfo } from '../../apis/resources.ts';
import type { RequestContext } from '../context.ts';
import { resourcesOf } from './groups.ts';
import { type Operation, type Parameter, type Path, pathsOf } from './operations.ts';
import { schemasOf } from './schemas.ts';
import { version } from './versions.ts';

const info = { title: 'Kubernetes', version: version.gitVersion };
const v3 = { prefix: '#/components/schemas/', wraps: true };
const v2 = { prefix: '#/definitions/', wraps: false };
const answers = ['application/json', 'application/yaml'];

const gvk = ({ group, version: v, kind }: Operation['kind']): Json => ({ group, version: v, kind });
const codesOf = (method: string): string[] => ({ post: ['200', '201', '202'], put: ['200', '201'], patch: ['200', '201'], delete: ['200', '202'] })[method] ?? ['200'];

const shared = ({ tag, id, action, kind }: Operation): Json => ({ tags: [tag], operationId: id, 'x-kubernetes-action': action, 'x-kubernetes-group-version-kind': gvk(kind) });

function operationV3(operation: Operation): Json {
  const { method, query, body, answer } = operation;
  const content = (types: readonly string[], type: string): Json => Object.fromEntries(types.map((each) => [each, { schema: { $ref: `${v3.prefix}${type}` } }]));
  return {
    ...shared(operation),
    parameters: query.map(({ name, type }) => ({ name, in: 'query', schema: { type, uniqueItems: true } })),
    ...(body ? { requestBody: { content: content(body.accepts, body.type), ...(method === 'delete' ? {} : { required: true }) } } : {}),
    responses: Object.fromEntries(codesOf(method).map((code) => [code, { description: 'OK', content: content(answers, answer) }])),
  };
}

function operationV2(operation: Operation): Json {
  const { method, query, body, answer } = operation;
  const fields = query.map(({ name, type }: Parameter) => ({ name, in: 'query', type, uniqueItems: true }));
  return {
    ...shared(operation),
    consumes: body?.accepts ?? ['*/*'],
    produces: answers,
    schemes: ['https'],
    parameters: [...(body ? [{ name: 'body', in: 'body', ...(method === 'delete' ? {} : { required: true }), schema: { $ref: `${v2.prefix}${body.type}` } }] : []), ...fields],
    responses: Object.fromEntries(codesOf(method).map((code) => [code, { description: 'OK', schema: { $ref: `${v2.prefix}${answer}` } }])),
  };
}

const document = (paths: readonly Path[], write: (operation: Operation) => Json, parameter: (name: string) => Json): Json =>
  Object.fromEntries(
    paths.map(({ path, parameters, operations }) => [
      path,
      { ...Object.fromEntries(operations.map((operation) => [operation.method, write(operation)])), ...(parameters.length > 0 ? { parameters: parameters.map(parameter) } : {}) },
    ]),
  );

const built = new Map<string, Json>();

/** The documents of what is built in are made once. */
function once(key: string, resources: readonly ResourceInfo[], make: () => Json): Json {
  if (resources.some((r) => r.isCustom)) return make();
  if (!built.has(key)) built.set(key, make());
  return built.get(key);
}

export function openapiV3(context: RequestContext, group: string, v: string): Json {
  const resources = resourcesOf(context, group, v);
  if (resources.length === 0) throw noSuchResource();
  const parameter = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string', uniqueItems: true } });
  return once(`${group}/${v}`, resources, () => ({
    openapi: '3.0.0',
    info,
    paths: document(resources.flatMap(pathsOf), operationV3, parameter),
    components: { schemas: schemasOf(resources, v3) },
  }));
}

const groupVersionPath = (group: string, v: string): string => (group ? `apis/${group}/${v}` : `api/${v}`);

/** Changes with what is in the document: clients keep one as long as its address stays. */
function hashOf(path: string, resources: readonly ResourceInfo[]): string {
  const custom = resources.filter((r) => r.isCustom).map((r) => [r.kind, r.verbs, r.schema]);
  return createHash('sha512')
    .update(`${version.gitVersion} ${path} ${JSON.stringify(custom)}`)
    .digest('hex')
    .toUpperCase();
}

export function openapiIndex(context: RequestContext): Json {
  const byPath = new Map<string, ResourceInfo[]>();
  for (const r of context.server.resources()) {
    const path = groupVersionPath(r.group, r.version);
    byPath.set(path, [...(byPath.get(path) ?? []), r]);
  }
  return {
    paths: Object.fromEntries([...byPath].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, resources]) => [path, { serverRelativeURL: `/openapi/v3/${path}?hash=${hashOf(path, resources)}` }])),
  };
}

export function openapiV2(context: RequestContext): Json {
  const resources = context.server.resources();
  const parameter = (name: string): Json => ({ name, in: 'path', required: true, type: 'string', uniqueItems: true });
  return once('v2', resources, () => ({ swagger: '2.0', info, paths: document(resources.flatMap(pathsOf), operationV2, parameter), definitions: schemasOf(resources, v2) }));
}
