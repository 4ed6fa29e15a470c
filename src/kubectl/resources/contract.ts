// What the resource builder is asked, and what it answers.
import type { Json } from '../../apimachinery/object.ts';
import type { Program } from '../../sim/index.ts';
import type { Mapping } from '../factory.ts';

/** -f, -k, -R */
export interface FileOptions {
  filenames: readonly string[];
  kustomize?: string;
  recursive?: boolean;
}

export interface ResourceOptions {
  files?: FileOptions;
  /** `type name...`, `type/name ...`, `type1,type2`. */
  args?: readonly string[];
  labelSelector?: string;
  fieldSelector?: string;
  /** --all, and `get pods` without a name. */
  selectAll?: boolean;
  allNamespaces?: boolean;
  /** Default: what factory.namespace() says. */
  namespace?: string;
  /** Files of another namespace are refused (upstream: RequireNamespace through enforceNamespace). Default: --namespace was given. */
  enforceNamespace?: boolean;
  /** Objects take the namespace when they have none. Default true. */
  defaultNamespace?: boolean;
  /** Fetch what is named in files anew from the server (upstream: Latest). */
  latest?: boolean;
  /** Items of lists are visited one by one (upstream: Flatten). */
  flatten?: boolean;
  continueOnError?: boolean;
  /** Never asks a server: only files (upstream: Local). */
  local?: boolean;
  /** `type/name` pairs only for one resource type (upstream: SingleResourceType). */
  singleResourceType?: boolean;
  /** ResourceTypeOrNameArgs(allowEmptySelector). */
  allowEmptySelector?: boolean;
  /** `resources` and `names` are given by the verb itself, as `pods` for `run`. */
  resourceNames?: { resource: string; names: readonly string[] };
  /** Objects are not fetched: only mapping, namespace and name (upstream: Do().Infos() without RequireObject). */
  requireObject?: boolean;
  /** Lists and objects come as tables. */
  accept?: 'json' | 'table' | 'partial';
  subresource?: string;
  chunkSize?: number;
}

export interface Info {
  /** Absent only in local mode, for what no server was asked about. */
  mapping: Mapping;
  /** '' for objects of the cluster. */
  namespace: string;
  name: string;
  /** The object: from the file, from the server, a List, or a Table. A list fetched as one has name ''. */
  object: Json;
  /** File, URL or STDIN, for messages. */
  source: string;
  resourceVersion?: string;
  subresource?: string;
}

export interface Result {
  /** One name was asked for, so `-o` prints an object, no List (upstream: singleItemImplied). */
  readonly singleItemImplied: boolean;
  readonly targetsSingleItems: boolean;
  /** All that can be had; throws the first error, or after everything an AggregateError when `continueOnError`. */
  infos(): Info[];
  /** As `infos`, with what failed beside it: for verbs that print what they got and then the errors. */
  gather(): { infos: Info[]; errors: Error[] };
  /** Each in turn, fetched only then. An error of `visit` ends it, or is kept until the end when `continueOnError`. */
  visit(each: (info: Info) => Program<void> | void): Program<void>;
}

/** Not a call of its own: the builder reads standard input for `-f -`, so it is a program. */
export type BuildResources = (options: ResourceOptions) => Program<Result>;
