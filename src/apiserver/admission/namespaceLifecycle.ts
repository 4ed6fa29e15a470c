// Nothing is written in a namespace that is not there, nor created in one that is going; three namespaces never go.
import { forbidden, notFound } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from './types.ts';

const immortal = new Set(['default', 'kube-system', 'kube-public']);

const isReview = (request: AdmissionRequest): boolean => request.resourceText === 'localsubjectaccessreviews.authorization.k8s.io';

function checkNamespace(request: AdmissionRequest): void {
  const { operation, resource, namespace, name } = request;
  if (!resource.namespaced || namespace === undefined || operation === 'DELETE' || isReview(request)) return;
  const found = reads(request).find('namespaces', namespace);
  if (!found) throw notFound({ group: '', resource: 'namespaces' }, namespace);
  if (operation !== 'CREATE' || !found.metadata.deletionTimestamp) return;
  const refusal = forbidden(resource, name, `unable to create new content in namespace ${namespace} because it is being terminated`);
  refusal.status.details = { ...refusal.status.details, causes: [{ reason: 'NamespaceTerminating', message: `namespace ${namespace} is being terminated`, field: 'metadata.namespace' }] };
  throw refusal;
}

export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  // Before anything else is asked: other plugins look for things in the namespace.
  mutate: checkNamespace,
  validate({ operation, resource, resourceText, name }) {
    if (operation === 'DELETE' && resourceText === 'namespaces' && immortal.has(name)) throw forbidden(resource, name, 'this namespace may not be deleted');
  },
};
