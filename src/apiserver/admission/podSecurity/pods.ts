// What the checks of pod security look at in a pod, and how they put what they find.
import type { Json } from '../../../apimachinery/object.ts';

/** What a check forbids: the reason in short, and what exactly breaks it. */
export interface Violation {
  reason: string;
  detail: string;
}

/** A pod or a pod template. */
export interface PodLike {
  metadata?: Json;
  spec: Json;
}

export interface Check {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** Minor version of Kubernetes since which it is made. */
  readonly since?: number;
  /** Checks of the baseline that this one contains. */
  readonly overrides?: readonly string[];
  find(pod: PodLike, minor: number): Violation | undefined;
}

/** All containers, in the order in which they are looked at. */
export const containersOf = ({ spec }: PodLike): Json[] => [...(spec.initContainers ?? []), ...(spec.containers ?? []), ...(spec.ephemeralContainers ?? [])];

export const namesOf = (pod: PodLike, isBad: (container: Json) => boolean): string[] =>
  containersOf(pod)
    .filter(isBad)
    .map((container) => container.name);

export const plural = (one: string, many: string, count: number): string => (count === 1 ? one : many);

/** `"a", "b"` */
export const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ');

/** `container "a"`, `containers "a", "b"` */
export const containers = (names: readonly string[]): string => `${plural('container', 'containers', names.length)} ${quoted(names)}`;

export const sortedSet = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** `pod and container "a"`: who set what may not be set. */
export function setters(pod: boolean, names: readonly string[]): string {
  return [...(pod ? ['pod'] : []), ...(names.length > 0 ? [containers(names)] : [])].join(' and ');
}

/** Windows has no capabilities, no seccomp and no privilege escalation of this kind. */
export const isWindows = ({ spec }: PodLike): boolean => spec.os?.name === 'windows';

/** Root in a user namespace of the pod's own is nobody outside. */
export const hasOwnUsers = ({ spec }: PodLike): boolean => spec.hostUsers === false;
