// kubectl certificate approve and deny: a word about a certificate signing request, put into its conditions.
import { deepCopy, formatTime, type Json } from '../../apimachinery/object.ts';
import { isReason } from '../../apimachinery/status.ts';
import { type Call, CommandError, type Program, type Verb } from '../call.ts';
import { buildResources, fileOptionsOf, hasFiles, type Info } from '../resources/index.ts';
import { pathOfInfo } from './write.ts';
import { typedPrinter } from '../typed.ts';

interface Decision {
  command: string;
  /** The condition's type. */
  type: 'Approved' | 'Denied';
  opposite: string;
  reason: string;
  message: string;
  done: string;
}

/** How often the request is read anew when it has changed meanwhile. */
const tries = 10;

const isA = (csr: Json, type: string): boolean => (csr.status?.conditions ?? []).some((c: Json) => c.type === type);

function decided(call: Call, csr: Json, { type, reason, message }: Decision): Json {
  const draft = deepCopy(csr);
  const now = formatTime(call.environment.now());
  const others = (draft.status?.conditions ?? []).filter((c: Json) => c.type !== type);
  draft.status = { ...draft.status, conditions: [...others, { type, status: 'True', reason, message, lastUpdateTime: now, lastTransitionTime: null }] };
  return draft;
}

function decide(call: Call, info: Info, decision: Decision): Json {
  for (let attempt = 1; ; attempt++) {
    const csr = attempt === 1 ? info.object : call.factory.request('GET', pathOfInfo(info));
    if (isA(csr, decision.opposite)) throw new CommandError(`certificate signing request ${JSON.stringify(info.name)} is already ${decision.opposite}`);
    if (isA(csr, decision.type) && !call.flags.bool('force')) return csr;
    try {
      return call.factory.request('PUT', pathOfInfo(info, 'approval'), { body: decided(call, csr, decision) });
    } catch (error) {
      if (!isReason(error, 'Conflict') || attempt === tries) throw error;
    }
  }
}

const verb = (decision: Decision): Verb => ({
  command: decision.command,
  *run(call): Program<number> {
    const files = fileOptionsOf(call);
    if (call.args.length === 0 && !hasFiles(files)) throw new CommandError('one or more CSRs must be specified as <name> or -f <filename>');
    const names = call.args.length > 0 ? { resourceNames: { resource: 'certificatesigningrequest', names: call.args } } : {};
    const printer = typedPrinter(call, decision.done);
    const result = yield* buildResources(call, { files, ...names, continueOnError: true, flatten: true, latest: true });
    yield* result.visit((info) => {
      const object = decide(call, info, decision);
      printer.print(object, call.environment.stdout);
    });
    return 0;
  },
});

const told = (what: string): string => `This CSR was ${what} by kubectl certificate ${what === 'approved' ? 'approve' : 'deny'}.`;

export const certificateVerbs: readonly Verb[] = [
  verb({ command: 'certificate approve', type: 'Approved', opposite: 'Denied', reason: 'KubectlApprove', message: told('approved'), done: 'approved' }),
  verb({ command: 'certificate deny', type: 'Denied', opposite: 'Approved', reason: 'KubectlDeny', message: told('denied'), done: 'denied' }),
];
