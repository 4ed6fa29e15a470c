// cluster-info dump: nodes, then of each namespace its workloads, events and the logs of its pods.
import type { Json } from '../../apimachinery/object.ts';
import type { Call, Verb } from '../call.ts';
import { requestOf } from '../printers/index.ts';
import { choosePrinter } from '../printers/printer.ts';
import { jsonYamlFormats } from '../printers/structured.ts';
import { templateFormats } from '../printers/templates.ts';

const perNamespace: readonly (readonly [file: string, root: string, resource: string])[] = [
  ['events', '/api/v1', 'events'],
  ['replication-controllers', '/api/v1', 'replicationcontrollers'],
  ['services', '/api/v1', 'services'],
  ['daemonsets', '/apis/apps/v1', 'daemonsets'],
  ['deployments', '/apis/apps/v1', 'deployments'],
  ['replicasets', '/apis/apps/v1', 'replicasets'],
  ['pods', '/api/v1', 'pods'],
];

/** Writes to standard output, or to one file for each part. */
class Dump {
  constructor(private readonly call: Call) {}

  private write(file: string, text: string): void {
    const directory = this.call.flags.string('output-directory');
    if (directory === '' || directory === '-') {
      this.call.environment.stdout(text);
      return;
    }
    const path = `${directory}/${file}`;
    this.call.environment.files.mkdir(path.slice(0, path.lastIndexOf('/')));
    this.call.environment.files.writeFile(path, text);
  }

  object(file: string, object: Json): void {
    const request = requestOf(this.call);
    let text = '';
    choosePrinter(request, [jsonYamlFormats, templateFormats]).print(object, (more) => {
      text += more;
    });
    this.write(`${file}.${request.output === 'yaml' ? 'yaml' : request.output === 'json' ? 'json' : 'txt'}`, text);
  }

  logs(namespace: string, pod: Json): void {
    for (const container of [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])] as Json[]) {
      const where = `container ${container.name} of pod ${namespace}/${pod.metadata.name}`;
      const { code, body } = this.call.factory.response('GET', `/api/v1/namespaces/${namespace}/pods/${pod.metadata.name}/log`, { query: { container: container.name } });
      const text = code >= 400 ? `Request log error: ${body?.message ?? ''}\n` : String(body ?? '');
      this.write(`${namespace}/${pod.metadata.name}/logs.txt`, `==== START logs for ${where} ====\n${text}==== END logs for ${where} ====\n`);
    }
  }
}

function namespacesOf(call: Call): string[] {
  if (call.flags.bool('all-namespaces')) return call.factory.request('GET', '/api/v1/namespaces').items.map((each: Json) => each.metadata.name);
  const named = call.flags.list('namespaces');
  return named.length > 0 ? [...named] : ['kube-system', call.factory.namespace().namespace].filter((name, i, all) => all.indexOf(name) === i);
}

export const clusterInfoDump: Verb = {
  command: 'cluster-info dump',
  run(call) {
    const dump = new Dump(call);
    dump.object('nodes', call.factory.request('GET', '/api/v1/nodes'));
    for (const namespace of namespacesOf(call)) {
      for (const [file, root, resource] of perNamespace) dump.object(`${namespace}/${file}`, call.factory.request('GET', `${root}/namespaces/${namespace}/${resource}`));
      for (const pod of call.factory.request('GET', `/api/v1/namespaces/${namespace}/pods`).items) dump.logs(namespace, pod);
    }
    const directory = call.flags.string('output-directory');
    if (directory !== '' && directory !== '-') call.print(`Cluster info dumped to ${directory}`);
    return 0;
  },
};
