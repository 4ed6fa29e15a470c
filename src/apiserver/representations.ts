// The shapes in which a client may ask for objects: whole, as rows of a table, or their metadata alone.
import type { Json } from '../apimachinery/object.ts';
import type { WatchEvent } from '../client/index.ts';
import { type Answer, query, type ResourceContext } from './context.ts';
import { scaleTable, tableOf } from './tables.ts';

const meta = 'meta.k8s.io/v1';

const partialOf = (object: Json): Json => ({ kind: 'PartialObjectMetadata', apiVersion: meta, metadata: object.metadata });

function partial(body: Json): Json {
  return Array.isArray(body.items) ? { kind: 'PartialObjectMetadataList', apiVersion: meta, metadata: body.metadata, items: body.items.map(partialOf) } : partialOf(body);
}

function table(context: ResourceContext, body: Json): Json {
  const { resource, now, info } = context;
  const columns = info.subresource === 'scale' ? scaleTable : resource;
  return tableOf(columns, body, now, query(context, 'includeObject'));
}

/** What is shown as rows: the object, as a whole or for its status, and the scale of a kind of the server's own. */
const hasRows = ({ resource, info: { subresource } }: ResourceContext): boolean => subresource === '' || subresource === 'status' || (subresource === 'scale' && !resource.isCustom);

type Shape = (context: ResourceContext, body: Json) => Json;
const shapes: Readonly<Record<string, Shape>> = { table, partial: (_, body) => partial(body) };

const tableVerbs = new Set(['get', 'list']);

/** The answer as the request's Accept header wants it. Statuses stay what they are. */
export function asAccepted(context: ResourceContext, answer: Answer): Answer {
  const accept = context.request.headers?.accept ?? 'json';
  const shape = shapes[accept];
  const isObject = answer.body?.metadata && answer.body.kind !== 'Status';
  if (!shape || !isObject || !hasRows(context) || (accept === 'table' && !tableVerbs.has(context.info.verb))) return answer;
  return { code: answer.code, body: shape(context, answer.body) };
}

export function eventAsAccepted(context: ResourceContext, { type, object }: WatchEvent): WatchEvent {
  const shape = shapes[context.request.headers?.accept ?? 'json'];
  return shape && type !== 'ERROR' ? { type, object: shape(context, object) } : { type, object };
}
