// What `kubectl set` can change apart from pods, and where in an object it lies. By resource: `services`.

/** Labels that select. */
export const selectorPaths: Readonly<Record<string, readonly string[]>> = { services: ['spec', 'selector'] };

/** Lists of who is bound; `namespaced` bindings can lend their namespace to a service account. */
export const subjectFields: Readonly<Record<string, { field: string; namespaced: boolean }>> = {
  'rolebindings.rbac.authorization.k8s.io': { field: 'subjects', namespaced: true },
  'clusterrolebindings.rbac.authorization.k8s.io': { field: 'subjects', namespaced: false },
};

/** Objects whose keys can be values of environment variables, and the field of `valueFrom` that names them. */
export const variableSources: Readonly<Record<string, string>> = { configmaps: 'configMapKeyRef', secrets: 'secretKeyRef' };
