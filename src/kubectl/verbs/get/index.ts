// get: shows one or many resources.
import { isNotFound } from '../../../apimachinery/status.ts';
import type { Call, Program, Verb } from '../../call.ts';
import { aggregate } from '../../errors.ts';
import { buildResources, type ResourceOptions, type Result } from '../../resources/index.ts';
import { printForPrograms } from './generic.ts';
import { printForPeople } from './human.ts';
import { type GetOptions, getOptions } from './options.ts';
import { sendRaw } from '../raw.ts';
import { watchResources } from './watch.ts';

function resourceOptions(options: GetOptions): ResourceOptions {
  const tables = options.human && options.serverPrint;
  return {
    args: options.args,
    files: options.files,
    labelSelector: options.labelSelector,
    fieldSelector: options.fieldSelector,
    subresource: options.subresource,
    allNamespaces: options.allNamespaces,
    chunkSize: options.sortBy ? 0 : options.chunkSize,
    allowEmptySelector: true,
    continueOnError: true,
    latest: true,
    accept: tables ? 'table' : 'json',
    wholeObjects: tables && options.sortBy !== '',
  };
}

function throwAny(errors: readonly Error[]): void {
  const error = aggregate(errors);
  if (error) throw error;
}

function list(call: Call, options: GetOptions, result: Result): void {
  const { infos, errors: all } = result.gather();
  const errors = options.ignoreNotFound ? all.filter((error) => !isNotFound(error)) : all;
  if (options.human) {
    printForPeople(call, options, infos, errors);
    // What went wrong is gathered twice, and so even a single error prints without `error: `.
    if (errors.length > 0) throw new AggregateError([new AggregateError(errors)]);
    return;
  }
  if (result.singleItemImplied) throwAny(errors);
  if (infos.length > 0 || !options.ignoreNotFound) printForPrograms(call, options, infos, result.singleItemImplied);
  throwAny(errors);
}

function* run(call: Call): Program<number> {
  const options = getOptions(call);
  if (options.raw) return yield* sendRaw(call, 'GET', options.raw);
  const watching = options.watch || options.watchOnly;
  const result = yield* buildResources(call, { ...resourceOptions(options), ...(watching ? { singleResourceType: true, continueOnError: false } : { flatten: true }) });
  if (watching) return yield* watchResources(call, options, result);
  list(call, options, result);
  return 0;
}

export const get: Verb = { command: 'get', run };
