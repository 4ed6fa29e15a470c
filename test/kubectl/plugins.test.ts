// plugin list: what lies on the PATH, and what keeps it from being run.
import { expect, test } from 'vitest';
import { alone } from './alone.ts';

const rooted = { '/bin/a/kubectl-hi': '', '/bin/a/kubectl-version': '', '/bin/b/kubectl-hi': '', '/bin/b/other': '' };

test('plugins that hide each other, hide behind a command, or cannot be run', () => {
  const person = alone(rooted, { PATH: '/bin/a:/bin/b' });
  expect(person.type('plugin list')).toBe(`The following compatible plugins are available:

/bin/a/kubectl-hi
2>   - warning: /bin/a/kubectl-hi identified as a kubectl plugin, but it is not executable
/bin/a/kubectl-version
2>   - warning: kubectl-version overwrites existing command: "kubectl version"
2>   - warning: /bin/a/kubectl-version identified as a kubectl plugin, but it is not executable
/bin/b/kubectl-hi
2>   - warning: /bin/b/kubectl-hi identified as a kubectl plugin, but it is not executable
2>   - warning: /bin/b/kubectl-hi is overshadowed by a similarly named plugin: /bin/a/kubectl-hi
2> error: 5 plugin warnings were found
=> 1
`);
  expect(alone({}, { PATH: '/bin/a' }).type('plugin list')).toBe('2> error: unable to find any kubectl plugins in your PATH\n=> 1\n');
});

test('trust: flags take the place of what the kubeconfig says', () => {
  const config = 'current-context: a\nclusters: [{name: c, cluster: {server: "https://1.2.3.4"}}]\ncontexts: [{name: a, context: {cluster: c, user: u}}]\nusers: [{name: u, user: {token: t}}]\n';
  const person = alone({ '/home/me/.kube/config': config, '/home/me/ca.crt': '-----BEGIN CERTIFICATE-----\n', '/home/me/junk': 'x' });
  const refused = '2> The connection to the server 1.2.3.4 was refused - did you specify the right host or port?\n=> 1\n';
  expect(person.type('get --raw=/x --certificate-authority=ca.crt')).toBe(refused);
  expect(person.type('get --raw=/x --insecure-skip-tls-verify --tls-server-name=x')).toBe(refused);
  expect(person.type('get --raw=/x --certificate-authority=nope')).toBe('2> error: unable to read certificate-authority nope for c due to open nope: no such file or directory\n=> 1\n');
  expect(person.type('get --raw=/x --certificate-authority=junk')).toBe('2> error: unable to load root certificates: unable to parse bytes as PEM block\n=> 1\n');
  expect(person.type('get --raw=/x --certificate-authority=ca.crt --insecure-skip-tls-verify')).toBe('2> error: specifying a root certificates file with the insecure flag is not allowed\n=> 1\n');
});
