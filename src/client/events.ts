// How components tell what happened: Event objects, repeats counted into one (client-go's event correlator, as far as it shows).
import { formatTime, type KubeObject } from '../apimachinery/object.ts';
import { isReason } from '../apimachinery/status.ts';
import { fnv32 } from '../sim/index.ts';
import type { ComponentContext } from './component.ts';

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

/** The same event told again raises the count of the first. Names are `<object>.<hash>`; what is the same has the same name. */
export function recordEvent({ client, now }: ComponentContext, component: string, event: EventOf): void {
  const { about, type, reason, message, fieldPath, host } = event;
  const namespace = about.metadata.namespace ?? 'default';
  const identity = [component, host ?? '', about.kind, about.metadata.uid, fieldPath ?? '', type, reason, message].join('\u0000');
  const name = `${about.metadata.name}.${eventHash(identity)}`;
  const time = formatTime(now);
  try {
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
  } catch (error) {
    if (!isReason(error, 'AlreadyExists')) throw error;
    // Components may patch events, not read them: an empty patch answers what is there.
    const known = client.patch('events', name, namespace, {});
    client.patch('events', name, namespace, { count: (known.count ?? 1) + 1, lastTimestamp: time });
  }
}

/** Sixteen hexadecimal digits, as real event names end. */
const eventHash = (text: string): string => fnv32(text).toString(16).padStart(8, '0') + fnv32(text, 0x9e3779b9).toString(16).padStart(8, '0');
