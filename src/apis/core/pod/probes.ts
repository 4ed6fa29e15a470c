// What a container's probes and lifecycle hooks may do.
import { type FieldError, type FieldPath, forbiddenField, invalidValue, notSupported, required } from '../../../apimachinery/fieldErrors.ts';
import { isHTTPHeaderName, isValidPortName, isValidPortNum } from '../../../apimachinery/names.ts';
import type { Json } from '../../../apimachinery/object.ts';
import { named, nonNegative } from '../../support/checks.ts';
import { optional } from '../../validation/each.ts';

function portNumberOrName(at: FieldPath, port: Json): FieldError[] {
  if (typeof port === 'string') return named(isValidPortName, at, port);
  return isValidPortNum(port ?? 0).map((text) => invalidValue(at, port ?? 0, text));
}

function validateHttpGet(at: FieldPath, http: Json): FieldError[] {
  const errors = http.path ? [] : [required(at.child('path'))];
  errors.push(...portNumberOrName(at.child('port'), http.port));
  if (http.scheme !== 'HTTP' && http.scheme !== 'HTTPS') errors.push(notSupported(at.child('scheme'), http.scheme ?? '', ['HTTP', 'HTTPS']));
  for (const header of http.httpHeaders ?? []) errors.push(...named(isHTTPHeaderName, at.child('httpHeaders'), header.name ?? ''));
  return errors;
}

function validateSleep(at: FieldPath, sleep: Json, gracePeriod: number | undefined): FieldError[] {
  if (gracePeriod === undefined || (sleep.seconds >= 0 && sleep.seconds <= gracePeriod)) return [];
  return [invalidValue(at, sleep.seconds, `must be non-negative and less than terminationGracePeriodSeconds (${gracePeriod})`)];
}

type Handler = readonly [field: string, check: (at: FieldPath, action: Json, gracePeriod: number | undefined) => FieldError[]];

const exec: Handler = ['exec', (at, action) => (action.command?.length ? [] : [required(at.child('command'))])];
const httpGet: Handler = ['httpGet', validateHttpGet];
const tcpSocket: Handler = ['tcpSocket', (at, action) => portNumberOrName(at.child('port'), action.port)];
const grpc: Handler = ['grpc', (at, action) => portNumberOrName(at.child('port'), action.port)];
const sleep: Handler = ['sleep', validateSleep];

const probeHandlers = [exec, httpGet, tcpSocket, grpc];
const lifecycleHandlers = [exec, httpGet, tcpSocket, sleep];

function validateHandler(at: FieldPath, value: Json, handlers: readonly Handler[], gracePeriod: number | undefined): FieldError[] {
  const present = handlers.filter(([field]) => value[field]);
  if (present.length === 0) return [required(at, 'must specify a handler type')];
  return present.flatMap(([field, check], i) => (i > 0 ? [forbiddenField(at.child(field), 'may not specify more than 1 handler type')] : check(at.child(field), value[field], gracePeriod)));
}

const counters = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold'];

function validateProbe(at: FieldPath, probe: Json, gracePeriod: number | undefined): FieldError[] {
  const errors = validateHandler(at, probe, probeHandlers, gracePeriod);
  for (const field of counters) errors.push(...nonNegative(at.child(field), probe[field]));
  const grace = probe.terminationGracePeriodSeconds;
  if (typeof grace === 'number' && grace <= 0) errors.push(invalidValue(at.child('terminationGracePeriodSeconds'), grace, 'must be greater than 0'));
  return errors;
}

const succeedsAtOnce = (at: FieldPath, probe: Json): FieldError[] =>
  (probe.successThreshold ?? 0) === 1 ? [] : [invalidValue(at.child('successThreshold'), probe.successThreshold ?? 0, 'must be 1')];

const withoutGracePeriod = (at: FieldPath, probe: Json): FieldError[] =>
  probe.terminationGracePeriodSeconds === undefined ? [] : [invalidValue(at.child('terminationGracePeriodSeconds'), probe.terminationGracePeriodSeconds, 'must not be set for readinessProbes')];

const signals = [
  ...'ABRT ALRM BUS CHLD CLD CONT FPE HUP ILL INT IO IOT KILL PIPE POLL PROF PWR QUIT SEGV STKFLT STOP SYS TERM TRAP TSTP TTIN TTOU URG USR1 USR2 VTALRM WINCH XCPU XFSZ RTMIN RTMAX'.split(' '),
  ...Array.from({ length: 15 }, (_, i) => `RTMIN+${i + 1}`),
  ...Array.from({ length: 14 }, (_, i) => `RTMAX-${i + 1}`),
]
  .map((name) => `SIG${name}`)
  .sort();

function validateStopSignal(at: FieldPath, signal: string, os: string | undefined): FieldError[] {
  if (os === undefined) return [forbiddenField(at, 'may not be set for containers with empty `spec.os.name`')];
  const supported = os === 'windows' ? ['SIGKILL', 'SIGTERM'] : signals;
  return supported.includes(signal) ? [] : [notSupported(at, signal, supported)];
}

/** lifecycle and the three probes of a container that may have them. */
export function validateLifecycleAndProbes(at: FieldPath, container: Json, spec: Json): FieldError[] {
  const gracePeriod: number | undefined = spec.terminationGracePeriodSeconds;
  const probe = (field: string, more: (at: FieldPath, probe: Json) => FieldError[]): FieldError[] =>
    optional(at.child(field), container[field], (where, value) => [...validateProbe(where, value, gracePeriod), ...more(where, value)]);
  const lifecycle = at.child('lifecycle');
  return [
    ...['postStart', 'preStop'].flatMap((hook) => optional(lifecycle.child(hook), container.lifecycle?.[hook], (where, value) => validateHandler(where, value, lifecycleHandlers, gracePeriod))),
    ...optional(lifecycle.child('stopSignal'), container.lifecycle?.stopSignal, (where, signal) => validateStopSignal(where, signal, spec.os?.name)),
    ...probe('livenessProbe', succeedsAtOnce),
    ...probe('readinessProbe', withoutGracePeriod),
    ...probe('startupProbe', succeedsAtOnce),
  ];
}
