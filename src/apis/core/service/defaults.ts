// What a Service is when it does not say (defaults.go), and the fields that follow from one another.
import type { Json } from '../../../apimachinery/object.ts';

/** Reachable from outside the cluster: such services have an external traffic policy. */
export const externallyAccessible = (spec: Json): boolean => spec.type === 'LoadBalancer' || spec.type === 'NodePort' || (spec.type === 'ClusterIP' && (spec.externalIPs?.length ?? 0) > 0);

const defaultAffinitySeconds = 10800;

function applyAffinityDefaults(spec: Json): void {
  spec.sessionAffinity ||= 'None';
  if (spec.sessionAffinity === 'None') delete spec.sessionAffinityConfig;
  if (spec.sessionAffinity === 'ClientIP' && spec.sessionAffinityConfig?.clientIP?.timeoutSeconds === undefined) {
    spec.sessionAffinityConfig = { clientIP: { timeoutSeconds: defaultAffinitySeconds } };
  }
}

export function applyServiceDefaults(service: Json): void {
  service.spec ??= {};
  const { spec } = service;
  applyAffinityDefaults(spec);
  spec.type ||= 'ClusterIP';
  for (const port of spec.ports ?? []) {
    port.protocol ||= 'TCP';
    port.targetPort ||= port.port;
  }
  if (externallyAccessible(spec)) spec.externalTrafficPolicy ||= 'Cluster';
  if (spec.type === 'NodePort' || spec.type === 'LoadBalancer' || spec.type === 'ClusterIP') spec.internalTrafficPolicy ??= 'Cluster';
  if (spec.type === 'LoadBalancer') spec.allocateLoadBalancerNodePorts ??= true;
  for (const ingress of service.status?.loadBalancer?.ingress ?? []) if (spec.type === 'LoadBalancer' && ingress.ip) ingress.ipMode ??= 'VIP';
}
