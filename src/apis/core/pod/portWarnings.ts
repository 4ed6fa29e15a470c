// Ports of a pod's containers that clash without being wrong.
import type { FieldPath } from '../../../apimachinery/fieldErrors.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { containersOf } from './context.ts';

interface Port {
  at: FieldPath;
  port: Json;
}

/** How two definitions of one port and protocol get into each other's way. */
function overlap(port: Json, other: Json): string | undefined {
  const [hostPort, otherPort] = [port.hostPort ?? 0, other.hostPort ?? 0];
  const [ip, otherIp] = [port.hostIP ?? '', other.hostIP ?? ''];
  if (ip === otherIp && hostPort === otherPort) return 'duplicate';
  if (hostPort === 0 || otherPort === 0) return 'overlapping';
  return hostPort === otherPort && (ip === '') !== (otherIp === '') ? 'dangerously ambiguous' : undefined;
}

/** A port as Go prints a struct. */
const shown = ({ name = '', hostPort = 0, containerPort = 0, protocol = '', hostIP = '' }: Json): string =>
  `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;

function clashes(ports: readonly Port[]): string[] {
  const known = new Map<string, Port[]>();
  return ports.flatMap(({ at, port }) => {
    const key = `${port.containerPort}/${port.protocol}`;
    const others = known.get(key) ?? [];
    known.set(key, [...others, { at, port }]);
    return [
      ...(port.hostIP && !port.hostPort ? [`${at}: hostIP set without hostPort: ${shown(port)}`] : []),
      ...others.flatMap((other) => {
        const how = overlap(port, other.port);
        return how ? [`${at}: ${how} port definition with ${other.at}`] : [];
      }),
    ];
  });
}

function sameNames(ports: readonly Port[]): string[] {
  const known = new Map<string, FieldPath>();
  return ports.flatMap(({ at, port }) => {
    if (!port.name) return [];
    const first = known.get(port.name);
    if (first) return [`${at}: duplicate port name ${JSON.stringify(port.name)} with ${first}, services and probes that select ports by name will use ${first}`];
    known.set(port.name, at);
    return [];
  });
}

export function portWarnings(spec: Json, at: FieldPath): string[] {
  const ports = containersOf(spec).flatMap(({ field, index, container }) => ((container.ports ?? []) as Json[]).map((port, i) => ({ at: at.child(field).index(index).child('ports').index(i), port })));
  return [...clashes(ports), ...sameNames(ports)];
}
