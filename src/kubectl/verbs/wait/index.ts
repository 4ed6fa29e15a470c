// wait: waits until objects are there, are gone, or say what --for asks.
import type { Json } from '../../../apimachinery/object.ts';
import { ApiError, isNotFound } from '../../../apimachinery/status.ts';
import type { Call, Program, Verb } from '../../call.ts';
import { aggregate, CommandError } from '../../errors.ts';
import { pathOf } from '../../factory.ts';
import { objectPrinter, type Printer } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, type Info, type ResourceOptions } from '../../resources/index.ts';
import { type Condition, parseCondition } from './conditions.ts';

const aWeek = 168 * 3_600_000;

interface Waiting {
  call: Call;
  conditions: readonly Condition[];
  timeout: number;
  deadline: number;
  printer: Printer;
}

function conditionsOf(call: Call): Condition[] {
  const given = call.flags.list('for');
  if (given.length === 0) throw new CommandError('unrecognized condition: []');
  return given.map(parseCondition);
}

function resourceOptions(call: Call): ResourceOptions {
  const { flags } = call;
  return {
    args: call.args,
    files: fileOptionsOf(call),
    labelSelector: flags.string('selector'),
    fieldSelector: flags.string('field-selector'),
    allowEmptySelector: flags.bool('all'),
    allNamespaces: flags.bool('all-namespaces'),
    local: flags.bool('local'),
    continueOnError: true,
    flatten: true,
    latest: true,
  };
}

/** The object as it is now, if it is there. */
function current({ call }: Waiting, info: Info): Json | undefined {
  const { code, body } = call.factory.response('GET', pathOf(info.mapping, info.namespace || undefined, info.name));
  if (code === 404) return undefined;
  if (code >= 400) throw new ApiError(body);
  return body;
}

const nameOf = (info: Info): string => `${info.mapping.resource}/${info.name}`;

/** Waits until `done` answers an object; false, when the time is over. */
function* until(waiting: Waiting, done: () => Json | undefined): Program<Json | undefined> {
  const { call, deadline } = waiting;
  for (;;) {
    const object = done();
    if (object !== undefined || call.environment.now() >= deadline) return object;
    yield { for: 'change', until: deadline };
  }
}

/** Gone: another object of the same name does not count as this one. */
function isGone(info: Info, now: Json | undefined): boolean {
  return now === undefined || (info.object?.metadata?.uid !== undefined && now.metadata?.uid !== info.object.metadata.uid);
}

function* waitFor(waiting: Waiting, condition: Condition, info: Info): Program<Json> {
  const look = (): Json | undefined => {
    if (waiting.call.flags.bool('local')) return condition.kind === 'met' && !condition.met(info.object) ? undefined : info.object;
    const now = current(waiting, info);
    if (condition.kind === 'delete') return isGone(info, now) ? info.object : undefined;
    return now !== undefined && (condition.kind === 'create' || condition.met(now)) ? now : undefined;
  };
  const object = yield* until(waiting, look);
  if (object !== undefined) return object;
  throw new CommandError(waiting.timeout === 0 ? `condition not met for ${nameOf(info)}` : `timed out waiting for the condition on ${nameOf(info)}`);
}

function* waitForAll(waiting: Waiting, info: Info): Program<void> {
  let object = info.object;
  for (const condition of waiting.conditions) object = yield* waitFor(waiting, condition, info);
  waiting.printer.print(object, (text) => waiting.call.environment.stdout(text));
}

/** What is found now; nothing while the server knows none of it. */
function* find(waiting: Waiting): Program<boolean> {
  try {
    const result = yield* buildResources(waiting.call, resourceOptions(waiting.call));
    return result.infos().length > 0;
  } catch (error) {
    if (isNotFound(error) || (error instanceof AggregateError && error.errors.every(isNotFound))) return false;
    throw error;
  }
}

function* waitForCreation(waiting: Waiting): Program<void> {
  const { call, deadline } = waiting;
  while (!(yield* find(waiting))) {
    if (call.environment.now() >= deadline) throw new CommandError('timed out waiting for the condition');
    yield { for: 'change', until: deadline };
  }
}

function* run(call: Call): Program<number> {
  const printer = objectPrinter(call, 'condition met');
  const conditions = conditionsOf(call);
  const asked = call.flags.duration('timeout');
  const timeout = asked < 0 ? aWeek : asked;
  const waiting: Waiting = { call, conditions, timeout, deadline: call.environment.now() + timeout, printer };
  const forDelete = conditions.some(({ kind }) => kind === 'delete');
  if (conditions.some(({ kind }) => kind === 'create') && !call.flags.bool('local')) yield* waitForCreation(waiting);
  const result = yield* buildResources(call, resourceOptions(call));
  const { infos, errors: all } = result.gather();
  const errors = all.filter((error) => !(forDelete && isNotFound(error)));
  for (const info of infos) {
    try {
      yield* waitForAll(waiting, info);
    } catch (error) {
      errors.push(error as Error);
    }
  }
  const failed = aggregate(errors);
  if (failed) throw failed;
  if (infos.length === 0 && !forDelete) throw new CommandError('no matching resources found');
  return 0;
}

export const wait: Verb = { command: 'wait', run };
