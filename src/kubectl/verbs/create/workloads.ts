// kubectl create deployment, job, cronjob.
import type { Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Verb } from '../../call.ts';
import { pathOf } from '../../factory.ts';
import { commandOf, generator, metadataOf } from './shared.ts';

/** The container's name: the last part of the image's path, without tag and digest. */
function nameOfImage(image: string): string {
  const last = image.slice(image.lastIndexOf('/') + 1);
  return last.split(':')[0]?.split('@')[0] ?? last;
}

function containersOf(call: Call, images: readonly string[]): Json[] {
  const command = commandOf(call);
  const port = call.flags.int('port');
  return images.map((image) => ({
    name: nameOfImage(image),
    image,
    ...(command.length > 0 ? { command } : {}),
    ...(call.flags.changed('port') && port >= 0 ? { ports: [{ containerPort: port }] } : {}),
    resources: {},
  }));
}

export const deployment: Verb = generator({
  command: 'create deployment',
  failure: 'failed to create deployment: ',
  build(call, name) {
    const images = call.flags.list('image').filter((image) => image !== '');
    if (call.flags.list('image').length > 1 && commandOf(call).length > 0) throw new CommandError('cannot specify multiple --image options and command');
    const labels = { app: name };
    return {
      kind: 'Deployment',
      apiVersion: 'apps/v1',
      metadata: metadataOf(call, name, { labels }),
      spec: {
        replicas: call.flags.int('replicas'),
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: images.length > 0 ? containersOf(call, images) : null } },
        strategy: {},
      },
      status: {},
    };
  },
});

const podTemplate = (call: Call, name: string, restartPolicy: string): Json => {
  const command = commandOf(call);
  return { metadata: {}, spec: { containers: [{ name, image: call.flags.string('image'), ...(command.length > 0 ? { command } : {}), resources: {} }], restartPolicy } };
};

/** A job as a cron job's template has it, made by hand. */
function fromCronJob(call: Call, name: string, source: string): Json {
  const [type = '', cronJobName] = source.includes('/') ? source.split('/') : [source];
  const mapping = call.factory.mapper().forArgument(type);
  if (cronJobName === undefined) throw new CommandError(`from must be an existing cronjob: there is no name in ${source}`);
  const cronJob = call.factory.request('GET', pathOf(mapping, call.factory.namespace().namespace, cronJobName));
  if (cronJob.kind !== 'CronJob') throw new CommandError(`from must be an existing cronjob: unknown object type *v1.${cronJob.kind}`);
  const { metadata, spec } = cronJob.spec.jobTemplate;
  return {
    kind: 'Job',
    apiVersion: 'batch/v1',
    metadata: {
      name,
      ...(call.factory.namespace().explicit ? { namespace: call.factory.namespace().namespace } : {}),
      ...(metadata?.labels ? { labels: metadata.labels } : {}),
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual', ...metadata?.annotations },
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'CronJob', name: cronJob.metadata.name, uid: cronJob.metadata.uid, controller: true }],
    },
    spec,
    status: {},
  };
}

export const job: Verb = generator({
  command: 'create job',
  failure: 'failed to create job: ',
  build(call, name) {
    const [image, from] = [call.flags.string('image'), call.flags.string('from')];
    if ((image === '') === (from === '')) throw new CommandError('either --image or --from must be specified');
    if (from && commandOf(call).length > 0) throw new CommandError('cannot specify --from and command');
    if (from) return fromCronJob(call, name, from);
    return { kind: 'Job', apiVersion: 'batch/v1', metadata: metadataOf(call, name), spec: { template: podTemplate(call, name, 'Never') }, status: {} };
  },
});

export const cronjob: Verb = generator({
  command: 'create cronjob',
  failure: 'failed to create cronjob: ',
  build: (call, name) => ({
    kind: 'CronJob',
    apiVersion: 'batch/v1',
    metadata: metadataOf(call, name),
    spec: { schedule: call.flags.string('schedule'), jobTemplate: { metadata: { name }, spec: { template: podTemplate(call, name, call.flags.string('restart') || 'OnFailure') } } },
    status: {},
  }),
});
