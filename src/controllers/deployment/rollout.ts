// A deployment and its replica sets while they are looked at: reading them, and scaling them with the event that tells of it.
import { controllerOf, type KubeObject } from '../../apimachinery/object.ts';
import { fromLabelSelector } from '../../apimachinery/labels.ts';
import type { ComponentContext } from '../../client/index.ts';
import { tell } from '../shared/events.ts';
import { claim } from '../shared/owners.ts';
import { desiredReplicasAnnotation, maxReplicasAnnotation, maxSurge, replicasOf } from './sizes.ts';

export const component = 'deployment-controller';

export class Rollout {
  /** The deployment as last written. */
  deployment: KubeObject;
  private readonly sets: KubeObject[];
  /** The set with the deployment's template, once it is known. */
  newUid: string | undefined;

  constructor(
    readonly context: ComponentContext,
    deployment: KubeObject,
  ) {
    this.deployment = deployment;
    const selector = fromLabelSelector(deployment.spec.selector);
    const candidates = context.client.list('replicasets.apps', { namespace: deployment.metadata.namespace });
    this.sets = claim(context.client, candidates, { resource: 'replicasets.apps', owner: deployment, matches: (labels) => selector.matches(labels ?? {}) });
  }

  get all(): readonly KubeObject[] {
    return this.sets;
  }

  get newSet(): KubeObject | undefined {
    return this.sets.find((set) => set.metadata.uid === this.newUid);
  }

  get oldSets(): KubeObject[] {
    return this.sets.filter((set) => set.metadata.uid !== this.newUid);
  }

  /** Puts a set that was made or written in the place of what was known of it. */
  keep(set: KubeObject): KubeObject {
    const at = this.sets.findIndex((known) => known.metadata.uid === set.metadata.uid);
    if (at < 0) this.sets.push(set);
    else this.sets[at] = set;
    return set;
  }

  /** Gives a set its size and the annotations that remember what it was a part of. Answers whether the size changed. */
  scale(set: KubeObject, size: number): boolean {
    const { deployment, context } = this;
    const before = replicasOf(set);
    const wanted = replicasOf(deployment);
    this.keep(
      context.client.update('replicasets.apps', set, (draft) => {
        draft.spec.replicas = size;
        draft.metadata.annotations = { ...draft.metadata.annotations, [desiredReplicasAnnotation]: String(wanted), [maxReplicasAnnotation]: String(wanted + maxSurge(deployment)) };
      }),
    );
    if (size === before) return false;
    const message = `Scaled ${size > before ? 'up' : 'down'} replica set ${set.metadata.name} from ${before} to ${size}`;
    tell(context, component, { about: deployment, type: 'Normal', reason: 'ScalingReplicaSet', message });
    return true;
  }

  /** The pods of a set, those on their way out included. */
  podsOf(set: KubeObject): KubeObject[] {
    return this.context.client.list('pods', { namespace: set.metadata.namespace }).filter((pod) => controllerOf(pod)?.uid === set.metadata.uid);
  }
}
