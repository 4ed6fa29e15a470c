// Which containers' logs are read.
import type { KubeObject } from '../../../apimachinery/object.ts';
import type { Call } from '../../call.ts';
import { annotatedContainer, containerNamed, containersOf, defaulted, hasSeveralContainers, requireContainer } from '../../pods.ts';

export interface Stream {
  pod: KubeObject;
  container: string;
}

export interface Asked {
  /** '' for the pod's own choice. */
  container: string;
  /** --all-containers */
  all: boolean;
  /** Says nothing of a choice. */
  quiet: boolean;
}

function choose(call: Call, pod: KubeObject, { container, quiet }: Asked): string {
  if (container) return container;
  const annotated = annotatedContainer(pod);
  if (annotated && containerNamed(pod, annotated)) return annotated;
  if (annotated) call.printError(`Default container name ${JSON.stringify(annotated)} not found in pod ${pod.metadata.name}`);
  if (hasSeveralContainers(pod) && !quiet) call.printError(defaulted(pod));
  return pod.spec.containers[0].name;
}

export function streamsOf(call: Call, pod: KubeObject, asked: Asked): Stream[] {
  if (asked.all) return containersOf(pod, 'initContainers', 'containers', 'ephemeralContainers').map(({ spec }) => ({ pod, container: spec.name }));
  const container = choose(call, pod, asked);
  requireContainer(pod, container);
  return [{ pod, container }];
}
