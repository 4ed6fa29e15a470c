// What a describer is, and what it may know of the cluster.
import type { Json, KubeObject } from '../../apimachinery/object.ts';
import type { Description } from './description.ts';

export interface ListQuery {
  /** Without one, objects of all namespaces. */
  namespace?: string | undefined;
  labelSelector?: string;
  fieldSelector?: string;
}

/** Reads with the rights of who asks. A refusal and an absent object are thrown as ApiErrors: descriptions say what they were told. */
export interface DescribeReader {
  get<T extends KubeObject = KubeObject>(resource: string, name: string, namespace?: string): T;
  list<T extends KubeObject = KubeObject>(resource: string, query?: ListQuery): T[];
}

export interface DescribeContext {
  readonly reader: DescribeReader;
  /** The instant, for ages. */
  readonly now: number;
  readonly showEvents: boolean;
}

/** How events name the object that they are about; a reference without kind means any. */
export interface EventReference {
  name: string;
  namespace?: string | undefined;
  kind?: string | undefined;
  uid?: string | undefined;
}

export interface Describer {
  /** As in Kind: `pods`, `deployments.apps`. */
  readonly resource: string;
  /** The version to read, whichever was asked for. */
  readonly version?: string;
  describe(object: KubeObject, out: Description, context: DescribeContext): void;
  /** The references to look for in events; `none` for kinds whose descriptions have no events. Default: the object itself. */
  readonly events?: 'none' | ((object: Json) => EventReference[]);
  /** Events that cannot be read fail the description; elsewhere they are just not there. */
  readonly needsEvents?: boolean;
}
