// kubectl set subject: who is bound to a role as well.
import { byCodePoint } from '../../../apimachinery/goFormat.ts';
import { deepEqual, type Json } from '../../../apimachinery/object.ts';
import { subjectFields } from '../../../apis/settable.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { resourceText } from '../../discovery/mapping.ts';
import { dryRunOf, operationPrinter } from '../../printers/index.ts';
import type { Info } from '../../resources/index.ts';
import { allWithSelector, deliver, findObjects, isLocal, localWithServer } from './shared.ts';

const apiGroup = 'rbac.authorization.k8s.io';

function check(call: Call, infos: readonly Info[]): void {
  const { flags } = call;
  if (isLocal(call) && dryRunOf(call) === 'server') throw localWithServer();
  if (flags.bool('all') && flags.string('selector')) throw allWithSelector();
  const accounts = flags.list('serviceaccount');
  if (flags.list('user').length + flags.list('group').length + accounts.length === 0) throw new CommandError('you must specify at least one value of user, group or serviceaccount');
  for (const account of accounts) {
    const [namespace, name, ...more] = account.split(':');
    if (!name || more.length > 0) throw new CommandError('serviceaccount must be <namespace>:<name>');
    const needsNamespace = infos.some(({ mapping }) => subjectFields[resourceText(mapping)]?.namespaced === false);
    if (!namespace && needsNamespace) throw new CommandError('serviceaccount must be <namespace>:<name>, namespace must be specified');
  }
}

/** Each once, in alphabetical order. */
const named = (call: Call, flag: string): string[] => [...new Set(call.flags.list(flag))].sort(byCodePoint);

function subjectsOf(call: Call): Json[] {
  return [
    ...named(call, 'user').map((name) => ({ apiGroup, kind: 'User', name })),
    ...named(call, 'group').map((name) => ({ apiGroup, kind: 'Group', name })),
    ...named(call, 'serviceaccount').map((text) => {
      const [namespace, name] = text.split(':');
      return { kind: 'ServiceAccount', name, namespace: namespace || call.factory.namespace().namespace };
    }),
  ];
}

function addSubjects(draft: Json, { mapping }: Info, subjects: readonly Json[]): void {
  const field = subjectFields[resourceText(mapping)]?.field;
  if (!field) throw new CommandError('setting subjects is only supported for RoleBinding/ClusterRoleBinding');
  const present: Json[] = draft[field] ?? [];
  const added = subjects.filter((subject) => !present.some((each) => deepEqual(each, subject)));
  if (added.length > 0) draft[field] = [...present, ...added];
}

export const subject: Verb = {
  command: 'set subject',
  *run(call): Program<number> {
    dryRunOf(call);
    operationPrinter(call, '');
    const infos = yield* findObjects(call, call.args);
    check(call, infos);
    const subjects = subjectsOf(call);
    return deliver(call, infos, { done: 'subjects updated', failure: 'failed to patch subjects to rolebinding: ', change: (draft, info) => addSubjects(draft, info, subjects) });
  },
};
