// The old health list of the control plane: asked of the components when it is read.
import type { KubeObject } from '../../apimachinery/object.ts';
import type { ResourceContext } from '../context.ts';
import type { RegistryHooks } from './index.ts';

const ports: Readonly<Record<string, number>> = { 'controller-manager': 10257, scheduler: 10259 };

function statusOf(context: ResourceContext, name: string): KubeObject {
  const healthy = context.server.options.isHealthy(name);
  const port = ports[name];
  const refused = port ? `Get "https://127.0.0.1:${port}/healthz": dial tcp 127.0.0.1:${port}: connect: connection refused` : 'context deadline exceeded';
  const condition = healthy ? { type: 'Healthy', status: 'True', message: 'ok' } : { type: 'Healthy', status: 'False', message: refused };
  return { apiVersion: 'v1', kind: 'ComponentStatus', metadata: { name }, conditions: [condition] };
}

const names = ['scheduler', 'controller-manager', 'etcd-0'];

export const componentstatuses: RegistryHooks = {
  find: (context, name) => (names.includes(name) ? statusOf(context, name) : undefined),
  list: (context) => names.map((name) => statusOf(context, name)),
};
