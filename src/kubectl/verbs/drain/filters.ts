// Which pods of a node drain deletes, leaves alone, or refuses to touch (upstream: drain/filters.go).
import { controllerOf, type KubeObject, parseTime } from '../../../apimachinery/object.ts';
import { isNotFound } from '../../../apimachinery/status.ts';
import { hasLocalStorage, isFinished, isMirror, ownerOnEveryNode } from '../../../apis/core/pod/drain.ts';
import type { Call } from '../../call.ts';

interface Verdict {
  deletes: boolean;
  /** What is said of it: pods with the same text share a sentence. */
  warning?: string;
  error?: string;
}

type Filter = (pod: KubeObject, call: Call) => Verdict;

const okay: Verdict = { deletes: true };
const skip: Verdict = { deletes: false };
const refuse = (error: string): Verdict => ({ deletes: false, error });

/** --skip-wait-for-delete-timeout: it has been going for long enough. */
export function isLongGone({ metadata }: KubeObject, { flags, environment }: Call): boolean {
  const seconds = flags.int('skip-wait-for-delete-timeout');
  return seconds > 0 && metadata.deletionTimestamp !== undefined && Math.floor((environment.now() - parseTime(metadata.deletionTimestamp)) / 1000) > seconds;
}

const skipDeleted: Filter = (pod, call) => (isLongGone(pod, call) ? skip : okay);

const daemonSet: Filter = (pod, call) => {
  const owner = ownerOnEveryNode(pod);
  if (!owner || isFinished(pod)) return okay;
  try {
    call.factory.request('GET', `/apis/apps/v1/namespaces/${pod.metadata.namespace}/daemonsets/${owner.name}`);
  } catch (error) {
    const { message } = error as Error;
    return isNotFound(error) && call.flags.bool('force') ? { deletes: true, warning: message } : refuse(message);
  }
  if (!call.flags.bool('ignore-daemonsets')) return refuse('DaemonSet-managed Pods (use --ignore-daemonsets to ignore)');
  return { deletes: false, warning: 'ignoring DaemonSet-managed Pods' };
};

const mirrorPod: Filter = (pod) => (isMirror(pod) ? skip : okay);

const localStorage: Filter = (pod, { flags }) => {
  if (!hasLocalStorage(pod) || isFinished(pod)) return okay;
  return flags.bool('delete-emptydir-data') ? { deletes: true, warning: 'deleting Pods with local storage' } : refuse('Pods with local storage (use --delete-emptydir-data to override)');
};

const unreplicated: Filter = (pod, { flags }) => {
  if (isFinished(pod) || controllerOf(pod)) return okay;
  return flags.bool('force') ? { deletes: true, warning: 'deleting Pods that declare no controller' } : refuse('Pods that declare no controller (use --force to override)');
};

/** In this order; the first that does not delete decides, and of several texts the last one is said. */
const filters: readonly Filter[] = [skipDeleted, daemonSet, mirrorPod, localStorage, unreplicated];

function verdictOn(pod: KubeObject, call: Call): Verdict {
  let verdict = okay;
  for (const filter of filters) {
    verdict = filter(pod, call);
    if (!verdict.deletes) break;
  }
  return verdict;
}

export interface Sorted {
  /** To be deleted. */
  pods: KubeObject[];
  warning: string;
  errors: Error[];
}

function* sentences(judged: readonly { pod: KubeObject; text: string | undefined }[]): Generator<string> {
  const byText = new Map<string, string[]>();
  for (const { pod, text } of judged) {
    if (text !== undefined) byText.set(text, [...(byText.get(text) ?? []), `${pod.metadata.namespace}/${pod.metadata.name}`]);
  }
  for (const [text, names] of byText) yield `${text}: ${names.join(', ')}`;
}

/** The pods of the node, sorted out. */
export function podsToDelete(call: Call, node: string): Sorted {
  const selector = call.flags.string('pod-selector');
  const list = call.factory.request('GET', '/api/v1/pods', { query: { fieldSelector: `spec.nodeName=${node}`, ...(selector ? { labelSelector: selector } : {}) } });
  const judged = (list.items as KubeObject[]).map((item) => {
    const pod = { ...item, apiVersion: 'v1', kind: 'Pod' };
    return { pod, verdict: verdictOn(pod, call) };
  });
  return {
    pods: judged.filter(({ verdict }) => verdict.deletes).map(({ pod }) => pod),
    warning: [...sentences(judged.map(({ pod, verdict }) => ({ pod, text: verdict.warning })))].join('; '),
    errors: [...sentences(judged.map(({ pod, verdict }) => ({ pod, text: verdict.error })))].map((text) => new Error(`cannot delete ${text}`)),
  };
}
