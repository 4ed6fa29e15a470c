// scp between the machines of a cluster.
import { expect, it } from 'vitest';
import { bornOnce } from '../labs/learner.ts';
import { Typist } from './typist.ts';

const person = new Typist(bornOnce('standard'));
const closed = 'scp: Connection closed\n';

it.each([
  ['echo hello > x; chmod 600 x; scp x node01: | cat; ssh node01 ls -l x | cut -c-30', '-rw------- 1 candidate candida\n'],
  ['scp -q x node01:/tmp/y; ssh node01 cat /tmp/y', 'hello\n'],
  ['scp node01:x node02:/tmp/; ssh node02 cat /tmp/x', `\rx${' '.repeat(43)} 100%    6     0.6KB/s   00:00    \nhello\n`],
  ['scp -r node01:/etc/kubernetes/pki node01:/etc/hostname . | cat; ls pki; cat hostname', 'ca.crt\nnode01\n'],
  ['mkdir -p d/e; echo 1 > d/e/f; scp -r d node01:/tmp | cat; scp -r node01:/tmp/d/e copy | cat; cat copy/f', '1\n'],
  ['scp -qr d d; ls d d/d', 'd:\nd  e\n\nd/d:\ne\n'],
  ['touch -d 2026-01-02 x; scp -pq x node01:z; ssh node01 ls -l z', '-rw------- 1 candidate candidate 6 Jan  2 00:00 z\n'],
  ['scp nope node01: | cat; echo ${PIPESTATUS[0]}', 'scp: stat local "nope": No such file or directory\n1\n'],
  ['scp x node01:/root/x', 'scp: dest open "/root/x": Permission denied\nscp: failed to upload file x to /root/x\n'],
  ['scp x node01:/nope/x', 'scp: dest open "/nope/x": No such file or directory\nscp: failed to upload file x to /nope/x\n'],
  ['scp x x node01:/nope', 'scp: /nope: No such file or directory\n'],
  ['scp d node01:', 'scp: local "d" is not a regular file\nscp: failed to upload file d to .\n'],
  ['scp node01:nope .', 'scp: nope: No such file or directory\n'],
  ['scp node01:/etc/hostname/x .', 'scp: /etc/hostname/x: No such file or directory\n'],
  ['scp node01:/etc/kubernetes .', 'scp: download /etc/kubernetes: not a regular file\n'],
  ['scp node01:/etc/kubernetes/kubelet.conf .', 'scp: remote open "/etc/kubernetes/kubelet.conf": Permission denied\n'],
  ['scp x root@node01:', `root@node01: Permission denied (publickey).\n${closed}`],
  ['scp x nowhere:; echo $?', `ssh: Could not resolve hostname nowhere: Name or service not known\n${closed}255\n`],
])('%s', async (line, screen) => {
  expect((await person.type(line)).split('\n').slice(1).join('\n')).toBe(screen);
});
