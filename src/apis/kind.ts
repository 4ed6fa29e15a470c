// What a kind can say of itself beyond its schema. A kind's folder exports one Kind; apis/index.ts lists them.
import type { FieldError } from '../apimachinery/fieldErrors.ts';
import type { Json, KubeObject } from '../apimachinery/object.ts';

/** What a kind's rules may know of the moment: never the cluster. */
export interface StrategyContext {
  /** The simulated instant, in milliseconds. */
  now: number;
  /** Who asks. */
  user: string;
  groups?: readonly string[];
  uid?: string;
  extra?: Readonly<Record<string, readonly string[]>>;
}

/** A part of an object that has a path of its own and is written as the whole object, of which only that part is taken. */
export interface Part {
  /** Keeps of the draft only what this part is for; metadata stays as it was. */
  prepareForUpdate(object: Json, old: Json, context: StrategyContext): void;
  /** In place of the kind's validateUpdate. */
  validateUpdate(object: Json, old: Json): FieldError[];
}

/** What columns may know: the instant, for ages. */
export interface TableContext {
  now: number;
}

/** A cell as the server sends it: numbers stay numbers. */
export type Cell = string | number | boolean | null;

/** Reads for describers: what `kubectl describe` may ask the server for. Answers nothing when it is absent or refused. */
export interface Reader {
  find<T extends KubeObject = KubeObject>(resource: string, name: string, namespace?: string): T | undefined;
  list<T extends KubeObject = KubeObject>(resource: string, options?: { namespace?: string | undefined; labelSelector?: string; fieldSelector?: string }): T[];
}

/** Fields on the way to what a scale shows. */
export interface ScalePaths {
  replicas: readonly string[];
  statusReplicas: readonly string[];
  /** Where the selector lies as text. */
  selector?: readonly string[];
}

export interface Kind {
  /** `pods`, `deployments.apps`: the resource that the kind is served as; facts/discovery.json has the rest. */
  readonly resource: string;

  /** Fills in the defaults that schema.json does not carry, in place (upstream: pkg/apis/<group>/<version>/defaults.go). */
  applyDefaults?(object: Json): void;
  /** Clears what a client may not set on creation, sets what the server sets, in place (upstream: strategy.PrepareForCreate). Status is cleared already. */
  prepareForCreate?(object: Json, context: StrategyContext): void;
  /** The same before an update (strategy.PrepareForUpdate). Status is kept from `old` already; generation rises by itself when spec changed. */
  prepareForUpdate?(object: Json, old: KubeObject, context: StrategyContext): void;
  /** The same before an update of the status subresource; everything but status is kept from `old` already. */
  prepareForStatusUpdate?(object: Json, old: KubeObject, context: StrategyContext): void;
  /** What is wrong with a new object, beyond metadata (checked for all kinds). Called with `old` undefined on creation. */
  validate?(object: Json): FieldError[];
  /** What is wrong with this change. `validate` is called too, unless `validateUpdateOnly` is set. */
  validateUpdate?(object: Json, old: Json): FieldError[];
  validateStatusUpdate?(object: Json, old: Json): FieldError[];
  /** Update calls validateUpdate alone, which then decides what of validate applies. */
  readonly validateUpdateOnly?: boolean;
  /** What the name must be; DNS-1123 subdomain unless it says otherwise. */
  readonly nameRule?: 'dns1123subdomain' | 'dns1123label' | 'dns1035label' | 'pathSegment';
  /** Finalizers need no domain: kinds of the extension API server. */
  readonly bareFinalizers?: boolean;
  /** Texts of Warning headers for a new or changed object. */
  warnings?(object: Json, old?: Json): string[];
  /** The cells of the row, in the order of facts/tables.json (priority 1 included). */
  row?(object: Json, context: TableContext): Cell[];
  /** Field selectors beyond metadata.name and metadata.namespace: label and value. */
  readonly selectableFields?: Readonly<Record<string, (object: Json) => string>>;
  /** How a selector on another field is refused, where that is not `field label not supported: x`. */
  unknownFieldText?(field: string): string;
  /** Seconds that a deletion without --grace-period leaves the object; undefined or 0 removes it at once (pods). */
  graceSeconds?(object: Json): number;
  /** Where the numbers of the scale subresource lie; spec.replicas, status.replicas and spec.selector unless it says otherwise. */
  readonly scale?: ScalePaths;
  /** Parts with paths of their own besides status, by the name in the path: `resize`, `approval`. */
  readonly parts?: Readonly<Record<string, Part>>;
  /** Said as a warning with every request for this version. */
  readonly deprecation?: string;
  /** 'spec': metadata.generation begins at 1 and rises with every change of anything but metadata and status. Other kinds have no generation. */
  readonly generation?: 'spec' | 'none';
  /** A finer rule than `unconditional`: whether an update must carry the resourceVersion. */
  readonly requiresResourceVersion?: boolean;
  /** Where the pod template or spec lies: ['spec','template'] for Deployments, [] for Pods themselves. */
  readonly podTemplate?: readonly string[];
  /** Conversions of this served version from and to the stored one, for kinds served in several (HPA, Event). */
  toStored?(object: Json): Json;
  fromStored?(object: Json): Json;
}
