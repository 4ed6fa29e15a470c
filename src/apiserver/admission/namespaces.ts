// Two older ways to treat a namespace that is not there: to make it, or to refuse all requests in it. Off unless enabled.
import { ApiError, notFound } from '../../apimachinery/status.ts';
import { type AdmissionPlugin, type AdmissionRequest, reads } from './types.ts';

const isMissing = (request: AdmissionRequest): boolean =>
  request.resource.namespaced && request.namespace !== undefined && request.resourceText !== 'namespaces' && !reads(request).find('namespaces', request.namespace);

export const namespaceAutoProvision: AdmissionPlugin = {
  name: 'NamespaceAutoProvision',
  offByDefault: true,
  mutate(request) {
    const { context, namespace, operation } = request;
    if (operation !== 'CREATE' || context.dryRun || !isMissing(request)) return;
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    const made = context.server.request({
      method: 'POST',
      path: '/api/v1/namespaces',
      body,
      credential: { kind: 'component', user: 'system:apiserver', groups: ['system:masters'] },
      headers: { userAgent: 'kube-apiserver' },
    });
    if (made.code >= 400 && made.code !== 409) throw new ApiError(made.body);
  },
};

export const namespaceExists: AdmissionPlugin = {
  name: 'NamespaceExists',
  offByDefault: true,
  validate(request) {
    if (isMissing(request)) throw notFound({ group: '', resource: 'namespaces' }, request.namespace ?? '');
  },
};
