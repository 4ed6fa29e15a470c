// What `kubectl describe namespace` says: itself, its quotas and its limit ranges.
import { byCodePoint } from '../../../apimachinery/goFormat.ts';
import type { Json, KubeObject } from '../../../apimachinery/object.ts';
import { isNotFound } from '../../../apimachinery/status.ts';
import { writeTransitions } from '../../describe/conditions.ts';
import type { DescribeReader, Describer } from '../../describe/contract.ts';
import type { Description } from '../../describe/description.ts';
import { sortedKeys, writeLabelsAndAnnotations } from '../../describe/metadata.ts';
import { writeLimits, writeScopes } from '../../describe/quotas.ts';
import { amountText } from '../../support/quantities.ts';

function writeQuota(out: Description, quota: Json): void {
  const { hard, used } = quota.status ?? {};
  out.field('Name', quota.metadata.name, 1);
  writeScopes(out, quota, 1, '*');
  out.row(1, 'Resource', 'Used', 'Hard');
  out.row(1, '--------', '---', '---');
  for (const name of sortedKeys(hard)) out.row(1, name, amountText(used?.[name]), amountText(hard[name]));
}

function writeQuotas(out: Description, quotas: readonly KubeObject[]): void {
  out.piece('\n');
  if (quotas.length === 0) {
    out.row(0, 'No resource quota.');
    return;
  }
  out.row(0, 'Resource Quotas');
  for (const quota of [...quotas].sort((a, b) => byCodePoint(a.metadata.name, b.metadata.name))) writeQuota(out, quota);
}

function writeLimitRanges(out: Description, ranges: readonly KubeObject[]): void {
  out.piece('\n');
  if (ranges.length === 0) {
    out.row(0, 'No LimitRange resource.');
    return;
  }
  out.row(0, 'Resource Limits');
  writeLimits(out, ranges, ' ');
}

/** Nothing when the server does not know the resource. */
function listed(reader: DescribeReader, resource: string, namespace: string): KubeObject[] | undefined {
  try {
    return reader.list(resource, { namespace });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

export const namespaceDescriber: Describer = {
  resource: 'namespaces',
  events: 'none',
  describe(namespace, out, { reader }) {
    const { metadata, status } = namespace;
    const quotas = listed(reader, 'resourcequotas', metadata.name);
    const ranges = listed(reader, 'limitranges', metadata.name);
    out.field('Name', metadata.name);
    writeLabelsAndAnnotations(out, namespace);
    out.field('Status', status?.phase ?? '');
    if (status?.conditions?.length) writeTransitions(out, status.conditions);
    if (quotas) writeQuotas(out, quotas);
    if (ranges) writeLimitRanges(out, ranges);
  },
};
