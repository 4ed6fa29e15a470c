// A hundred thousand random things: each is answered, or refused in a sentence of kubectl's; none throws, and no refusal changes the cluster.
import fc, { type Arbitrary } from 'fast-check';
import { describe, it } from 'vitest';
import { builtInResources } from '../../src/apis/resources.ts';
import facts from '../../src/apis/facts/kubectl.json' with { type: 'json' };
import { manifest, text } from './documents.ts';
import { Subject } from './subject.ts';
import { joined, json, name, noise, resource, seed } from './words.ts';

function hold<T>(count: number, arbitrary: Arbitrary<T>, done: (subject: Subject, value: T) => void): void {
  const subject = new Subject();
  fc.assert(
    fc.property(arbitrary, (value) => done(subject, value)),
    { seed, numRuns: count, endOnFailure: true },
  );
}

const pair: Arbitrary<string> = fc.tuple(resource, name).map(([kind, object]) => `${kind}/${object}`);
const word: Arbitrary<string> = fc.oneof(name, resource, pair, noise, fc.constantFrom('a=b', 'a-', 'nginx=busybox', 'key=value:NoSchedule', '--all', '-f', 'f.yaml', '-'));
const value: Arbitrary<string> = fc.oneof(
  word,
  fc.constantFrom('json', 'yaml', 'name', 'wide', 'client', 'server', 'true', 'false', '1', '5s', '80', '80:8080', 'a=b', 'jsonpath={.items[*].metadata.name}', '100m', 'cpu=1', 'strict'),
);

type Fact = (typeof facts.commands)[number]['flags'][number];

/** What a flag may be given: mostly what its type reads. */
function fitting({ default: kind }: Fact): Arbitrary<string> {
  const reads =
    kind === 'true' || kind === 'false'
      ? fc.constantFrom('true', 'false')
      : /^-?\d+$/.test(kind)
        ? fc.constantFrom('0', '1', '5', '-1')
        : /^\d+[smh]/.test(kind)
          ? fc.constantFrom('1s', '0s', '1m')
          : value;
  return fc.oneof({ weight: 8, arbitrary: reads }, { weight: 1, arbitrary: value });
}

/** A command with some of its flags, and words. */
const line: Arbitrary<string[]> = fc.constantFrom(...facts.commands).chain(({ command, flags }) => {
  const flag = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...(flags.length > 0 ? flags : facts.globals)).chain((fact) => fitting(fact).map((to) => `--${fact.name}=${to}`)) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...facts.globals), value).map(([{ name: flagName }, to]) => `--${flagName}=${to}`) },
    { weight: 1, arbitrary: noise.map((text) => `--${text}`) },
    { weight: 1, arbitrary: fc.constantFrom('-A', '-n', '-o', '-l', '-it', '-f', '--', '-h', '-w', '--all', '-oyaml', '-ojson') },
  );
  const words = command.split(' ').slice(1);
  return fc.tuple(fc.array(word, { maxLength: 3 }), fc.array(flag, { maxLength: 4 }), fc.boolean()).map(([args, given, first]) => [...words, ...(first ? [...given, ...args] : [...args, ...given])]);
});

describe('random', () => {
  it('command lines', () => hold(15_000, fc.tuple(line, text), (subject, [argv, input]) => void subject.kubectl(argv, input)));

  const reading = fc.constantFrom(
    ['create', '-f', '-'],
    ['apply', '-f', '-'],
    ['create', '--dry-run=server', '-o', 'yaml', '-f', 'f.yaml'],
    ['replace', '-f', '-'],
    ['apply', '--server-side', '-f', '-'],
    ['create', '--dry-run=client', '--validate=false', '-f', '-'],
    ['diff', '-f', '-'],
    ['delete', '--wait=false', '-f', '-'],
  );
  it('manifests typed to kubectl', () => hold(8_000, fc.tuple(reading, text), (subject, [argv, input]) => void subject.kubectl(argv, input)));

  const request = fc.tuple(
    manifest,
    fc.constantFrom('POST', 'PUT'),
    fc.constantFrom({}, { dryRun: 'All' }, { fieldValidation: 'Strict' }, { fieldManager: 'x' }),
    fc.constantFrom(...builtInResources),
    fc.boolean(),
  );
  it('manifests sent to the server', () =>
    hold(15_000, request, (subject, [body, method, query, other, astray]) => {
      const info = (!astray && builtInResources.find(({ kind }) => kind === body?.kind)) || other;
      const root = info.group ? `/apis/${info.group}/${info.version}` : `/api/${info.version}`;
      const within = info.namespaced ? `/namespaces/${typeof body?.metadata?.namespace === 'string' && body.metadata.namespace ? encodeURIComponent(body.metadata.namespace) : 'default'}` : '';
      const one = method === 'PUT' ? `/${encodeURIComponent(String(body?.metadata?.name ?? 'x') || 'x')}` : '';
      subject.request({ method: method as 'POST', path: `${root}${within}/${info.resource}${one}`, query: query as Record<string, string>, body });
    }));

  const target = fc.constantFrom(
    ...[
      '/api/v1/namespaces/default/configmaps/app',
      '/api/v1/namespaces/default/services/web',
      '/apis/apps/v1/namespaces/default/deployments/web',
      '/apis/apps/v1/namespaces/default/deployments/web/scale',
      '/apis/apps/v1/namespaces/default/deployments/web/status',
      '/api/v1/nodes/node01',
      '/api/v1/namespaces/default',
    ],
  );
  const place = joined(
    ['/metadata', '/spec', '/labels', '/annotations', '/app', '/data', '/a', '/template', '/containers', '/0', '/-', '/image', '/replicas', '/ports', '/finalizers', '~1', '~0', '/'],
    5,
  );
  const operation = fc.record(
    { op: fc.oneof({ weight: 8, arbitrary: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test') }, { weight: 1, arbitrary: noise }), path: place, from: place, value: json },
    { requiredKeys: [] },
  );
  const key = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'metadata',
        'spec',
        'labels',
        'annotations',
        'app',
        'data',
        'template',
        'containers',
        'replicas',
        'selector',
        'ports',
        '$patch',
        '$retainKeys',
        '$setElementOrder/containers',
        '$deleteFromPrimitiveList/finalizers',
        'name',
        'image',
        'kind',
        'apiVersion',
        'status',
        'taints',
      ),
    },
    { weight: 1, arbitrary: noise },
  );
  const { tree } = fc.letrec((tie) => ({ tree: fc.oneof({ maxDepth: 4 }, json, fc.dictionary(key, tie('tree'), { maxKeys: 3 }), fc.array(tie('tree'), { maxLength: 2 })) }));
  const patch = fc.oneof(
    fc.array(operation, { maxLength: 4 }).map((body) => ({ type: 'application/json-patch+json', body: body as unknown })),
    fc
      .tuple(
        fc.constantFrom('application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml', 'application/json-patch+json', 'text/plain'),
        fc.dictionary(key, tree, { maxKeys: 3 }),
      )
      .map(([type, body]) => ({ type, body: body as unknown })),
    fc
      .tuple(fc.constantFrom('application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml'), manifest)
      .map(([type, body]) => ({ type, body: body as unknown })),
  );
  it('patches', () =>
    hold(20_000, fc.tuple(target, patch, fc.constantFrom({}, { fieldManager: 'x' }, { fieldManager: 'x', force: 'true' }, { dryRun: 'All' })), (subject, [path, { type, body }, query]) => {
      subject.request({ method: 'PATCH', path, body: body as never, query: query as Record<string, string>, headers: { contentType: type as 'application/json-patch+json' } });
    }));

  const selector = joined(['app', 'tier', 'a/b', '=', '==', '!=', '!', ' in ', ' notin ', '(', ')', ',', ' ', 'web', '>', '<', '1', 'exists'], 8);
  it('selectors', () =>
    hold(21_000, fc.tuple(selector, fc.boolean()), (subject, [text, labels]) => {
      subject.request({ method: 'GET', path: '/api/v1/namespaces/default/pods', query: { [labels ? 'labelSelector' : 'fieldSelector']: text } });
    }));

  const jsonPath = joined(
    [
      '{',
      '}',
      '.',
      '..',
      '[',
      ']',
      '*',
      '?(',
      ')',
      '@',
      '$',
      'items',
      'metadata',
      'name',
      'spec',
      'containers',
      '0',
      '-1',
      ':',
      ',',
      "'x'",
      '"y"',
      '==',
      '>',
      'range ',
      'end',
      '\\',
      '\\n',
      '{range .items[*]}',
      '{end}',
      '{.metadata.name}',
      '@.a',
      '&&',
      ' ',
    ],
    10,
  );
  const goTemplate = joined(
    ['{{', '}}', '.', 'items', 'range ', 'end', 'if ', 'else', 'with ', '$x', ':=', 'index ', 'len ', 'printf ', '"%s"', '|', '(', ')', '.metadata.name', ' ', 'eq ', 'and ', '1', '{{.kind}}', '-'],
    9,
  );
  const columns = joined(['NAME', ':', '.metadata.name', ',', '.items', '[', ']', '{', '}', '*', 'A:.a', '.spec.containers[*].image'], 6);
  const template = fc.oneof(
    { weight: 6, arbitrary: jsonPath.map((text) => `jsonpath=${text}`) },
    { weight: 2, arbitrary: goTemplate.map((text) => `go-template=${text}`) },
    { weight: 1, arbitrary: columns.map((text) => `custom-columns=${text}`) },
    { weight: 1, arbitrary: jsonPath.map((text) => `jsonpath-as-json=${text}`) },
  );
  it('templates', () => hold(21_000, fc.tuple(template, fc.constantFrom('pods', 'deploy/web', 'nodes')), (subject, [output, what]) => void subject.kubectl(['get', what, '-o', output])));
});
