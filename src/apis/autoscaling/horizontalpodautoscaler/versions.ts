// autoscaling/v1 beside autoscaling/v2: the old version says one target for cpu, and keeps the rest in annotations.
import type { Json } from '../../../apimachinery/object.ts';

const kept = {
  metrics: 'autoscaling.alpha.kubernetes.io/metrics',
  current: 'autoscaling.alpha.kubernetes.io/current-metrics',
  conditions: 'autoscaling.alpha.kubernetes.io/conditions',
  behavior: 'autoscaling.alpha.kubernetes.io/behavior',
};

/** The one metric that v1 has a field for. */
const isCpuUtilization = (metric: Json): boolean => metric.type === 'Resource' && metric.resource?.name === 'cpu' && metric.resource?.target?.averageUtilization !== undefined;

const cpuMetric = (averageUtilization: number): Json => ({ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } });

function parsed(text: string | undefined): Json {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function toV2(v1: Json): Json {
  const { targetCPUUtilizationPercentage: cpu, ...spec } = v1.spec ?? {};
  const annotations = { ...v1.metadata.annotations };
  const metrics = [...(parsed(annotations[kept.metrics]) ?? [])];
  if (cpu !== undefined) metrics.unshift(cpuMetric(cpu));
  const behavior = parsed(annotations[kept.behavior]);
  for (const name of Object.values(kept)) delete annotations[name];
  const { annotations: _, ...metadata } = v1.metadata;
  const { currentCPUUtilizationPercentage: current, ...status } = v1.status ?? {};
  return {
    ...v1,
    apiVersion: 'autoscaling/v2',
    metadata: Object.keys(annotations).length > 0 ? { ...metadata, annotations } : metadata,
    spec: { ...spec, ...(metrics.length > 0 ? { metrics } : {}), ...(behavior ? { behavior } : {}) },
    ...(v1.status ? { status: current === undefined ? status : { ...status, currentMetrics: [{ type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: current } } }] } } : {}),
  };
}

export function fromV2(v2: Json): Json {
  const { metrics = [], behavior, ...spec } = v2.spec ?? {};
  const cpu = metrics.find(isCpuUtilization);
  const others = metrics.filter((metric: Json) => metric !== cpu);
  const { conditions, currentMetrics = [], ...status } = v2.status ?? {};
  const current = currentMetrics?.find((metric: Json) => metric?.resource?.name === 'cpu' && metric.resource.current?.averageUtilization !== undefined);
  const annotations = { ...v2.metadata.annotations };
  if (others.length > 0) annotations[kept.metrics] = JSON.stringify(others);
  if (conditions?.length) annotations[kept.conditions] = JSON.stringify(conditions);
  if (currentMetrics?.length) annotations[kept.current] = JSON.stringify(currentMetrics);
  if (behavior) annotations[kept.behavior] = JSON.stringify(behavior);
  return {
    ...v2,
    apiVersion: 'autoscaling/v1',
    metadata: Object.keys(annotations).length > 0 ? { ...v2.metadata, annotations } : v2.metadata,
    spec: cpu ? { ...spec, targetCPUUtilizationPercentage: cpu.resource.target.averageUtilization } : spec,
    ...(v2.status ? { status: { currentReplicas: 0, ...status, ...(current ? { currentCPUUtilizationPercentage: current.resource.current.averageUtilization } : {}) } } : {}),
  };
}
