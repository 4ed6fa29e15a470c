// api-resources: the resources that the server serves.
import { byCodePoint } from '../../apimachinery/goFormat.ts';
import type { Json } from '../../apimachinery/object.ts';
import type { Call, Verb } from '../call.ts';
import { groupVersionOf, type Mapping, resourceText } from '../discovery/mapping.ts';
import { CommandError, usageError } from '../errors.ts';
import { jsonYamlFormats } from '../printers/index.ts';
import { alignColumns } from '../printers/tabs.ts';

const formats = ['json', 'kyaml', 'name', 'wide', 'yaml'];

function check(call: Call): void {
  if (call.args.length > 0) throw usageError(call, `unexpected arguments: [${call.args.join(' ')}]`);
  const sortBy = call.flags.string('sort-by');
  if (sortBy !== '' && sortBy !== 'name' && sortBy !== 'kind') throw new CommandError('--sort-by accepts only name or kind');
  const output = call.flags.string('output');
  if (output !== '' && !formats.includes(output)) {
    throw new CommandError(`unable to match a printer suitable for the output format ${JSON.stringify(output)}, allowed formats are: ${formats.join(',')}`);
  }
}

function wanted(call: Call): (mapping: Mapping) => boolean {
  const { flags } = call;
  const all = (held: readonly string[], asked: readonly string[]): boolean => asked.every((each) => held.includes(each));
  return (mapping) => {
    if (flags.changed('api-group') && mapping.group !== flags.string('api-group')) return false;
    if (flags.changed('namespaced') && mapping.namespaced !== flags.bool('namespaced')) return false;
    return mapping.verbs.length > 0 && all(mapping.verbs, flags.list('verbs')) && all(mapping.categories, flags.list('categories'));
  };
}

function sorted(mappings: readonly Mapping[], by: string): Mapping[] {
  const key = (mapping: Mapping): string => (by === 'kind' ? mapping.kind : by === 'name' ? mapping.resource : mapping.group);
  const order = (a: Mapping, b: Mapping): number => byCodePoint(key(a), key(b)) || (by === '' ? byCodePoint(a.resource, b.resource) : 0);
  // A stable sort over the order of groups, as the server's list comes.
  return [...mappings].sort(order);
}

function row(mapping: Mapping, wide: boolean): string {
  const cells = [mapping.resource, mapping.shortNames.join(','), groupVersionOf(mapping), String(mapping.namespaced), mapping.kind];
  if (wide) cells.push([...mapping.verbs].join(','), mapping.categories.join(','));
  return `${cells.join('\t')}\n`;
}

function tableText(mappings: readonly Mapping[], wide: boolean, headers: boolean): string {
  const header = headers ? `NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND${wide ? '\tVERBS\tCATEGORIES' : ''}\n` : '';
  return alignColumns(header + mappings.map((mapping) => row(mapping, wide)).join(''));
}

const asResource = (mapping: Mapping): Json => ({
  name: mapping.resource,
  singularName: mapping.singular,
  namespaced: mapping.namespaced,
  ...(mapping.group ? { group: mapping.group } : {}),
  version: mapping.version,
  kind: mapping.kind,
  verbs: mapping.verbs,
  ...(mapping.shortNames.length > 0 ? { shortNames: mapping.shortNames } : {}),
  ...(mapping.categories.length > 0 ? { categories: mapping.categories } : {}),
});

function printStructured(call: Call, mappings: readonly Mapping[]): void {
  const object = { kind: 'APIResourceList', apiVersion: 'v1', groupVersion: '', resources: mappings.map(asResource) };
  const printer = jsonYamlFormats.printer({
    output: call.flags.string('output'),
    template: '',
    allowMissingTemplateKeys: true,
    showManagedFields: true,
    operation: '',
    keepOrder: true,
    readFile: () => '',
  });
  printer?.print(object, (text) => call.environment.stdout(text));
}

export const apiResources: Verb = {
  command: 'api-resources',
  run(call) {
    check(call);
    const { flags } = call;
    const output = flags.string('output');
    if (!flags.bool('cached')) call.factory.forgetDiscovery();
    const found = sorted(call.factory.mapper().all().filter(wanted(call)), flags.string('sort-by'));
    if (output === 'name') call.environment.stdout(found.map((mapping) => `${resourceText(mapping)}\n`).join(''));
    else if (output === '' || output === 'wide') call.environment.stdout(tableText(found, output === 'wide', !flags.bool('no-headers')));
    else printStructured(call, found);
    return 0;
  },
};
