// Gives every namespace its service account `default`.
import { isReason } from '../../apimachinery/status.ts';
import type { Component } from '../../client/index.ts';
import { controllerCredential } from '../shared/identity.ts';

export const serviceAccount: Component = {
  name: 'service-account-controller',
  credential: controllerCredential('service-account-controller'),
  watches: [{ resource: 'namespaces' }, { resource: 'serviceaccounts', keys: (change) => (change.type === 'DELETED' ? [change.object.metadata.namespace ?? ''] : []) }],
  reconcile(name, { client }) {
    const namespace = client.find('namespaces', name);
    if (namespace?.status?.phase !== 'Active' || client.find('serviceaccounts', 'default', name)) return undefined;
    try {
      client.create('serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: name } });
    } catch (error) {
      if (!isReason(error, 'AlreadyExists')) throw error;
    }
    return undefined;
  },
};
