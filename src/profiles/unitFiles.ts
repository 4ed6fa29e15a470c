// The units of a machine as its packages leave them, and the links that make them start with it.
import type { HostState } from '../nodes/host/index.ts';

const kubelet = `[Unit]
Description=kubelet: The Kubernetes Node Agent
Documentation=https://kubernetes.io/docs/
Wants=network-online.target
After=network-online.target

[Service]
ExecStart=/usr/bin/kubelet
Restart=always
StartLimitInterval=0
RestartSec=10

[Install]
WantedBy=multi-user.target
`;

const kubeadmDropIn = `# Note: This dropin only works with kubeadm and kubelet v1.11+
[Service]
Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
EnvironmentFile=-/etc/default/kubelet
ExecStart=
ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
`;

const containerd = `[Unit]
Description=containerd container runtime
Documentation=https://containerd.io
After=network.target dbus.service

[Service]
ExecStartPre=-/sbin/modprobe overlay
ExecStart=/usr/bin/containerd
Type=notify
Delegate=yes
KillMode=process
Restart=always
RestartSec=5
LimitNOFILE=infinity

[Install]
WantedBy=multi-user.target
`;

/** A service of the system: what it is, and what it runs. */
const service = (description: string, exec: string, install = ''): string => `[Unit]\nDescription=${description}\n\n[Service]\nExecStart=${exec}\n${install}`;
const wanted = '\n[Install]\nWantedBy=multi-user.target\n';

const packaged = '/usr/lib/systemd/system';
const links = '/etc/systemd/system/multi-user.target.wants';

const ofSystem: Readonly<Record<string, string>> = {
  cron: service('Regular background program processing daemon', '/usr/sbin/cron -f -P', wanted),
  ssh: service('OpenBSD Secure Shell server', '/usr/sbin/sshd -D', wanted),
  'systemd-journald': service('Journal Service', '/usr/lib/systemd/systemd-journald'),
  'systemd-resolved': service('Network Name Resolution', '/usr/lib/systemd/systemd-resolved', wanted),
};

const ofCluster: Readonly<Record<string, string>> = { containerd, kubelet };

const file = (text: string) => ({ text, mode: 0o644, owner: 'root' });
const link = (target: string) => ({ text: '', mode: 0o777, owner: 'root', link: target });

/** Files and links; a machine of the cluster has its units besides those of the system. */
export function unitFiles(inCluster: boolean): HostState['files'] {
  const files: HostState['files'] = {};
  for (const [name, text] of Object.entries({ ...ofSystem, ...(inCluster ? ofCluster : {}) })) {
    const path = `${packaged}/${name}.service`;
    files[path] = file(text);
    const wants = text.includes('WantedBy') ? links : `${packaged}/sysinit.target.wants`;
    files[`${wants}/${name}.service`] = link(path);
  }
  if (inCluster) files[`${packaged}/kubelet.service.d/10-kubeadm.conf`] = file(kubeadmDropIn);
  return files;
}
