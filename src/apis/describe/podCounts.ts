// How many pods of a controller run, wait, and have ended.
import { fromLabelSelector, selectorText } from '../../apimachinery/labels.ts';
import { controllerOf, type Json } from '../../apimachinery/object.ts';
import type { DescribeReader } from './contract.ts';

/** `2 Running / 0 Waiting / 0 Succeeded / 0 Failed`. Orphans and pods of others do not count. */
export function podCounts(reader: DescribeReader, { metadata }: Json, selector: Json): string {
  const pods = reader.list('pods', { namespace: metadata.namespace, labelSelector: selectorText(fromLabelSelector(selector)) });
  const phases = pods.filter((pod) => controllerOf(pod)?.uid === metadata.uid).map((pod) => pod.status?.phase);
  const count = (phase: string): number => phases.filter((each) => each === phase).length;
  return `${count('Running')} Running / ${count('Pending')} Waiting / ${count('Succeeded')} Succeeded / ${count('Failed')} Failed`;
}
