// cluster-info: where the control plane and the services of the cluster itself answer.
import type { Json } from '../../apimachinery/object.ts';
import type { Call, Verb } from '../call.ts';
import { pathOf } from '../factory.ts';

/** The terminal's colours, as kubectl uses them here. */
function paint(call: Call, colour: number, text: string): string {
  const plain = !call.environment.terminal || call.environment.env.NO_COLOR !== undefined || call.environment.env.TERM === 'dumb';
  return plain ? text : `\u001b[0;${colour}m${text}\u001b[0m`;
}

function line(call: Call, name: string, link: string): void {
  call.print(`${paint(call, 32, name)} is running at ${paint(call, 33, link)}`);
}

function linkOf(service: Json, server: string): string {
  const ingress = service.status?.loadBalancer?.ingress?.[0];
  if (ingress) return (service.spec.ports ?? []).map((port: Json) => `http://${ingress.ip || ingress.hostname}:${port.port} `).join('');
  const { namespace, name } = service.metadata;
  return `${server}/api/v1/namespaces/${namespace}/services/${proxiedName(name, service.spec.ports?.[0])}/proxy`;
}

/** `https:name:port`, as the proxy of a service reads it: with a scheme there are always three parts. */
function proxiedName(service: string, port: Json): string {
  const name = port?.name ?? '';
  if (port && (name === 'https' || port.port === 443)) return `https:${service}:${name}`;
  return name ? `${service}:${name}` : service;
}

function printServices(call: Call): void {
  const namespace = call.flags.changed('namespace') ? call.flags.string('namespace') : 'kube-system';
  const services = call.factory.request('GET', pathOf(call.factory.mapper().forArgument('services'), namespace), { query: { labelSelector: 'kubernetes.io/cluster-service=true' } });
  const { server } = call.factory.access();
  line(call, 'Kubernetes control plane', server);
  for (const service of services.items) {
    const name = service.metadata.labels?.['kubernetes.io/name'] || service.metadata.name;
    line(call, name, linkOf(service, server));
  }
}

export const clusterInfo: Verb = {
  command: 'cluster-info',
  run(call) {
    try {
      printServices(call);
    } finally {
      // Said in trouble above all.
      call.print("\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.");
    }
    return 0;
  },
};
