// A kubeconfig for the API server on this machine: the cluster's own with another address.
export const kubeconfigFor = (adminConf: string, port: number): string => adminConf.replace(/^(\s*server:\s*).*$/gm, `$1https://127.0.0.1:${port}`);
