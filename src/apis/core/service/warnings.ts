// What a Service may say that nobody heeds, or soon nobody will.
import type { Json } from '../../../apimachinery/object.ts';
import { cidrWarnings, ipWarnings } from '../../support/ip.ts';
import { isHeadless } from './transitions.ts';

function ignoredWhenHeadless(spec: Json): string[] {
  const ignored: string[] = [];
  if (spec.loadBalancerIP) ignored.push('loadBalancerIP');
  if (spec.externalIPs?.length) ignored.push('externalIPs');
  if (spec.sessionAffinity !== 'None') ignored.push('SessionAffinity');
  return ignored.map((field) => `spec.${field} is ignored for headless services`);
}

export function serviceWarnings(service: Json): string[] {
  const { spec } = service;
  const external = spec.externalIPs?.length > 0;
  const headless = spec.type === 'ClusterIP' && isHeadless(service);
  const named = spec.type === 'ExternalName';
  const warnings: string[] = [];
  if (service.metadata.annotations?.['service.kubernetes.io/topology-aware-hints'] !== undefined) {
    warnings.push('annotation service.kubernetes.io/topology-aware-hints is deprecated, please use service.kubernetes.io/topology-mode instead');
  }
  if (!isHeadless(service)) (spec.clusterIPs ?? []).forEach((ip: string, i: number) => warnings.push(...ipWarnings(`spec.clusterIPs[${i}]`, ip)));
  if (headless) warnings.push(...ignoredWhenHeadless(spec));
  (spec.externalIPs ?? []).forEach((ip: string, i: number) => warnings.push(...ipWarnings(`spec.externalIPs[${i}]`, ip)));
  if (external && !headless && !named) warnings.push('spec.externalIPs is deprecated and may no longer be implemented in some clusters');
  if (spec.loadBalancerIP) warnings.push(...ipWarnings('spec.loadBalancerIP', spec.loadBalancerIP));
  (spec.loadBalancerSourceRanges ?? []).forEach((range: string, i: number) => warnings.push(...cidrWarnings(`spec.loadBalancerSourceRanges[${i}]`, range)));
  if (named && external) warnings.push('spec.externalIPs is ignored when spec.type is "ExternalName"');
  if (!named && spec.externalName) warnings.push('spec.externalName is ignored when spec.type is not "ExternalName"');
  if (spec.trafficDistribution === 'PreferClose') warnings.push('spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"');
  return warnings;
}
