// Deletes finished jobs when their time to live is over.
import { type Json, type KubeObject, parseTime, splitKey } from '../../apimachinery/object.ts';
import type { Component } from '../../client/index.ts';
import { controllerCredential } from '../shared/identity.ts';
import { ignoringAbsence } from '../shared/owners.ts';

const resource = 'jobs.batch';

/** When the job finished, by the condition that says so. */
const finishedAt = (job: KubeObject): number => parseTime((job.status?.conditions ?? []).find((c: Json) => (c.type === 'Complete' || c.type === 'Failed') && c.status === 'True')?.lastTransitionTime);

export const ttlAfterFinished: Component = {
  name: 'ttl-after-finished-controller',
  credential: controllerCredential('ttl-after-finished-controller'),
  watches: [{ resource }],
  reconcile(key, { client, now }) {
    const { namespace, name } = splitKey(key);
    const job = client.find(resource, name, namespace);
    const seconds = job?.spec.ttlSecondsAfterFinished;
    if (!job || job.metadata.deletionTimestamp || seconds === undefined || seconds === null) return undefined;
    const due = finishedAt(job) + seconds * 1000;
    if (Number.isNaN(due)) return undefined;
    if (now < due) return due;
    ignoringAbsence(() => client.delete(resource, name, namespace, { propagationPolicy: 'Foreground', preconditions: { uid: job.metadata.uid ?? '' } }));
    return undefined;
  },
};
