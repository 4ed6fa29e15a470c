// set env --list: the variables of a container, and with --resolve what they refer to.
import { byCodePoint, goQuote } from '../../../apimachinery/goFormat.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { parseQuantity } from '../../../apimachinery/quantity.ts';
import { type Call, CommandError } from '../../call.ts';
import type { Info } from '../../resources/index.ts';

function referenceText({ configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef }: Json): string {
  if (configMapKeyRef) return `configmap ${configMapKeyRef.name}, key ${configMapKeyRef.key}`;
  if (secretKeyRef) return `secret ${secretKeyRef.name}, key ${secretKeyRef.key}`;
  if (fieldRef) return `field path ${fieldRef.fieldPath}`;
  if (resourceFieldRef) return `resource field ${resourceFieldRef.containerName ? `${resourceFieldRef.containerName}/` : ''}${resourceFieldRef.resource}`;
  return 'invalid valueFrom';
}

function keyOf(call: Call, resource: string, { name, key }: Json, what: string): string {
  const { namespace } = call.factory.namespace();
  const object = call.factory.request('GET', `/api/v1/namespaces/${namespace}/${resource}/${name}`);
  const value = object.data?.[key];
  if (value === undefined) throw new CommandError(`key ${key} not found in ${what} ${name}`);
  return value;
}

const mapText = (map: Json): string =>
  Object.keys(map ?? {})
    .sort(byCodePoint)
    .map((key) => `${key}=${goQuote(map[key])}`)
    .join('\n');

function fieldOf({ metadata }: Json, path: string): string {
  const subscript = /^(.+?)\['(.*)'\]$/s.exec(path);
  if (subscript) {
    const [, map = '', key = ''] = subscript;
    if (map !== 'metadata.annotations' && map !== 'metadata.labels') throw new CommandError(`fieldPath ${JSON.stringify(map)} does not support subscript`);
    return metadata[map.slice('metadata.'.length)]?.[key] ?? '';
  }
  const [, field = ''] = /^metadata\.(annotations|labels|name|namespace|uid)$/.exec(path) ?? [];
  if (!field) throw new CommandError(`unsupported fieldPath: ${path}`);
  return field === 'annotations' || field === 'labels' ? mapText(metadata[field]) : (metadata[field] ?? '');
}

const amounts = ['cpu', 'memory', 'ephemeral-storage'];

function resourceOf({ resources = {} }: Json, { resource, divisor = '0' }: Json): string {
  const [, field = '', name = ''] = /^(limits|requests)\.(.+)$/.exec(resource) ?? [];
  if (!amounts.includes(name) && !name.startsWith('hugepages-')) throw new CommandError(`Unsupported container resource : ${resource}`);
  const unit = parseQuantity(divisor === '0' ? '1' : divisor).asNumber();
  return String(Math.ceil(parseQuantity(resources[field]?.[name] ?? '0').asNumber() / unit));
}

function sourceValue(call: Call, { object }: Info, container: Json, { configMapKeyRef, secretKeyRef, fieldRef, resourceFieldRef }: Json): string {
  if (secretKeyRef) return Buffer.from(keyOf(call, 'secrets', secretKeyRef, 'secret'), 'base64').toString();
  if (configMapKeyRef) return keyOf(call, 'configmaps', configMapKeyRef, 'config map');
  if (fieldRef) return fieldOf(object, fieldRef.fieldPath);
  if (resourceFieldRef) return resourceOf(container, resourceFieldRef);
  throw new CommandError('invalid valueFrom');
}

/** Answers whether all references could be followed, as far as they had to be. */
export function listVariables(call: Call, info: Info, container: Json): boolean {
  const failures = new Map<string, string[]>();
  call.print(`# ${info.object.kind} ${info.name}, container ${container.name}`);
  for (const { name, value = '', valueFrom } of container.env ?? []) {
    if (!valueFrom) {
      call.print(`${name}=${value}`);
      continue;
    }
    try {
      call.print(call.flags.bool('resolve') ? `${name}=${sourceValue(call, info, container, valueFrom)}` : `# ${name} from ${referenceText(valueFrom)}`);
    } catch (error) {
      call.print(`# ${name} from ${referenceText(valueFrom)}`);
      const why = (error as Error).message;
      failures.set(why, [...(failures.get(why) ?? []), name]);
    }
  }
  const lines = [...failures].map(([why, names]) => `error retrieving reference for ${names.sort(byCodePoint).join(', ')}: ${why}`);
  for (const line of lines.sort(byCodePoint)) call.printError(line);
  return failures.size === 0;
}
