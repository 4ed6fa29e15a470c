// The composition root: the only file that knows all the rooms. A cluster is one JSON value; this brings it to life.
import { ApiError } from './apimachinery/status.ts';
import type { KubeObject } from './apimachinery/object.ts';
import { resourceText } from './apis/resources.ts';
import { ApiServer, compactionInterval, type ServerState } from './apiserver/index.ts';
import { ApiClient, Recorder, type ApiRequest, type ApiResponse, type Credential, type Transport, type Selection, type WatchCursor, type WatchOf } from './client/index.ts';
import { keyOf } from './apimachinery/object.ts';
import { type Part, partsOf } from './cluster/parts.ts';
import { answerHttp } from './cluster/http.ts';
import { endWhatCannotRun, machineName, timeToReboot } from './cluster/machines.ts';
import { beginRecording, record, type Recording } from './cluster/recording.ts';
import type { AutoscalerMemory } from './controllers/index.ts';
import { Etcd, type EtcdState, emptyEtcd } from './etcd/index.ts';
import { hostKey } from './kubelet/key.ts';
import { kubeletApi, listenerIn, listenerOnHost, type NetworkFor, sendersOn } from './kubelet/index.ts';
import { type Listener, type Network, networkOf } from './network/index.ts';
import { comeUp, goDown, type HostState } from './nodes/host/index.ts';
import { baseMachine, type ControlPlaneProgram, equip, hostsOf, objectsOf, pkiOf, type Pki, type ProfileName, settleIn } from './profiles/index.ts';
import { findsEtcd, isRunning, serverFlags } from './profiles/programs.ts';
import { type Entry, type Instant, type Process, type SimState, Simulation } from './sim/index.ts';

/** Everything that a cluster is. */
export interface ClusterState {
  profile: ProfileName;
  seed: string;
  sim: SimState;
  etcd: EtcdState;
  server: ServerState;
  pki: Pki;
  hosts: HostState[];
  /** The machine where a person begins; no part of the cluster. */
  base: HostState;
  /** The revision up to which watchers have been told. */
  dispatched: number;
  /** Components that ran when watchers were told last, and the programs that they are part of. */
  running: string[];
  programs: string;
  compaction: { at: Instant; revision: number };
  /** What components have told lately: an event's identity, and the name under which it was told. */
  recorded: Record<string, { name: string; at: Instant }>;
  /** What the controller of autoscalers keeps in memory. */
  autoscalers: AutoscalerMemory;
  /** What is kept of the past, where somebody looks back at it. */
  recording?: Recording;
}

export interface ClusterOptions {
  profile: ProfileName;
  seed?: string;
  /** When the cluster is born. */
  now: Instant;
}

/** Events live for an hour. */
const settledAge = 75 * 60_000;

const nodeCredential = (name: string): Credential => ({ kind: 'component', user: `system:node:${name}`, groups: ['system:nodes'] });

export class Cluster {
  readonly server: ApiServer;
  private readonly simulation: Simulation;
  private assembled: ReadonlyMap<string, Part> | undefined;
  private readonly etcd: Etcd;
  private reaching: Network | undefined;
  private readonly networkFor: NetworkFor = (pod, ip, node) => this.network.from(pod, ip, node);

  /** A new cluster, as kubeadm leaves it, brought to rest. */
  static create({ profile, seed = 'cka-lab', now }: ClusterOptions): ClusterState {
    const pki = pkiOf(seed, now, profile);
    const hosts = hostsOf(profile, pki, now);
    settleIn(hosts);
    const state: ClusterState = {
      profile,
      seed,
      sim: { now, seq: 0, agenda: [] },
      etcd: emptyEtcd(),
      server: { generated: {} },
      pki,
      hosts,
      base: baseMachine(hosts, now),
      dispatched: 1,
      running: [],
      programs: '',
      compaction: { at: now, revision: 1 },
      recorded: {},
      autoscalers: {},
    };
    const cluster = new Cluster(state);
    // The first API server has not started yet when etcd is filled: kubeadm's objects go in behind it.
    const as = (manager: string): ApiClient => new ApiClient(cluster.server, { kind: 'component', user: 'kubernetes-admin', groups: ['system:masters'] }, manager);
    for (const { resource, object, manager, statusManager } of objectsOf(profile, pki, now)) {
      const created = as(manager).create(resource, object);
      if (object.status) as(statusManager).updateStatus(resource, created, (draft) => Object.assign(draft, { status: object.status }));
    }
    return state;
  }

  /** A cluster that is ready at `now`: old enough that the events of its birth are gone, and their history too. */
  static settled(options: ClusterOptions): ClusterState {
    const state = Cluster.create({ ...options, now: options.now - settledAge });
    const cluster = new Cluster(state);
    // In several stretches, as history is forgotten when the compaction's interval has passed twice.
    for (const part of [0.5, 0.9, 1]) cluster.advance(options.now - settledAge * (1 - part));
    return state;
  }

  /** Errors of our own making are thrown when `strict`; else the look is tried again, as after any failure. */
  constructor(
    readonly state: ClusterState,
    private readonly strict = true,
  ) {
    // What clusters that an older version of the program saved lack.
    for (const host of state.hosts) if (!host.kernel) equip(host);
    state.base ??= baseMachine(state.hosts, state.sim.now);
    if (!state.base.kernel) equip(state.base, false);
    state.autoscalers ??= {};
    state.programs ??= '';
    this.etcd = new Etcd(state.etcd);
    this.server = new ApiServer(this.etcd, state.server, {
      flags: () => serverFlags(state.hosts),
      seed: state.seed,
      now: () => state.sim.now,
      pki: { ...state.pki, issued: (certificate) => Object.values(state.pki.files).includes(certificate) },
      isRenewed: (lease) => this.isRenewed(lease),
      isHealthy: (component) => this.isHealthy(component),
      kubelet: (node, at = state.sim.now) =>
        kubeletApi(this.hostOf(node), {
          now: at,
          seed: state.seed,
          client: this.client('kubelet', nodeCredential(node.metadata.name)),
          wake: (key) => this.simulation.book(`kubelet/${node.metadata.name}`, key),
          network: this.networkFor,
          load: (ip) => this.loadOf(ip),
        }),
      onInternalError: (error) => {
        if (strict) throw error;
      },
    });
    this.simulation = new Simulation(state.sim, {
      process: (name) => this.process(name),
      dispatch: () => this.dispatch(),
      passing: (to) => this.compact(to),
      failed: (entry, error) => this.failed(entry, error),
    });
  }

  /** Everything that runs. Where nothing happens, nobody has to know. */
  private get parts(): ReadonlyMap<string, Part> {
    this.assembled ??= partsOf(this.state, (userAgent, credential, informer) => this.client(userAgent, credential, informer), this.networkFor);
    return this.assembled;
  }

  /** Who reaches whom. */
  get network(): Network {
    const system: Credential = { kind: 'component', user: 'system:kube-proxy', groups: ['system:masters'] };
    this.reaching ??= networkOf({
      // Rules that kube-proxy has written stay while no API server answers.
      client: new ApiClient(this.server, system, 'kube-proxy'),
      version: () => this.etcd.revision,
      inPod: (pod, port, at) => this.listenerInPod(pod, port, at),
      onNode: (node, port, at) => this.listenerOnNode(node, port, at),
      enforces: (node) =>
        isRunning(
          'netpol',
          this.state.hosts.filter(({ name }) => name === node),
        ),
    });
    return this.reaching;
  }

  get now(): Instant {
    return this.state.sim.now;
  }

  /** The API as clients outside reach it; nothing when no API server answers. */
  get transport(): Transport | undefined {
    if (!this.isServing) return undefined;
    return {
      request: (request: ApiRequest): ApiResponse => this.serve(request),
      poll: (cursor: WatchCursor) => this.server.poll(cursor),
    };
  }

  /** A request from outside; what it wakes is done before the next one. */
  private serve(request: ApiRequest): ApiResponse {
    this.etcd.expire(this.now);
    const answer = this.server.request(request);
    if (request.method !== 'GET' && answer.code < 400) this.settle();
    return answer;
  }

  /** Lets time pass until `until`. */
  advance(until: Instant): void {
    this.simulation.advance(until);
    this.etcd.expire(this.now);
  }

  /** Lets happen what is due now: after a write, before the next look. */
  settle(): void {
    this.advance(this.now);
  }

  /** Puts a host's kubelet to work on what was changed in its files or units. */
  touch(hostName: string): void {
    this.simulation.book(`kubelet/${hostName}`, hostKey);
    this.settle();
  }

  /** Restarts a machine: it is away for a while, and comes up with what its files say. */
  reboot(hostName: string): void {
    const host = [this.state.base, ...this.state.hosts].find(({ name }) => name === hostName);
    if (!host || host.awayUntil !== undefined) return;
    const back = this.now + timeToReboot(host, this.state.seed);
    goDown(host, this.now, back);
    // The person's own machine: nobody is there to wait for it.
    if (host === this.state.base) comeUp(host, this.now);
    this.simulation.book(machineName(host), 'boot', back);
    this.settle();
  }

  /** From now on every version of these objects is kept. */
  record(watched: readonly Selection[]): void {
    this.settle();
    this.state.recording = beginRecording(watched, this.now, (resource) => this.listAll(resource));
  }

  /** Moves to the next instant at which anything happens, `until` at the latest. False when nothing happened by then. */
  step(until: Instant): boolean {
    const next = this.simulation.agenda.next();
    this.advance(Math.min(next?.at ?? until, until));
    return next !== undefined && next.at <= until;
  }

  /** Tells every component to look at everything again, as after a restart of all of them. */
  relist(): void {
    this.state.running = [];
    this.state.programs = '';
    this.dispatch();
  }

  client(userAgent: string, credential: Credential, informer?: Credential): ApiClient {
    return new ApiClient({ request: (request) => this.reach().request(request), poll: (cursor) => this.reach().poll(cursor) }, credential, userAgent, informer);
  }

  /** The API server as components inside the simulation reach it. */
  private reach(): Transport {
    if (!this.isServing) throw new Error('connection refused');
    return this.server;
  }

  private get isServing(): boolean {
    return findsEtcd(this.state.hosts);
  }

  private runs({ program }: Part): boolean {
    if (program === 'machine') return true;
    // What is part of the API server does nothing before the server answers.
    if (program === 'kube-apiserver') return this.isServing;
    return typeof program === 'string' ? isRunning(program, this.state.hosts) : isRunning('kubelet', [program.kubelet]);
  }

  private process(name: string): Process | undefined {
    const part = this.parts.get(name);
    if (!part || !this.runs(part)) return undefined;
    return { name, retry: part.component.retry, reconcile: (key) => part.component.reconcile(key, { ...part.context, now: this.now }) };
  }

  /** Books looks for whoever watches what was written since the last time, and for whoever has just started. */
  private dispatch(): void {
    this.etcd.expire(this.now);
    this.startAndStop();
    if (this.state.dispatched === this.etcd.revision) return;
    const changes = this.server.changesAfter(this.state.dispatched);
    this.state.dispatched = this.etcd.revision;
    for (const { resource, change } of changes) {
      const text = resourceText(resource);
      if (this.state.recording) record(this.state.recording, this.now, text, change);
      for (const name of this.state.running) {
        const part = this.parts.get(name) as Part;
        for (const watch of part.watches.get(text) ?? (resource.isCustom ? part.watches.get('*') : undefined) ?? []) this.book(part, watch, change);
      }
    }
  }

  private book(part: Part, watch: WatchOf, change: Parameters<NonNullable<WatchOf['keys']>>[0]): void {
    const keys = watch.keys ? watch.keys(change, { ...part.context, now: this.now }) : [keyOf(change.object)];
    for (const key of keys) this.simulation.book(part.component.name, key);
  }

  /** The programs that components are part of, as far as they run. */
  private programs(): string {
    const { hosts } = this.state;
    const programs = (['kube-controller-manager', 'local-path-provisioner', 'kube-scheduler'] as const).filter((program) => isRunning(program, hosts));
    const kubelets = hosts.filter((host) => isRunning('kubelet', [host])).map(({ name }) => `kubelet/${name}`);
    return [...(this.isServing ? ['kube-apiserver'] : []), ...programs, ...kubelets].join(' ');
  }

  private startAndStop(): void {
    const { running, hosts } = this.state;
    endWhatCannotRun(hosts, this.now, (host, unit, at) => this.simulation.book(machineName(host), unit, at));
    const programs = this.programs();
    if (programs === this.state.programs) return;
    this.state.programs = programs;
    for (const [name, part] of this.parts) {
      const runs = this.runs(part);
      const ran = running.includes(name);
      if (runs === ran) continue;
      if (runs) this.start(name, part);
      else this.stop(name, part);
    }
  }

  /** A component that starts looks at everything that it watches. */
  private start(name: string, part: Part): void {
    this.state.running.push(name);
    for (const key of part.component.start?.({ ...part.context, now: this.now }) ?? []) this.simulation.book(name, key);
    for (const [resource, watches] of part.watches) {
      for (const object of this.listAll(resource)) for (const watch of watches) this.book(part, watch, { type: 'ADDED', object });
    }
  }

  private stop(name: string, part: Part): void {
    this.state.running = this.state.running.filter((other) => other !== name);
    this.simulation.agenda.drop(name);
    part.component.stop?.({ ...part.context, now: this.now });
  }

  private listAll(resource: string): readonly KubeObject[] {
    if (resource === '*') return this.server.resources().flatMap((r) => (r.isCustom && !r.storedAs ? this.server.storage.list(r, undefined) : []));
    const info = this.server.resourceNamed(resource);
    return info ? this.server.storage.list(info, undefined) : [];
  }

  private failed(entry: Entry, error: unknown): void {
    if (error instanceof ApiError || (error instanceof Error && error.message === 'connection refused')) return;
    if (this.strict) throw new Error(`${entry.process} failed at ${entry.key}`, { cause: error });
  }

  /** Every five minutes the server asks etcd to forget what was there five minutes ago. */
  private compact(until: Instant): void {
    const { compaction } = this.state;
    const intervals = Math.floor((until - compaction.at) / compactionInterval);
    if (intervals < 1) return;
    // Nothing is written while time moves: after two intervals all that was written until now is old.
    this.etcd.compact(Math.min(intervals > 1 ? this.etcd.revision : compaction.revision, this.state.dispatched));
    this.state.compaction = { at: compaction.at + intervals * compactionInterval, revision: this.etcd.revision };
    new Recorder(this.state.recorded).forget(this.now);
  }

  /** What kubelets know when others ask what runs on their machines. */
  private contextOf(host: HostState): Parameters<typeof listenerOnHost>[3] {
    return { now: this.now, seed: this.state.seed, client: this.client('kubelet', nodeCredential(host.name)), network: this.networkFor };
  }

  /** Requests each second that reach an address, shared evenly among those behind a service. */
  private loadOf(ip: string): number {
    let load = 0;
    for (const host of this.state.hosts) {
      for (const { namespace, host: name, port, perSecond } of sendersOn(host, this.contextOf(host))) {
        const behind = this.network.behind(name, port, namespace, this.now);
        if (behind.includes(ip)) load += perSecond / behind.length;
      }
    }
    return load;
  }

  private listenerInPod(pod: KubeObject, port: number, at: Instant): Listener | undefined {
    const host = this.state.hosts.find(({ name }) => name === pod.spec.nodeName);
    return host && listenerIn(host, pod, port, at, this.contextOf(host));
  }

  private listenerOnNode(node: string, port: number, at: Instant): Listener | undefined {
    const host = this.state.hosts.find(({ name }) => name === node);
    const found = host && listenerOnHost(host, port, at, this.contextOf(host));
    return found && port === 6443 ? { respond: (request) => answerHttp(this.server, request) } : found;
  }

  private hostOf(node: KubeObject): HostState | undefined {
    return this.state.hosts.find((host) => host.name === node.metadata.name);
  }

  private isRenewed(lease: KubeObject): boolean {
    const { hosts } = this.state;
    const { name, namespace } = lease.metadata;
    if (namespace === 'kube-node-lease')
      return (
        isRunning(
          'kubelet',
          hosts.filter((host) => host.name === name),
        ) && this.isServing
      );
    return (name === 'kube-scheduler' || name === 'kube-controller-manager') && isRunning(name, hosts);
  }

  private isHealthy(component: string): boolean {
    const program = { scheduler: 'kube-scheduler', 'controller-manager': 'kube-controller-manager', 'etcd-0': 'etcd' }[component];
    return isRunning(program as ControlPlaneProgram, this.state.hosts);
  }
}
