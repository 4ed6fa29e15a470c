// What one port of a Service may be, and which ports clash.
import { duplicate, type FieldError, type FieldPath } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { dns1123Label, oneOf, portName, portNumber, qualifiedName, requiredText } from '../../support/checks.ts';
import { type GoStruct, goStruct } from '../../support/goText.ts';

const goServicePort: GoStruct = [
  ['Name', 'name', ''],
  ['Protocol', 'protocol', ''],
  ['AppProtocol', 'appProtocol', null],
  ['Port', 'port', 0],
  ['TargetPort', 'targetPort', 0],
  ['NodePort', 'nodePort', 0],
];

/** `names` gathers the names of the ports before. */
export function servicePort(at: FieldPath, port: Json, named: boolean, names: Set<string>): FieldError[] {
  const errors: FieldError[] = [];
  if (port.name) {
    errors.push(...dns1123Label(at.child('name'), port.name));
    if (names.has(port.name)) errors.push(duplicate(at.child('name'), port.name));
    names.add(port.name);
  } else if (named) errors.push(...requiredText(at.child('name'), ''));
  errors.push(...portNumber(at.child('port'), port.port ?? 0));
  errors.push(...oneOf(at.child('protocol'), port.protocol, ['SCTP', 'TCP', 'UDP']));
  const target = at.child('targetPort');
  errors.push(...(typeof port.targetPort === 'string' ? portName(target, port.targetPort) : portNumber(target, port.targetPort ?? 0)));
  if (port.appProtocol !== undefined) errors.push(...qualifiedName(at.child('appProtocol'), port.appProtocol));
  return errors;
}

function repeated(ports: readonly Json[], keyOf: (port: Json) => string | undefined): number[] {
  const seen = new Set<string>();
  return ports.flatMap((port, i) => {
    const key = keyOf(port);
    if (key === undefined) return [];
    if (seen.has(key)) return [i];
    seen.add(key);
    return [];
  });
}

/** Indexes of ports whose node port another one before has, for the same protocol. */
export const doubledNodePorts = (ports: readonly Json[]): number[] => repeated(ports, (port) => (port.nodePort ? `${port.protocol} ${port.nodePort}` : undefined));

export const doubledPorts = (at: FieldPath, ports: readonly Json[]): FieldError[] =>
  repeated(ports, (port) => `${port.protocol} ${port.port}`).map((i) => duplicate(at.index(i), goStruct({ protocol: ports[i].protocol, port: ports[i].port }, goServicePort)));
