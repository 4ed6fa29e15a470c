// The cluster that is saved in the lab's home: how it is born, brought to life, and reached.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Transport } from '../client/index.ts';
import { Cluster, type ClusterOptions, type ClusterState } from '../cluster.ts';
import { Lease } from './lease.ts';
import { packCluster, unpackCluster } from './pack.ts';

export type LabLease = Lease<ClusterState, Cluster>;
export type ProfileName = ClusterOptions['profile'];

/** Where kubeadm leaves the administrator's kubeconfig on a control plane node. */
const adminConf = '/etc/kubernetes/admin.conf';

/** The new cluster that the build made of a profile; nothing where the program runs from its source. */
function prepared(profile: ProfileName): ClusterState | undefined {
  const file = new URL(`./profiles/${profile}.json`, import.meta.url);
  return existsSync(file) ? unpackCluster(readFileSync(file, 'utf8').split('\n')) : undefined;
}

export function bornCluster(profile: ProfileName, now: number): ClusterState {
  const state = prepared(profile);
  // A program that was built long ago has clusters of that age, in which nothing has happened. Their certificates last a year.
  const oldest = now - 300 * 24 * 3600_000;
  return state && state.sim.now <= now && state.sim.now > oldest ? state : Cluster.settled({ profile, now });
}

/** `strict` lets mistakes of the simulation's own end the program, instead of being tried again as a real component would. */
export function openLab(home: string, profile: ProfileName = 'standard', strict = false): LabLease {
  return new Lease<ClusterState, Cluster>(home, {
    born: (now) => {
      const state = bornCluster(profile, now);
      layKubeconfig(home, adminKubeconfig(state));
      return state;
    },
    bring: (state) => new Cluster(state, strict),
    pack: packCluster,
    unpack: unpackCluster,
  });
}

/** Puts a new cluster in the place of the old one, even if that cannot be read any more. The lease is not held. */
export function newCluster(lease: LabLease, profile: ProfileName): void {
  lease.startAnew(() => {
    const state = bornCluster(profile, Date.now());
    layKubeconfig(lease.folder, adminKubeconfig(state));
    return state;
  });
}

export function adminKubeconfig(state: ClusterState): string {
  const text = state.hosts.map((host) => host.files[adminConf]?.text).find((found) => found !== undefined);
  if (text === undefined) throw new Error(`no host of the cluster has ${adminConf}`);
  return text;
}

/** Lays the kubeconfig of another cluster, and forgets what kubectl kept of the one before. */
export function layKubeconfig(home: string, text: string): void {
  writeFileSync(join(home, 'kubeconfig'), text, { mode: 0o600 });
  rmSync(join(home, 'cache'), { recursive: true, force: true });
}

/** The way to the API server that listens at `https://host:port`; nothing when nobody does. */
export function connect(cluster: Cluster, origin: string): Transport | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { protocol, hostname, port } = new URL(origin);
  if (protocol !== 'https:' || port !== '6443') return undefined;
  const listening = cluster.state.hosts.filter((host) => host.files[adminConf]).flatMap((host) => [host.name, host.facts.address]);
  return [...listening, 'localhost', '127.0.0.1', 'kubernetes'].includes(hostname) ? cluster.transport : undefined;
}

/** Where `cka-lab serve` notes on which port it listens, while it does. */
export const portNote = (folder: string): string => join(folder, 'serve.port');

/** The address that `cka-lab serve` gives the API server here is another name of it: kubectl needs no network to reach it. */
function usualOrigin(folder: string, origin: string): string {
  const port = /^https:\/\/(?:127\.0\.0\.1|localhost):(\d+)$/.exec(origin)?.[1];
  if (port === undefined || port === '6443') return origin;
  const note = portNote(folder);
  return existsSync(note) && readFileSync(note, 'utf8') === port ? 'https://127.0.0.1:6443' : origin;
}

/** The same for commands that wait: after a wait the cluster behind the lease may be another object. */
export function connectThrough(lease: LabLease): (origin: string) => Transport | undefined {
  return (address) => {
    const origin = usualOrigin(lease.folder, address);
    if (!connect(lease.cluster, origin)) return undefined;
    return { request: (request) => reach(lease, origin).request(request), poll: (cursor) => reach(lease, origin).poll(cursor) };
  };
}

function reach(lease: LabLease, origin: string): Transport {
  const transport = connect(lease.cluster, origin);
  if (!transport) throw new Error('connection refused');
  return transport;
}
