// What the resource builder is asked, and what it answers.
import type { Json } from '../../apimachinery/object.ts';
import type { Program } from '../../sim/index.ts';
import type { Mapping } from '../discovery/mapping.ts';

/** -f, -k, -R */
export interface FileOptions {
  filenames: readonly string[];
  kustomize?: string;
  recursive?: boolean;
}

export interface ResourceOptions {
  files?: FileOptions;
  /** `type name...`, `type/name ...`, `type1,type2`, as typed. */
  args?: readonly string[];
  /** Instead of `args`: one type and names that the verb itself knows (upstream: ResourceNames). */
  resourceNames?: { resource: string; names: readonly string[] };
  /** `TYPE` alone means all of them, as in `get pods` (upstream: ResourceTypeOrNameArgs(true, ...)). */
  allowEmptySelector?: boolean;
  labelSelector?: string;
  fieldSelector?: string;
  /** --all; not for `get pods`, which is `allowEmptySelector`. */
  selectAll?: boolean;
  allNamespaces?: boolean;
  /** Default: what factory.namespace() says. */
  namespace?: string;
  /** Objects of files that name another namespace are refused. Default: --namespace was given. */
  enforceNamespace?: boolean;
  /** Objects without a namespace get one. Default true. */
  defaultNamespace?: boolean;
  /** What files name is fetched anew from the server (upstream: Latest). */
  latest?: boolean;
  /** Items of lists are visited one by one (upstream: Flatten). */
  flatten?: boolean;
  continueOnError?: boolean;
  /** Never asks a server: only files; `mapping` is then a guess from the kind (upstream: Local). */
  local?: boolean;
  /** More than one resource type is refused (upstream: SingleResourceType). */
  singleResourceType?: boolean;
  /** What is named is fetched. Default true. */
  requireObject?: boolean;
  /** Documents without apiVersion and kind are refused with the sentence of --validate. Default: what the command's --validate says. */
  validate?: boolean;
  /** How lists and objects come from the server. */
  accept?: 'json' | 'table' | 'partial';
  /** Rows of tables carry whole objects, for who sorts them. */
  wholeObjects?: boolean;
  subresource?: string;
  /** Objects of a list that are asked for at a time; 0 asks for all. */
  chunkSize?: number;
}

export interface Info {
  mapping: Mapping;
  /** '' for objects of the cluster. */
  namespace: string;
  /** '' for a list fetched as one. */
  name: string;
  /** The object: from the file, from the server, a List, or a Table. Undefined while nothing was fetched (requireObject false). */
  object: Json;
  /** File, URL or STDIN, for messages; '' for what was named by arguments. */
  source: string;
  subresource?: string;
}

export interface Result {
  /** One name was asked for, so `-o` prints an object, no List. */
  readonly singleItemImplied: boolean;
  /** What was asked for are single objects, not collections. */
  readonly targetsSingleItems: boolean;
  /** The mapping of what was asked for, without fetching (upstream: ResourceMapping). */
  readonly mappings: readonly Mapping[];
  /** All that can be had; throws the first error, or with `continueOnError` an AggregateError after everything. */
  infos(): Info[];
  /** As `infos`, with what failed beside it: for verbs that print what they got and then the errors. */
  gather(): { infos: Info[]; errors: Error[] };
  /** Each in turn, fetched only then. An error of `each` ends it, or is kept until the end when `continueOnError`. */
  // biome-ignore lint/suspicious/noConfusingVoidType: a visitor may be a program or a plain function
  visit(each: (info: Info) => Program<unknown> | void): Program<void>;
}
