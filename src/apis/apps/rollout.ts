// What kinds that roll out share: how far they are, which templates they had, and how to go back to one.
import { fromLabelSelector, selectorText } from '../../apimachinery/labels.ts';
import { controllerOf, deepCopy, deepEqual, type Json, type KubeObject } from '../../apimachinery/object.ts';
import { strategicMergePatch } from '../../apimachinery/strategicMerge.ts';
import { lookupKind } from '../schema.ts';

/** Reads with the rights of who asks. */
export interface RolloutReader {
  list(resource: string, options: { namespace?: string | undefined; labelSelector?: string }): KubeObject[];
}

export interface RolloutStatus {
  /** A line, or nothing. */
  text: string;
  done: boolean;
}

/** A template that a workload had once. */
export interface Revision {
  number: number;
  /** What the annotation says of why it came; '' when it says nothing. */
  changeCause: string;
  template: Json;
  /** The object that stands for it: a replica set, or the workload as it was. */
  object: Json;
}

/** How to put a template back. */
export interface Restoration {
  type: 'json' | 'strategic';
  patch: Json;
  /** The workload has that template now. */
  isCurrent: boolean;
  /** Why it cannot be done, when it cannot. */
  refusal?: string;
}

/** How a kind rolls out; a value for each kind, listed in rollouts.ts. */
export interface Rollout {
  /** `deployments.apps` */
  readonly resource: string;
  /** Throws what has gone wrong for good. `revision` is the one that should be running; 0 when it does not matter. */
  status(object: Json, revision: number): RolloutStatus;
  history(object: KubeObject, reader: RolloutReader): Revision[];
  /** The revision before the newest; throws the sentence when there is none. */
  previous(object: Json, history: readonly Revision[]): Revision;
  restoration(object: KubeObject, revision: Revision): Restoration;
  /** Stands before a template that `undo` would put back. */
  readonly preview: string;
  /** Why it cannot be restarted now. */
  restartRefusal?(object: Json): string | undefined;
  readonly isPausable?: boolean;
}

export const changeCause = 'kubernetes.io/change-cause';

/** What the selector of a workload finds, as far as the workload controls it. */
export function controlled(object: KubeObject, resource: string, reader: RolloutReader): KubeObject[] {
  const { namespace, uid } = object.metadata;
  return reader.list(resource, { namespace, labelSelector: selectorText(fromLabelSelector(object.spec.selector)) }).filter((each) => controllerOf(each)?.uid === uid);
}

/** A waiting or finished status from its line. */
export const waiting = (text: string): RolloutStatus => ({ text: `${text}\n`, done: false });
export const finished = (text: string): RolloutStatus => ({ text: `${text}\n`, done: true });

export function requireRollingUpdate(object: Json): void {
  if (object.spec.updateStrategy?.type !== 'RollingUpdate') throw new Error('rollout status is only available for RollingUpdate strategy type');
}

/** The patch in a controller revision that would leave the workload as it is. */
const dataOf = (object: KubeObject): Json => ({ spec: { template: { ...deepCopy(object.spec.template), $patch: 'replace' } } });

/** History that is kept in ControllerRevisions, and how it is put back. */
export const byControllerRevisions = {
  preview: 'will roll back to ',
  history(object: KubeObject, reader: RolloutReader): Revision[] {
    const schema = lookupKind(object.apiVersion, object.kind);
    return controlled(object, 'controllerrevisions.apps', reader)
      .map((each) => {
        const past = strategicMergePatch(object, each.data, schema);
        return { number: each.revision, changeCause: each.metadata.annotations?.[changeCause] ?? '', template: past.spec.template, object: past };
      })
      .sort((a, b) => a.number - b.number);
  },
  previous(_: Json, history: readonly Revision[]): Revision {
    const found = history.at(-2);
    if (!found) throw new Error('no last revision to roll back to');
    return found;
  },
  restoration(object: KubeObject, revision: Revision): Restoration {
    const patch = { spec: { template: { ...revision.template, $patch: 'replace' } } };
    return { type: 'strategic', patch, isCurrent: deepEqual(patch, dataOf(object)) };
  },
};
