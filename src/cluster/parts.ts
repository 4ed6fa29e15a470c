// What runs in a cluster: the components, each with the program on a host that it is part of.
import { availability, customResourceControllers, kubernetesService } from '../apiserver/index.ts';
import { type ApiClient, type Component, type ComponentContext, type Credential, Recorder, type WatchOf } from '../client/index.ts';
import type { ClusterState } from '../cluster.ts';
import { certificateSigner, controllers, horizontalPodAutoscaler, localPathProvisioner, serviceAccountToken } from '../controllers/index.ts';
import { kubelet, type NetworkFor } from '../kubelet/index.ts';
import type { HostState } from '../nodes/host/index.ts';
import { machine } from './machines.ts';
import { type ControlPlaneProgram, signingAuthority, tokenAuthority } from '../profiles/index.ts';
import { scheduler } from '../scheduler/index.ts';

/** A component and the program on a host that it is part of. */
export interface Part {
  component: Component;
  program: ControlPlaneProgram | { kubelet: HostState } | 'machine';
  context: Omit<ComponentContext, 'now'>;
  /** The resources that it watches. */
  watches: ReadonlyMap<string, WatchOf[]>;
}

function watchesOf(component: Component): Map<string, WatchOf[]> {
  const found = new Map<string, WatchOf[]>();
  for (const watch of component.watches) found.set(watch.resource, [...(found.get(watch.resource) ?? []), watch]);
  return found;
}

export function partsOf(
  { base, hosts, seed, autoscalers, recorded }: ClusterState,
  clientOf: (userAgent: string, credential: Credential, informer?: Credential) => ApiClient,
  networkFor: NetworkFor,
): Map<string, Part> {
  const parts = new Map<string, Part>();
  const add = (component: Component, program: Part['program'], userAgent: string, informer?: Credential): void => {
    const context = { client: clientOf(userAgent, component.credential, informer), seed, recorder: new Recorder(recorded) };
    parts.set(component.name, { component, program, context, watches: watchesOf(component) });
  };
  // Controllers write as service accounts of their own; their informers belong to the program.
  for (const controller of [...controllers, certificateSigner(() => signingAuthority(hosts)), serviceAccountToken(() => tokenAuthority(hosts)), horizontalPodAutoscaler(autoscalers)])
    add(controller, 'kube-controller-manager', 'kube-controller-manager', { kind: 'component', user: 'system:kube-controller-manager', groups: [] });
  for (const controller of [...customResourceControllers, availability, kubernetesService]) add(controller, 'kube-apiserver', 'kube-apiserver');
  add(localPathProvisioner, 'local-path-provisioner', 'local-path-provisioner');
  add(scheduler, 'kube-scheduler', 'kube-scheduler', scheduler.credential);
  for (const host of [base, ...hosts]) add(machine(host), 'machine', 'machine');
  for (const host of hosts) add(kubelet(host, networkFor), { kubelet: host }, 'kubelet');
  return parts;
}
