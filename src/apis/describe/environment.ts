// The environment of a container: values, and where values come from.
import type { Json } from '../../apimachinery/object.ts';
import { parseQuantity } from '../../apimachinery/quantity.ts';
import type { Description } from './description.ts';

const isOptional = (reference: Json): string => String(reference.optional === true);

/** The fields that kubectl can tell without the node. */
const knownFields: Readonly<Record<string, (pod: Json) => string>> = {
  'metadata.name': ({ metadata }) => metadata.name,
  'metadata.namespace': ({ metadata }) => metadata.namespace ?? '',
};

/** The amount that the container says, in units of the divisor, rounded up; nothing for resources that are not handed out. */
function amountText({ resource, divisor }: Json, container: Json): string | undefined {
  const parts = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/.exec(resource);
  if (!parts) return undefined;
  const amount = parseQuantity(container.resources?.[parts[1] as string]?.[parts[2] as string] ?? '0');
  const unit = parseQuantity(divisor ?? '0');
  const by = unit.isZero ? parseQuantity('1') : unit;
  return String(parts[2] === 'cpu' ? Math.ceil(amount.milliValue() / by.milliValue()) : Math.ceil(amount.value() / by.value()));
}

function resourceText(reference: Json, container: Json): string {
  const amount = amountText(reference, container) ?? '';
  const isWhole = amount === '0' && (reference.resource === 'limits.cpu' || reference.resource === 'limits.memory');
  return `${isWhole ? 'node allocatable' : amount} (${reference.resource})`;
}

function writeVariable(out: Description, { name, value = '', valueFrom }: Json, container: Json, pod: Json | undefined): void {
  if (!valueFrom) {
    const [first, ...more] = value.split('\n');
    out.field(name, first, 3);
    for (const line of more) out.row(3, '', line);
    return;
  }
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = valueFrom;
  if (fieldRef) out.field(name, `${pod ? (knownFields[fieldRef.fieldPath]?.(pod) ?? '') : ''} (${fieldRef.apiVersion ?? ''}:${fieldRef.fieldPath})`, 3);
  else if (resourceFieldRef) out.field(name, resourceText(resourceFieldRef, container), 3);
  else if (secretKeyRef) out.row(3, `${name}:`, `<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name ?? ''}'>`, `Optional: ${isOptional(secretKeyRef)}`);
  else if (configMapKeyRef) out.row(3, `${name}:`, `<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name ?? ''}'>`, `Optional: ${isOptional(configMapKeyRef)}`);
}

function writeSource(out: Description, { prefix, configMapRef, secretRef }: Json): void {
  const reference = configMapRef ?? secretRef ?? {};
  const from = configMapRef ? 'ConfigMap' : secretRef ? 'Secret' : '';
  out.row(3, reference.name ?? '', prefix ? `${from} with prefix '${prefix}'` : from, `Optional: ${isOptional(reference)}`);
}

/** `pod` is what fields are read from; templates have none. */
export function writeEnvironment(out: Description, container: Json, pod: Json | undefined): void {
  const { envFrom = [], env = [] } = container;
  if (envFrom.length > 0) out.heading('Environment Variables from', 2);
  for (const source of envFrom) writeSource(out, source);
  if (env.length === 0) out.field('Environment', '<none>', 2);
  else out.heading('Environment', 2);
  for (const variable of env) writeVariable(out, variable, container, pod);
}
