// Leases whose holder is alive: the renewals are a function of time, so they are computed when read and never written.
import { formatMicroTime, type KubeObject, parseTime } from '../apimachinery/object.ts';

/** How often holders renew: kubelets every ten seconds, leader election every two (in seconds). */
const renewEvery = (lease: KubeObject): number => (lease.metadata.namespace === 'kube-node-lease' ? 10 : 2);

/** The lease as its living holder last renewed it before `now`. */
export function renewed(lease: KubeObject, now: number): KubeObject {
  const written = parseTime(lease.spec?.renewTime);
  const step = renewEvery(lease) * 1000;
  if (Number.isNaN(written) || now - written < step) return lease;
  const last = written + Math.floor((now - written) / step) * step;
  return { ...lease, spec: { ...lease.spec, renewTime: formatMicroTime(last) } };
}
