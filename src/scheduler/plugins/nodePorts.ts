// A host port is free or it is not.
import type { Json } from '../../apimachinery/object.ts';
import type { Plugin } from '../framework.ts';

interface HostPort {
  ip: string;
  protocol: string;
  port: number;
}

function hostPortsOf(spec: Json): HostPort[] {
  const containers: Json[] = [...(spec.containers ?? []), ...(spec.initContainers ?? []).filter((c: Json) => c.restartPolicy === 'Always')];
  return containers
    .flatMap((c) => c.ports ?? [])
    .filter((p: Json) => p.hostPort > 0)
    .map((p: Json) => ({ ip: p.hostIP || '0.0.0.0', protocol: p.protocol ?? 'TCP', port: p.hostPort }));
}

const collide = (a: HostPort, b: HostPort): boolean => a.port === b.port && a.protocol === b.protocol && (a.ip === b.ip || a.ip === '0.0.0.0' || b.ip === '0.0.0.0');

export const nodePorts: Plugin = {
  name: 'NodePorts',
  prepare: ({ spec }) => {
    const wanted = hostPortsOf(spec);
    if (!wanted.length) return undefined;
    return {
      filter: ({ pods }) => {
        const taken = pods.flatMap((pod) => hostPortsOf(pod.spec));
        return wanted.some((port) => taken.some((other) => collide(port, other))) ? { reasons: ["node(s) didn't have free ports for the requested pod ports"] } : undefined;
      },
    };
  },
};
