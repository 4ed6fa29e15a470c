// A node's files as a debug pod has them under /host, and with them as its root.
import { expect, test } from 'vitest';
import { terminal } from './typed.ts';

const { type } = terminal();

test.each([
  ['node01', 'cat /host/etc/hostname', 'node01\n'],
  ['node01', 'chroot /host cat /etc/hostname', 'node01\n'],
  ['node01', 'chroot /host uname -r', '6.8.0-51-generic\n'],
  ['node01', 'chroot /host hostname', 'node01\n'],
  ['node01', 'chroot /host ls /etc/kubernetes', 'kubelet.conf\npki\n'],
  ['controlplane', 'chroot /host grep image: /etc/kubernetes/manifests/etcd.yaml', '    image: registry.k8s.io/etcd:3.6.8-0\n'],
  ['node01', 'chroot /hots ls', "chroot: can't change root directory to '/hots': No such file or directory\n"],
  ['node01', 'chroot /etc ls', "chroot: can't execute 'ls': No such file or directory\n"],
])('%s: %s', (node, command, answer) => {
  expect(type(`debug node/${node} -it --image=busybox -- ${command}`, []).split('\n').slice(1).join('\n')).toBe(answer);
});

test.each([
  ['chroot /host', ['hostname', 'cd /etc/kubernetes', 'ls -d pki', 'exit'], ['# hostname', 'node01', '# cd /etc/kubernetes', '# ls -d pki', 'pki', '# exit']],
  ['chroot /host bash', ['cd /etc', 'exit'], ['root@node01:/# cd /etc', 'root@node01:/etc# exit']],
  [
    'sh',
    ['cd /host/etc', 'chroot /host', 'ls -d /etc/kubernetes/pki', 'exit', 'chroot /hots', 'exit'],
    [
      '/ # cd /host/etc',
      '/host/etc # chroot /host',
      '# ls -d /etc/kubernetes/pki',
      '/etc/kubernetes/pki',
      '# exit',
      '/host/etc # chroot /hots',
      "chroot: can't change root directory to '/hots': No such file or directory",
      '/host/etc # exit',
    ],
  ],
])('%s, then %j', (command, typed, screen) => {
  expect(type(`debug node/node01 -it --image=busybox -- ${command}`, typed).split('\n').slice(3)).toEqual([...screen, '']);
});
