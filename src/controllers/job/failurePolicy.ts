// What a job's podFailurePolicy says of a failed pod.
import type { Json, KubeObject } from '../../apimachinery/object.ts';

export interface Ruling {
  action: 'FailJob' | 'FailIndex' | 'Ignore' | 'Count';
  /** The sentence of the job's condition when the action is FailJob. */
  message: string;
}

export function rulingOn(job: KubeObject, pod: KubeObject): Ruling {
  const rules: Json[] = job.spec.podFailurePolicy?.rules ?? [];
  for (const [index, rule] of rules.entries()) {
    const why = rule.onExitCodes ? exitCode(rule.onExitCodes, pod) : podCondition(rule.onPodConditions ?? [], pod);
    if (why) return { action: rule.action, message: `${why} matching ${rule.action} rule at index ${index}` };
  }
  return { action: 'Count', message: '' };
}

function exitCode({ containerName, operator, values }: Json, pod: KubeObject): string | undefined {
  const statuses: Json[] = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  for (const { name, state } of statuses) {
    const code = state?.terminated?.exitCode;
    if (!code || (containerName && containerName !== name)) continue;
    if (values.includes(code) === (operator === 'In')) return `Container ${name} for pod ${pod.metadata.namespace}/${pod.metadata.name} failed with exit code ${code}`;
  }
  return undefined;
}

function podCondition(patterns: readonly Json[], pod: KubeObject): string | undefined {
  const found = patterns.find(({ type, status }) => (pod.status?.conditions ?? []).some((c: Json) => c.type === type && c.status === (status ?? 'True')));
  return found && `Pod ${pod.metadata.namespace}/${pod.metadata.name} has condition ${found.type}`;
}
