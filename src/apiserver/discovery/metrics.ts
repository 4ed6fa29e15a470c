// /metrics in a small form: the build, and how many objects are stored of each resource (in Prometheus' text format).
import { resourceText } from '../../apis/resources.ts';
import type { RequestContext } from '../context.ts';
import { version } from './versions.ts';

const labelsOf = (labels: Record<string, string>): string =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
    .join(',');

const family = (name: string, help: string, rows: readonly string[]): string => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${rows.map((row) => `${name}${row}\n`).join('')}`;

export function metrics({ server }: RequestContext): string {
  const { major, minor, gitVersion, gitCommit, gitTreeState, buildDate, goVersion, compiler, platform } = version;
  const build = {
    build_date: buildDate,
    compiler,
    git_commit: gitCommit,
    git_tree_state: gitTreeState,
    git_version: gitVersion,
    go_version: goVersion,
    major,
    minor,
    platform,
  };
  const stored = server.resources().filter((r) => !r.storedAs && r.verbs.includes('list'));
  const counts = stored.map((r): [string, number] => [resourceText(r), server.storage.list(r, undefined).length]);
  return [
    family(
      'apiserver_storage_objects',
      'Number of stored objects at the time of last check split by kind.',
      counts.sort(([a], [b]) => (a < b ? -1 : 1)).map(([resource, count]) => `{${labelsOf({ resource })}} ${count}`),
    ),
    family('kubernetes_build_info', "A metric with a constant '1' value labeled by the build of Kubernetes.", [`{${labelsOf(build)}} 1`]),
  ].join('');
}
