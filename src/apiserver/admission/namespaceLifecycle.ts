// Nothing is created in a namespace that is not there or is going; three namespaces never go.
import { forbidden, notFound } from '../../apimachinery/status.ts';
import type { AdmissionPlugin } from './index.ts';
import { reads } from './index.ts';

const immortal = new Set(['default', 'kube-system', 'kube-public']);

export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  validate(request) {
    const { operation, resource, namespace, name } = request;
    if (operation === 'DELETE' && request.resourceText === 'namespaces' && immortal.has(name)) throw forbidden(resource, name, 'this namespace may not be deleted');
    if (operation !== 'CREATE' || !resource.namespaced || namespace === undefined) return;
    const found = reads(request).find('namespaces', namespace);
    if (!found) throw notFound({ group: '', resource: 'namespaces' }, namespace);
    if (!found.metadata.deletionTimestamp || request.resourceText.startsWith('localsubjectaccessreviews')) return;
    const refusal = forbidden(resource, name, `unable to create new content in namespace ${namespace} because it is being terminated`);
    refusal.status.details = { ...refusal.status.details, causes: [{ reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' }] };
    throw refusal;
  },
};
