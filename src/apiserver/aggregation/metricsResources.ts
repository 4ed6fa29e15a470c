// What metrics-server serves: the resources of metrics.k8s.io/v1beta1.
import type { Cell } from '../../apis/kind.ts';
import type { ColumnDefinition, ResourceInfo } from '../../apis/resources.ts';
import type { Schema } from '../../apis/schema.ts';
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import { parseQuantity } from '../../apimachinery/quantity.ts';

const group = 'metrics.k8s.io';
const version = 'v1beta1';

const columns: readonly ColumnDefinition[] = [
  { name: 'Name', type: 'string', format: 'name' },
  { name: 'cpu', type: 'string', format: 'quantity' },
  { name: 'memory', type: 'string', format: 'quantity' },
  { name: 'Window', type: 'string', format: 'duration' },
];

const usagesOf = (object: KubeObject): Json[] => (object.containers ? object.containers.map(({ usage }: Json) => usage) : [object.usage]);

function total(object: KubeObject, resource: string): string {
  const [first = parseQuantity('0'), ...rest] = usagesOf(object).map((usage) => parseQuantity(usage[resource]));
  return rest.reduce((sum, amount) => sum.add(amount), first).toString();
}

const row = (object: KubeObject): Cell[] => [object.metadata.name, total(object, 'cpu'), total(object, 'memory'), object.window];

const text: Schema = { type: 'string' };
const usage: Schema = { type: 'object', additionalProperties: text };

function schemaOf(kind: string, own: Record<string, Schema>): Schema {
  const metadata: Schema = { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };
  const properties = { apiVersion: text, kind: text, metadata, timestamp: { type: 'string', format: 'date-time' } as Schema, window: text, ...own };
  return { type: 'object', properties, required: ['timestamp', 'window', ...Object.keys(own)], 'x-kubernetes-group-version-kind': [{ group, version, kind }] };
}

function infoOf(resource: string, kind: string, namespaced: boolean, own: Record<string, Schema>): ResourceInfo {
  return {
    group,
    version,
    kind,
    resource,
    singular: '',
    namespaced,
    verbs: ['get', 'list'],
    shortNames: [],
    categories: [],
    subresources: new Map(),
    typeName: `io.k8s.metrics.pkg.apis.metrics.v1beta1.${kind}`,
    schema: schemaOf(kind, own),
    columns,
    // As those of definitions, they have a schema of their own and no type in the server's document.
    isCustom: true,
    logic: { resource: `${resource}.${group}`, row },
    prefix: `/${group}/${resource}/`,
  };
}

export const metricsResources: readonly ResourceInfo[] = [
  infoOf('nodes', 'NodeMetrics', false, { usage }),
  infoOf('pods', 'PodMetrics', true, { containers: { type: 'array', items: { type: 'object', properties: { name: text, usage }, required: ['name', 'usage'] } } }),
];
