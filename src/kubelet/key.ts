// What a kubelet looks at besides pods.

/** The key under which a kubelet looks at its node and at its host's manifests; book it when the host's files change. */
export const hostKey = '@host';
