// The API server for other programs on this machine: over HTTPS (`cka-lab serve`), and behind `kubectl proxy` and `kubectl port-forward`.
export { serveHttps, type Served } from './https.ts';
export { kubeconfigFor } from './kubeconfig.ts';
export type { Holder } from './turns.ts';
