// How components tell what happened: Event objects, repeats counted into one (client-go's event correlator, as far as it shows).
import { formatMicroTime, formatTime, type KubeObject } from '../apimachinery/object.ts';
import { isReason } from '../apimachinery/status.ts';
import type { ComponentContext } from './component.ts';
import type { Client } from './index.ts';

export interface EventOf {
  /** What the event is about. */
  about: KubeObject;
  type: 'Normal' | 'Warning';
  reason: string;
  message: string;
  /** `spec.containers{web}`: the part of the object. */
  fieldPath?: string;
  /** The node whose component speaks. */
  host?: string;
  /** What was being done, for who speaks the newer API (events.k8s.io), and on which machine that is. */
  during?: { action: string; on: string; related?: KubeObject };
}

const referenceTo = (object: KubeObject, fieldPath: string | undefined): Record<string, unknown> => {
  const { name, namespace, uid, resourceVersion } = object.metadata;
  return {
    kind: object.kind,
    ...(namespace ? { namespace } : {}),
    name,
    uid,
    apiVersion: object.apiVersion,
    ...(resourceVersion ? { resourceVersion } : {}),
    ...(fieldPath ? { fieldPath } : {}),
  };
};

/** As long as the server keeps events, a repeat is counted into the first. */
const remembered = 3_600_000;

/** Different messages about one thing for one reason: nine in ten minutes are told each by itself. */
const mostSimilar = 9;
const similarWithin = 600_000;

/** What client-go's event correlator remembers; part of the cluster's saved value. */
export class Recorder {
  constructor(private readonly told: Record<string, { name: string; at: number }>) {}

  find(identity: string, now: number): string | undefined {
    const known = this.told[identity];
    return known && now - known.at < remembered ? known.name : undefined;
  }

  remember(identity: string, name: string, at: number): void {
    this.told[identity] = { name, at };
  }

  /** Whether so many other messages of one kind were told lately that this one goes into one event with those to come. */
  isFlooded(kindOfEvent: string, now: number): boolean {
    let messages = 0;
    for (const identity in this.told) if (identity.startsWith(kindOfEvent) && now - (this.told[identity]?.at ?? 0) < similarWithin) messages++;
    return messages >= mostSimilar;
  }

  /** Names rise with time, as those of real events: sixteen hexadecimal digits of nanoseconds. */
  next(about: string, now: number): string {
    let nanoseconds = BigInt(now) * 1_000_000n;
    const taken = new Set(Object.values(this.told).flatMap(({ name, at }) => (at === now ? [name.slice(name.lastIndexOf('.') + 1)] : [])));
    while (taken.has(hex(nanoseconds))) nanoseconds += 1013n;
    return `${about}.${hex(nanoseconds)}`;
  }

  forget(now: number): void {
    for (const identity in this.told) if (now - (this.told[identity]?.at ?? 0) >= remembered) delete this.told[identity];
  }
}

const hex = (n: bigint): string => n.toString(16).padStart(16, '0');

/** The same event told again raises the count of the first; the tenth of many that are alike speaks for the rest. */
export function recordEvent({ client, now, recorder = new Recorder({}) }: ComponentContext, component: string, event: EventOf): void {
  if (event.during) {
    recordInSeries({ client, now, recorder }, component, event, event.during);
    return;
  }
  const { about, type, reason, fieldPath, host } = event;
  const namespace = about.metadata.namespace ?? 'default';
  const kindOfEvent = [component, host ?? '', about.kind, about.metadata.uid, type, reason, ''].join('\u0000');
  const own = `${kindOfEvent}${fieldPath ?? ''}\u0000${event.message}`;
  const isCombined = recorder.find(own, now) === undefined && recorder.isFlooded(kindOfEvent, now);
  const identity = isCombined ? `${kindOfEvent}combined` : own;
  const message = isCombined ? `(combined from similar events): ${event.message}` : event.message;
  const known = recorder.find(identity, now);
  if (known && countAgain(client, known, namespace, message, now)) return;
  const name = recorder.next(about.metadata.name, now);
  const time = formatTime(now);
  client.create('events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name, namespace },
    involvedObject: referenceTo(about, fieldPath),
    reason,
    message,
    source: { component, ...(host ? { host } : {}) },
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
    type,
    reportingComponent: component,
    reportingInstance: host ?? '',
  });
  recorder.remember(identity, name, now);
}

/** False when the event is gone. Components may patch events, not read them: an empty patch answers what is there. */
function countAgain(client: Client, name: string, namespace: string, message: string, now: number): boolean {
  try {
    const known = client.patch('events', name, namespace, {});
    client.patch('events', name, namespace, { count: (known.count ?? 1) + 1, lastTimestamp: formatTime(now), message });
    return true;
  } catch (error) {
    if (isReason(error, 'NotFound')) return false;
    throw error;
  }
}

interface Telling {
  client: Client;
  now: number;
  recorder: Recorder;
}

/** In the newer API repeats are a series: of the same about the same version of an object, whatever the message says. */
function recordInSeries({ client, now, recorder }: Telling, component: string, event: EventOf, { action, on, related }: NonNullable<EventOf['during']>): void {
  const { about, type, reason, message, fieldPath } = event;
  const namespace = about.metadata.namespace ?? 'default';
  const identity = [component, action, about.kind, about.metadata.uid, about.metadata.resourceVersion ?? '', type, reason, related?.metadata.uid ?? ''].join('\u0000');
  const eventTime = formatMicroTime(now);
  const known = recorder.find(identity, now);
  if (known && continueSeries(client, known, namespace, eventTime)) return;
  const name = recorder.next(about.metadata.name, now);
  client.create('events.events.k8s.io', {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name, namespace },
    eventTime,
    reportingController: component,
    reportingInstance: `${component}-${on}`,
    action,
    reason,
    regarding: referenceTo(about, fieldPath),
    ...(related ? { related: referenceTo(related, undefined) } : {}),
    note: message,
    type,
  });
  recorder.remember(identity, name, now);
}

/** False when the event is gone. */
function continueSeries(client: Client, name: string, namespace: string, lastObservedTime: string): boolean {
  try {
    const known = client.patch('events.events.k8s.io', name, namespace, {});
    client.patch('events.events.k8s.io', name, namespace, { series: { count: (known.series?.count ?? 1) + 1, lastObservedTime } });
    return true;
  } catch (error) {
    if (isReason(error, 'NotFound')) return false;
    throw error;
  }
}
