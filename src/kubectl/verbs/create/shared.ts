// What all generators of `kubectl create` do: one name, an object, and the object created or only printed.
import { ApiError } from '../../../apimachinery/status.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Program, usageError, type Verb } from '../../call.ts';
import { pathOf } from '../../factory.ts';
import { dryRunOf } from '../../printers/index.ts';
import { withLastApplied } from '../lastApplied.ts';
import { fieldValidation, writeQuery } from '../write.ts';
import { typedPrinter } from '../../typed.ts';

export interface Generator {
  /** `create deployment` */
  command: string;
  /** The object; keys in the order of Go's structs, which -o json shows. A program when it must ask. */
  build(call: Call, name: string): Json;
  /** How a refusal begins; without it the server's answer is told as every other. */
  failure?: string;
  /** Says what is wrong with the flags, once there is a name. */
  check?(call: Call): void;
}

/** Exactly one name, before the dash. */
export function nameOf(call: Call): string {
  const given = call.argsLenAtDash < 0 ? call.args : call.args.slice(0, call.argsLenAtDash);
  if (given.length !== 1) throw usageError(call, `exactly one NAME is required, got ${given.length}`);
  return given[0] as string;
}

/** What follows `--`. */
export const commandOf = (call: Call): string[] => (call.argsLenAtDash < 0 ? [] : call.args.slice(call.argsLenAtDash));

/** metadata with the namespace only where --namespace said it, as kubectl's generators write it. */
export function metadataOf(call: Call, name: string, rest: Record<string, Json> = {}): Json {
  const { namespace, explicit } = call.factory.namespace();
  return { name, ...(explicit ? { namespace } : {}), ...rest };
}

/** Sends a new object, with the query that the flags ask for. */
export function post(call: Call, object: Json): Json {
  const { factory } = call;
  const mapping = factory.mapper().forKind(object.apiVersion, object.kind);
  const namespace = mapping.namespaced ? (object.metadata.namespace ?? factory.namespace().namespace) : undefined;
  return factory.request('POST', pathOf(mapping, namespace), { body: object, query: writeQuery(call) });
}

function create(call: Call, object: Json, failure: string | undefined): Json {
  try {
    return post(call, object);
  } catch (error) {
    if (failure === undefined || !(error instanceof ApiError)) throw error;
    throw new CommandError(`${failure}${error.message}`);
  }
}

/** Prints or creates the object. */
export function deliver(call: Call, object: Json, failure?: string): void {
  const dryRun = dryRunOf(call);
  const body = call.flags.bool('save-config') ? withLastApplied(object) : object;
  const result = dryRun === 'client' ? body : create(call, body, failure);
  typedPrinter(call, 'created', { dryRun }).print(result, call.environment.stdout);
}

export const generator = ({ command, build, failure, check }: Generator): Verb => ({
  command,
  // biome-ignore lint/correctness/useYield: verbs are programs; this one never waits
  *run(call): Program<number> {
    const name = nameOf(call);
    dryRunOf(call);
    fieldValidation(call.flags.string('validate'));
    check?.(call);
    deliver(call, build(call, name), failure);
    return 0;
  },
});

/** `a=1,b=2` with repeated flags joined, as pflag's lists come. */
export function splitPair(text: string): [string, string] | undefined {
  const at = text.indexOf('=');
  return at < 0 ? undefined : [text.slice(0, at), text.slice(at + 1)];
}
