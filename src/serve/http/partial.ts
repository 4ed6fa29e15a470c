// Objects as their metadata alone, for clients that want no more (meta.k8s.io/v1 PartialObjectMetadata).
import type { Json } from '../../apimachinery/object.ts';
import type { Form } from './negotiate.ts';

const apiVersion = 'meta.k8s.io/v1';
const partial = ({ metadata }: Json): Json => ({ kind: 'PartialObjectMetadata', apiVersion, metadata });

export function inForm(accept: Form['accept'], body: Json): Json {
  if (accept !== 'partial' || body?.metadata === undefined || body.kind === 'Status' || body.kind.startsWith('PartialObjectMetadata')) return body;
  if (Array.isArray(body.items)) return { kind: 'PartialObjectMetadataList', apiVersion, metadata: body.metadata, items: body.items.map(partial) };
  return partial(body);
}
