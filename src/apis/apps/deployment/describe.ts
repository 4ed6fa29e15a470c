// What `kubectl describe deployment` says.
import { byCodePoint } from '../../../apimachinery/goFormat.ts';
import { fromLabelSelector, selectorText } from '../../../apimachinery/labels.ts';
import { controllerOf, deepEqual, type Json, type KubeObject } from '../../../apimachinery/object.ts';
import { writeReasons } from '../../describe/conditions.ts';
import type { DescribeReader, Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { orNone, timeText, writeLabelsAndAnnotations, writeName } from '../../describe/metadata.ts';
import { writePodTemplate } from '../../describe/podTemplate.ts';

const hashLabel = 'pod-template-hash';

function withoutHash({ metadata = {}, spec }: Json): Json {
  const { [hashLabel]: _, ...labels } = metadata.labels ?? {};
  return { metadata: { ...metadata, labels, creationTimestamp: undefined }, spec };
}

const byCreation = (a: KubeObject, b: KubeObject): number => byCodePoint(a.metadata.creationTimestamp ?? '', b.metadata.creationTimestamp ?? '') || byCodePoint(a.metadata.name, b.metadata.name);

/** The replica sets that the deployment controls, the oldest first: the one with its template, and the others. */
function replicaSets(reader: DescribeReader, { metadata, spec }: KubeObject, selector: string): { current: KubeObject | undefined; old: KubeObject[] } {
  const listed = reader.list('replicasets.apps', { namespace: metadata.namespace, labelSelector: selector });
  const owned = listed.filter((each) => controllerOf(each)?.uid === metadata.uid).sort(byCreation);
  const template = withoutHash(spec.template);
  const current = owned.find((each) => deepEqual(withoutHash(each.spec.template), template));
  return { current, old: owned.filter((each) => each !== current) };
}

const setsText = (sets: readonly KubeObject[]): string => orNone(sets.map(({ metadata, spec, status }) => `${metadata.name} (${status?.replicas ?? 0}/${spec.replicas} replicas created)`).join(', '));

function writeReplicaSets(out: Description, reader: DescribeReader, deployment: KubeObject, selector: string): void {
  let sets: ReturnType<typeof replicaSets>;
  try {
    sets = replicaSets(reader, deployment, selector);
  } catch {
    return;
  }
  const { current, old } = sets;
  if (!current && old.length === 0) return;
  out.field('OldReplicaSets', setsText(old));
  out.field('NewReplicaSet', setsText(current ? [current] : []));
}

export const deploymentDescriber: Describer = {
  resource: 'deployments.apps',
  describe(deployment, out, { reader }) {
    const { metadata, spec, status = {} } = deployment;
    const selector = selectorText(fromLabelSelector(spec.selector));
    const { updatedReplicas = 0, replicas = 0, availableReplicas = 0, unavailableReplicas = 0 } = status;
    writeName(out, deployment);
    out.field('CreationTimestamp', timeText(metadata.creationTimestamp));
    writeLabelsAndAnnotations(out, deployment);
    out.field('Selector', selector);
    out.field('Replicas', `${spec.replicas} desired | ${updatedReplicas} updated | ${replicas} total | ${availableReplicas} available | ${unavailableReplicas} unavailable`);
    out.field('StrategyType', spec.strategy?.type ?? '');
    out.field('MinReadySeconds', spec.minReadySeconds ?? 0);
    const rolling = spec.strategy?.rollingUpdate;
    if (rolling) out.field('RollingUpdateStrategy', `${rolling.maxUnavailable} max unavailable, ${rolling.maxSurge} max surge`);
    writePodTemplate(out, spec.template);
    writeReasons(out, status.conditions);
    writeReplicaSets(out, reader, deployment, selector);
  },
};
