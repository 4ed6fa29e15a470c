// kubectl auth reconcile: roles and bindings get the rules and subjects that files give them, and lose others when told to.
import { deepCopy, deepEqual, type Json } from '../../../apimachinery/object.ts';
import { type Call, CommandError, type Program, type Verb } from '../../call.ts';
import { dryRunOf } from '../../printers/index.ts';
import { buildResources, fileOptionsOf, type Info, requireFiles } from '../../resources/index.ts';
import { createInfo, pathOfInfo, replaceInfo } from '../write.ts';
import { ruleText, uncovered } from './rules.ts';
import { typedPrinter } from '../../typed.ts';

interface Change {
  /** The object as it should be. */
  object: Json;
  /** What is told: headlines with their lines. */
  told: [string, string[]][];
  /** The role of a binding cannot be changed in place. */
  recreate?: boolean;
}

const subjectText = ({ kind = '', apiGroup = '', name = '', namespace = '' }: Json): string => `{Kind:${kind} APIGroup:${apiGroup} Name:${name} Namespace:${namespace}}`;

function roleChange(call: Call, wanted: Json, current: Json | undefined): Change {
  const object = deepCopy(current ?? wanted);
  const missing = uncovered(current?.rules ?? [], wanted.rules ?? []);
  const extra = call.flags.bool('remove-extra-permissions') ? uncovered(wanted.rules ?? [], current?.rules ?? []) : [];
  if (extra.length > 0) object.rules = wanted.rules;
  else if (current && missing.length > 0) object.rules = [...(current.rules ?? []), ...missing];
  return {
    object,
    told: [
      ['missing rules added:', missing.map(ruleText)],
      ['extra rules removed:', extra.map(ruleText)],
    ],
  };
}

function bindingChange(call: Call, wanted: Json, current: Json | undefined): Change {
  const without = (a: Json[], b: Json[]): Json[] => a.filter((one) => !b.some((other) => subjectText(one) === subjectText(other)));
  const [before, after]: [Json[], Json[]] = [current?.subjects ?? [], wanted.subjects ?? []];
  const missing = without(after, before);
  const extra = call.flags.bool('remove-extra-subjects') ? without(before, after) : [];
  const object = deepCopy(current ?? wanted);
  if (current) object.subjects = [...without(before, extra), ...missing];
  const told: Change['told'] = [
    ['missing subjects added:', missing.map(subjectText)],
    ['extra subjects removed:', extra.map(subjectText)],
  ];
  if (!current || deepEqual(current.roleRef, wanted.roleRef)) return { object, told };
  return { object: wanted, told, recreate: true };
}

/** By the field that says what the object is. */
const changeOf = (call: Call, wanted: Json, current: Json | undefined): Change => (wanted.roleRef ? bindingChange(call, wanted, current) : roleChange(call, wanted, current));

function reconcileOne(call: Call, info: Info): void {
  if (info.mapping.group !== 'rbac.authorization.k8s.io') {
    call.printError(`skipping ${info.mapping.kind}: only rbac.authorization.k8s.io resources are reconciled`);
    return;
  }
  const { code, body } = call.factory.response('GET', pathOfInfo(info));
  const current = code === 404 ? undefined : body;
  if (code >= 400 && code !== 404) throw new CommandError(body.message);
  const { object, told, recreate } = changeOf(call, info.object, current);
  const changes = told.filter(([, lines]) => lines.length > 0);
  const operation = !current ? 'create' : recreate ? 'recreate' : changes.length > 0 ? 'update' : '';
  if (operation && dryRunOf(call) !== 'client') {
    if (operation === 'update') replaceInfo(call, info, object);
    else {
      if (recreate) call.factory.request('DELETE', pathOfInfo(info));
      createInfo(call, info, object);
    }
  }
  typedPrinter(call, 'reconciled').print(object, call.environment.stdout);
  if (operation && call.flags.string('output') === '') tell(call, operation, changes);
}

function tell(call: Call, operation: string, changes: Change['told']): void {
  call.printError(`\treconciliation required ${operation}`);
  for (const [headline, lines] of changes) call.printError([`\t${headline}`, ...lines.map((line) => `\t\t${line}`)].join('\n'));
}

export const reconcile: Verb = {
  command: 'auth reconcile',
  *run(call): Program<number> {
    if (call.args.length > 0) throw new CommandError('no arguments are allowed');
    requireFiles(fileOptionsOf(call));
    const result = yield* buildResources(call, { files: fileOptionsOf(call), continueOnError: true, flatten: true });
    yield* result.visit((info) => reconcileOne(call, info));
    return 0;
  },
};
