// What a part of the control plane is: a name, an identity, what wakes it, and what it does then.
import type { KubeObject } from '../apimachinery/object.ts';
import type { Instant, Look, Retry } from '../sim/index.ts';
import type { Recorder } from './events.ts';
import type { Client, Credential } from './index.ts';

/** One change of an object: `object` is what it is now (what it was, when deleted), `old` what it was before. */
export interface Change<T extends KubeObject = KubeObject> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: T;
  old?: T | undefined;
}

/** What a component watches, and which keys a change makes it look at. */
export interface WatchOf {
  /** As kubectl names it: `pods`, `replicasets.apps`. */
  resource: string;
  /** The keys to look at because of this change; the object's own key (keyOf) unless it says otherwise. */
  keys?(change: Change, context: ComponentContext): Iterable<string>;
}

/** What a component is given with every call. */
export interface ComponentContext {
  now: Instant;
  client: Client;
  /** The cluster's seed, for keyed chance. */
  seed: string;
  /** Under which names events were told, so that a repeat is counted; without it every telling is a new event. */
  recorder?: Recorder;
}

/**
 * A controller, the scheduler, a kubelet: meets the others only in the API, remembers nothing between two calls.
 * When it starts, it looks at the keys of everything that it watches.
 */
export interface Component {
  /** Its name in events and logs: `deployment-controller`, `default-scheduler`. */
  readonly name: string;
  /** Who it is for the API server. */
  readonly credential: Credential;
  readonly watches: readonly WatchOf[];
  /** How long it waits after failures in a row, where its queue is not the usual one. */
  readonly retry?: Retry;
  /** Called when it starts: keys to look at besides those of what it watches (a kubelet looks at its own node). */
  start?(context: ComponentContext): Iterable<string>;
  /** Called when it has stopped: leaves its last renewal of a lease as a write. */
  stop?(context: ComponentContext): void;
  /** Brings what `key` names nearer to what is wanted; answers when to look again, if a change alone will not wake it. */
  reconcile(key: string, context: ComponentContext): Look;
}
