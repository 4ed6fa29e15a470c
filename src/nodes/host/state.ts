// A machine as one JSON value: its files, its units, the images it has, and what runs in containers on it.
import type { Instant } from '../../sim/index.ts';

export interface HostFile {
  text: string;
  /** Permission bits: 0o644. */
  mode: number;
  owner: string;
  /** The owner's own when nothing else is said. */
  group?: string;
  /** A symbolic link, and where it leads. */
  link?: string;
  /** A directory that is there although nothing is in it. */
  directory?: true;
  /** When it was written last, as far as that matters to anybody. */
  at?: Instant;
}

/** Something was written to a file, or, without a text, the file was removed. */
export interface FileWrite {
  at: Instant;
  path: string;
  text?: string | undefined;
  directory?: true;
  mode?: number;
}

/** How a unit's definition said that it is run, when systemd read it last. */
export interface UnitDefinition {
  description: string;
  documentation: string[];
  /** `notify` units say themselves when they are up. */
  type: string;
  /** The command line, its variables not yet replaced. */
  exec: string;
  /** Assignments, and files of assignments; one that begins with `-` may be missing. */
  environment: string[];
  environmentFiles: string[];
}

/** A systemd unit as it runs, or does not. What it is and whether it starts with the machine is in files. */
export interface Unit {
  active: 'active' | 'inactive' | 'failed' | 'activating';
  /** When it became what it is. */
  since: Instant;
  /** What systemd knows of its files, once it has read them. */
  definition?: UnitDefinition;
  /** Its last run that is over. */
  last?: { from: Instant; until: Instant; code?: number };
  /** Nobody has looked yet whether its program finds what it needs. */
  fresh?: true;
  /** How often in a row it was started again because it had ended. */
  restarts?: number;
}

/** One line of a journal. */
export interface JournalEntry {
  at: Instant;
  /** The start of the machine that it belongs to. */
  boot: string;
  /** The unit that it is about. */
  unit?: string;
  /** Who says it: `systemd`, `kubelet`, `kernel`. */
  from: string;
  pid?: number;
  text: string;
  /** As syslog counts: 3 is an error, 4 a warning; 6 when nothing is said. */
  priority?: number;
}

/** What the kernel holds: gone when the machine goes down, replayed from files when it comes up. */
export interface Kernel {
  /** By the name that sysctl prints: `net.ipv4.ip_forward`. */
  parameters: Record<string, string>;
  modules: string[];
  /** Files and devices that are swapped to. */
  swaps: string[];
}

/** A package that is installed; one that is held is not upgraded. */
export interface Package {
  version: string;
  held?: true;
}

/** What does not change while the machine is up. */
export interface HostFacts {
  cpu: string;
  memory: string;
  ephemeralStorage: string;
  pods: string;
  address: string;
  architecture: string;
  osImage: string;
  kernelVersion: string;
  containerRuntimeVersion: string;
  machineID: string;
  systemUUID: string;
  bootID: string;
}

/** An image that the machine has. */
export interface HostImage {
  names: string[];
  bytes: number;
}

/** How a container ended, or will end if nobody ends it before. */
export interface Exit {
  at: Instant;
  code: number;
  reason: string;
  message?: string;
}

/** One run of a container. `exit` may lie in the future. */
export interface ContainerRun {
  id: string;
  image: string;
  imageID: string;
  argv: string[];
  env: Record<string, string>;
  startedAt: Instant;
  exit?: Exit;
  /** What it wrote into volumes has been carried over. */
  kept?: true;
  /** What commands run in it by others wrote to its own layer. */
  writes?: FileWrite[];
  /** What somebody who attached made it print. */
  said?: { at: Instant; text: string; stream: 'stdout' | 'stderr' }[];
  /** It asks the network: what others do may change what it does. */
  asksNetwork?: true;
  /** Files mounted with a subPath from ConfigMaps and the like: they stay as they were when it started. By their paths in it. */
  fixed?: Record<string, string>;
  /** Other files of theirs that its program has read and does not read again, as they were then. */
  read?: Record<string, string>;
  /** How it ends is known only up to this instant; look again then. */
  knownUntil?: Instant;
}

export interface ProbeRecord {
  /** In a row. */
  successes: number;
  failures: number;
  next: Instant;
  passed: boolean;
}

/** A container of a pod through all its runs. */
export interface ContainerSlot {
  restarts: number;
  waiting: { reason: string; message?: string };
  /** The image is being pulled until then. */
  pull?: { from: Instant; until: Instant };
  pulled?: true;
  /** It has ended well, and has to run once more all the same. */
  again?: true;
  /** Nothing is tried before this instant. */
  retryAt?: Instant;
  /** How long the last wait after a failure was, in milliseconds; the next is twice as long. */
  backoff?: number;
  /** The same for the image's pulls. */
  pullBackoff?: number;
  run?: ContainerRun;
  last?: ContainerRun;
  probes: Record<string, ProbeRecord>;
}

/** A pod as the machine has it. */
export interface HostPod {
  uid: string;
  namespace: string;
  name: string;
  /** The manifest's path, for static pods. */
  manifest?: string;
  seenAt: Instant;
  mount?: { failures: number; at: Instant };
  mounted?: true;
  sandbox?: { id: string; readyAt: Instant; ip: string };
  /** How many sandboxes it had before this one. */
  sandboxes?: number;
  containers: Record<string, ContainerSlot>;
  /** What was written to the pod's own volumes by commands and by containers that have ended; by volume. */
  volumes?: Record<string, FileWrite[]>;
  /** Where on this machine the volumes of claims lie; by volume. */
  claims?: Record<string, string>;
  /** Immutable ConfigMaps and Secrets that are mounted, by resource and name: nobody looks at them again. */
  immutable?: Record<string, { data?: Record<string, string>; binaryData?: Record<string, string> }>;
  /** When each condition became what it is. */
  since: Record<string, { status: string; at: Instant }>;
  /** The resources that each container has been given, and why not those that it asks for. */
  sizes?: Record<string, unknown>;
  resize?: { reason: string; message: string };
  stopping?: { from: Instant; until: Instant };
  /** The pod as a whole failed: evicted, past its deadline. */
  failed?: { reason: string; message: string };
}

export interface HostState {
  name: string;
  facts: HostFacts;
  files: Record<string, HostFile>;
  units: Record<string, Unit>;
  images: HostImage[];
  pods: Record<string, HostPod>;
  /** Programs that run on the machine itself, not in containers: name and arguments. */
  processes: Record<string, string[]>;
  bootedAt: Instant;
  /** When it was made, where it has been rebooted since. */
  installedAt?: Instant;
  /** It is going down or coming up until then, and nobody reaches it. */
  awayUntil?: Instant;
  /** When systemd read the files of units last. */
  reloadedAt?: Instant;
  kernel?: Kernel;
  packages?: Record<string, Package>;
  journal?: JournalEntry[];
  /** The start of the kubelet that it has told of. */
  toldStart?: Instant;
  /** The start of the kubelet that has registered the Node. */
  registeredStart?: Instant;
  /** How containers are run: `hollow` pretends, as the kubelets of the recordings do. */
  runtime: 'containerd' | 'hollow';
}
