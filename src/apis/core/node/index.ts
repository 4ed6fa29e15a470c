// Node: a machine that runs pods.
import type { Json } from '../../../apimachinery/object.ts';
import type { Cell, Kind } from '../../kind.ts';
import { ageOf } from '../../support/columns.ts';
import { applyNodeDefaults } from './defaults.ts';
import { validateNode, validateNodeUpdate } from './validation.ts';

const rolePrefix = 'node-role.kubernetes.io/';

function statusText(node: Json): string {
  const ready = (node.status?.conditions ?? []).find((c: Json) => c.type === 'Ready');
  const status = [ready ? (ready.status === 'True' ? 'Ready' : 'NotReady') : 'Unknown'];
  if (node.spec?.unschedulable) status.push('SchedulingDisabled');
  return status.join(',');
}

/** `control-plane,worker`: from labels; `<none>`. */
export function nodeRoles(node: Json): string {
  const roles = Object.entries<string>(node.metadata.labels ?? {}).flatMap(([key, value]) => {
    if (key.startsWith(rolePrefix) && key.length > rolePrefix.length) return [key.slice(rolePrefix.length)];
    return key === 'kubernetes.io/role' && value !== '' ? [value] : [];
  });
  return [...new Set(roles)].sort().join(',') || '<none>';
}

const address = (node: Json, type: string): string => (node.status?.addresses ?? []).find((a: Json) => a.type === type)?.address ?? '<none>';

function nodeRow(node: Json, now: number): Cell[] {
  const info = node.status?.nodeInfo ?? {};
  return [
    node.metadata.name,
    statusText(node),
    nodeRoles(node),
    ageOf(node, now),
    info.kubeletVersion ?? '',
    address(node, 'InternalIP'),
    address(node, 'ExternalIP'),
    info.osImage || '<unknown>',
    info.kernelVersion || '<unknown>',
    info.containerRuntimeVersion || '<unknown>',
  ];
}

const nodeWarnings = ({ spec }: Json): string[] => [
  ...(spec?.configSource ? ['spec.configSource: the feature is removed'] : []),
  ...(spec?.externalID ? ['spec.externalID: this field is deprecated, and is unused by Kubernetes'] : []),
];

export const node: Kind = {
  resource: 'nodes',
  applyDefaults: applyNodeDefaults,
  validate: validateNode,
  validateUpdate: validateNodeUpdate,
  validateUpdateOnly: true,
  warnings: nodeWarnings,
  row: (object, { now }) => nodeRow(object, now),
  selectableFields: { 'spec.unschedulable': (object) => String(object.spec?.unschedulable ?? false) },
};
