// What a kind of check is: the fields that a lab gives it, and how it finds out.
import type { Selection } from '../../client/index.ts';
import type { Snapshot } from '../snapshot.ts';
import type { World } from '../world.ts';

/** The part of JSON Schema that labs are described in. */
export interface JsonSchema {
  description?: string;
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  properties?: Readonly<Record<string, JsonSchema>>;
  required?: readonly string[];
  additionalProperties?: boolean | JsonSchema;
  items?: JsonSchema;
  enum?: readonly (string | number)[];
  minItems?: number;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  pattern?: string;
}

/** One check of a lab, as lab.yaml says it. */
export interface CheckSpec {
  id: string;
  kind: string;
  /** What is checked, as the score shows it; it gives nothing away. */
  title: string;
  /** Why it matters, told where it is missing. */
  why?: string;
  /** Points of 100. */
  weight: number;
}

/** Where a check looks. */
export interface Scene {
  world: World;
  before: Snapshot;
  /** The text of a file of the person (`host` undefined) or of a machine. */
  readFile(path: string, host?: string): string | undefined;
  /** The lab's own files, for commands that a check runs on a copy of the cluster. */
  files: Readonly<Record<string, string>>;
}

/** What is wrong: what was expected, and what was found. */
export interface Finding {
  expected: string;
  found: string;
}

export interface CheckKind<Spec extends CheckSpec = CheckSpec> {
  kind: string;
  description: string;
  /** Whether it protects what is there, instead of asking for something to be done: then it counts only beside a goal that was reached. */
  protects?(spec: Spec): boolean;
  /** The fields besides those that every check has. */
  fields: Readonly<Record<string, JsonSchema>>;
  required: readonly string[];
  /** CEL expressions in the check, to be tried when the lab is loaded. */
  expressions?(spec: Spec): readonly string[];
  /** The names that they may use besides those of `with`. */
  variables?(spec: Spec): readonly string[];
  /** What it wants remembered of the cluster and the files when the lab has been prepared. */
  remember?(spec: Spec, scene: Omit<Scene, 'before'>): Partial<{ object: Snapshot['objects'][string]; file: string | null; machines: string[][] }>;
  /** The objects whose every version it wants kept from then on. */
  records?(spec: Spec): readonly Selection[];
  /** Nothing when all is well. */
  run(spec: Spec, scene: Scene): readonly Finding[];
}
