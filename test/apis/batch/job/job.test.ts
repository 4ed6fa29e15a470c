// A job's selector, what may change of it, and its row.
import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/apimachinery/object.ts';
import { resourceOf, stored, uid, wrongWith, wrongWithChange } from '../../objects.ts';

const manifest = (spec = ''): string =>
  `{apiVersion: batch/v1, kind: Job, metadata: {name: j}, spec: {${spec} template: {spec: {restartPolicy: Never, containers: [{name: c, image: "busybox:1.36"}]}}}}`;

describe('a job', () => {
  it('selects by its own number', () => {
    const job = stored(manifest());
    expect(job.spec.selector).toEqual({ matchLabels: { 'batch.kubernetes.io/controller-uid': uid } });
    const labels = { 'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': 'j', 'controller-uid': uid, 'job-name': 'j' };
    expect(job.spec.template.metadata.labels).toEqual(labels);
    expect(job.metadata.labels).toEqual(labels);
    expect(wrongWith(job)).toEqual([]);
  });

  it('keeps its template', () => {
    const [text = ''] = wrongWithChange(stored(manifest()), (job) => Object.assign(job.spec.template.spec.containers[0], { image: 'busybox:1.37' }));
    expect(text.replace(/\{.*\}/, '{}')).toBe('spec.template: Invalid value: {}: field is immutable');
    const shown = JSON.parse(/\{.*\}/.exec(text)?.[0] ?? '');
    expect(Object.keys(shown)).toEqual(['labels', 'Spec']);
    expect(shown.Spec.Containers[0]).toMatchObject({ Name: 'c', Image: 'busybox:1.37', Command: null, WorkingDir: '', Resources: { Limits: null, Requests: null, Claims: null }, TTY: false });
    expect(shown.Spec).toMatchObject({ Volumes: null, RestartPolicy: 'Never', DNSPolicy: 'ClusterFirst', SecurityContext: { HostNetwork: false, FSGroup: null } });
  });

  it('may be told where to run until it begins', () => {
    const place = (job: Json): void => Object.assign(job.spec.template.spec, { nodeSelector: { disk: 'ssd' } });
    expect(wrongWithChange(stored(manifest('suspend: true,')), place)).toEqual([]);
    expect(wrongWithChange(stored(manifest()), place)).toHaveLength(1);
  });

  it('has a status in its row', () => {
    const now = Date.UTC(2026, 10, 21);
    const row = (status: Json): unknown[] =>
      resourceOf(stored(manifest()))
        .logic.row?.({ ...stored(manifest('completions: 3,')), status }, { now })
        ?.slice(1, 4) ?? [];
    expect(row({ startTime: '2026-11-20T23:59:00Z' })).toEqual(['Running', '0/3', '60s']);
    expect(row({ startTime: '2026-11-20T23:59:00Z', completionTime: '2026-11-20T23:59:30Z', succeeded: 3, conditions: [{ type: 'Complete', status: 'True' }] })).toEqual(['Complete', '3/3', '30s']);
    expect(row({ conditions: [{ type: 'Suspended', status: 'True' }] })).toEqual(['Suspended', '0/3', '']);
  });
});
