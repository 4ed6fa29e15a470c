// New nodes take no pods before they are ready, and pods learn where in the world their node is.
import type { Json } from '../../apimachinery/object.ts';
import { type AdmissionPlugin, reads } from './types.ts';

const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };

export const taintNodesByCondition: AdmissionPlugin = {
  name: 'TaintNodesByCondition',
  mutate({ operation, resourceText, subresource, object }) {
    if (operation !== 'CREATE' || resourceText !== 'nodes' || subresource) return;
    const taints: Json[] = object.spec?.taints ?? [];
    if (taints.some((taint) => taint.key === notReady.key && taint.effect === notReady.effect)) return;
    object.spec = { ...object.spec, taints: [...taints, { ...notReady }] };
  },
};

const topology = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'];

export const podTopologyLabels: AdmissionPlugin = {
  name: 'PodTopologyLabels',
  mutate(request) {
    const { operation, resourceText, subresource, object } = request;
    if (operation !== 'CREATE' || resourceText !== 'pods' || subresource !== 'binding') return;
    const labels = reads(request).find('nodes', object.target?.name ?? '')?.metadata.labels ?? {};
    for (const key of topology) if (labels[key] !== undefined) object.metadata.labels = { ...object.metadata.labels, [key]: labels[key] };
  },
};
