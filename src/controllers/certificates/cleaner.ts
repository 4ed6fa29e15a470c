// Deletes requests that have been decided for an hour, or have waited for a day.
import { type Json, type KubeObject, parseTime } from '../../apimachinery/object.ts';
import type { Component } from '../../client/index.ts';
import { controllerCredential } from '../shared/identity.ts';
import { ignoringAbsence } from '../shared/owners.ts';

const resource = 'certificatesigningrequests.certificates.k8s.io';
const hour = 3_600_000;

function dueOf({ metadata, status }: KubeObject): number {
  const decided = (status?.conditions ?? []).filter((c: Json) => ['Approved', 'Denied', 'Failed'].includes(c.type));
  const times: number[] = decided.map((c: Json) => parseTime(c.lastUpdateTime ?? c.lastTransitionTime));
  return times.length > 0 ? Math.min(...times) + hour : parseTime(metadata.creationTimestamp) + 24 * hour;
}

export const certificateCleaner: Component = {
  name: 'certificatesigningrequest-cleaner-controller',
  credential: controllerCredential('certificate-controller'),
  watches: [{ resource }],
  reconcile(name, { client, now }) {
    const object = client.find(resource, name);
    if (!object) return undefined;
    const due = dueOf(object);
    if (now < due) return due;
    ignoringAbsence(() => client.delete(resource, name));
    return undefined;
  },
};
