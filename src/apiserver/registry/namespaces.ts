// A namespace being deleted stays, Terminating, until what is in it is gone and its spec.finalizers are empty.
import type { RegistryHooks } from './index.ts';

export const namespaces: RegistryHooks = {
  deleting(namespace) {
    namespace.status = { ...namespace.status, phase: 'Terminating' };
    // Namespaces are not deleted gracefully: upstream writes the time alone.
    delete namespace.metadata.deletionGracePeriodSeconds;
  },
};
