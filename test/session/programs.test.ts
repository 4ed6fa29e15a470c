// Programs that kubectl runs: plugins on the PATH, and a diff of the person's choice.
import { expect, it } from 'vitest';
import { bornOnce } from '../labs/learner.ts';
import { Typist } from './typist.ts';

const setUp = [
  'mkdir -p bin; export PATH=$PATH:/home/candidate/bin',
  `printf '#!/bin/bash\\necho "hi: $*"\\nexit 3\\n' > bin/kubectl-say_hi`,
  `printf '#!/bin/bash\\necho "longer: $*"; kubectl get ns default -o name\\n' > bin/kubectl-say_hi-there`,
  `printf '#!/bin/bash\\necho "made $*"\\n' > bin/kubectl-create-thing`,
  `printf '#!/bin/bash\\necho never\\n' > bin/kubectl-create-ns`,
  'chmod +x bin/*',
];

it('runs plugins, the longest name first', async () => {
  const person = new Typist(bornOnce('standard'));
  for (const line of setUp) await person.type(line);
  const answer = async (line: string): Promise<string> => (await person.type(line)).split('\n').slice(1).join('\n');
  expect(await answer('kubectl say-hi you --loud; echo $?')).toBe('hi: you --loud\n3\n');
  expect(await answer('kubectl say-hi there me')).toBe('longer: me\nnamespace/default\n');
  expect(await answer('kubectl create thing -x')).toBe('made -x\n');
  expect(await answer('kubectl create ns tide')).toBe('namespace/tide created\n');
  expect(await answer('kubectl say')).toBe('error: unknown command "say" for "kubectl"\n\nDid you mean this?\n\tset\n');
  expect(await answer('kubectl -n x say-hi')).toBe('Error: flags cannot be placed before plugin name: -n\n');
});

it('compares with the program of KUBECTL_EXTERNAL_DIFF', async () => {
  const person = new Typist(bornOnce('standard'));
  await person.type('kubectl create cm a --from-literal=x=1; kubectl create cm a --from-literal=x=2 --dry-run=client -o yaml > a.yaml');
  await person.type(`printf '#!/bin/bash\\necho "\${@:3}"; for f in $1/*; do diff -u $f $2/\${f##*/}; done' > each; chmod +x each`);
  const screen = await person.type('KUBECTL_EXTERNAL_DIFF="./each -w $(id) --x=1" kubectl diff -f a.yaml; echo $?; ls /tmp');
  expect(screen).toMatch(/\n-w --x=1\n--- [\s\S]*\n- {2}x: "1"\n\+ {2}x: "2"\n[\s\S]*\n1\n$/);
  expect(await person.type('KUBECTL_EXTERNAL_DIFF=nope kubectl diff -f a.yaml; echo $?')).toMatch(/error: failed to run "nope": exec: "nope": executable file not found in \$PATH\n2\n$/);
});
