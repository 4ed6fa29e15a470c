// Tokens of service accounts: what is in them, whom they make of the bearer, and when they are good no longer.
import { beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../src/apimachinery/object.ts';
import type { ApiRequest, Credential, Transport } from '../../src/client/index.ts';
import { Cluster, type ClusterState } from '../../src/cluster.ts';

const newborn = Cluster.create({ profile: 'plain', now: Date.parse('2026-11-21T00:00:00Z') });
const admin: Credential = { kind: 'component', user: 'admin', groups: ['system:masters'] };
const issuer = 'https://kubernetes.default.svc.cluster.local';

let cluster: Cluster;

beforeEach(() => {
  const state: ClusterState = structuredClone(newborn);
  cluster = new Cluster(state);
  cluster.advance(cluster.now + 5000);
  ask('POST', '/api/v1/namespaces/default/serviceaccounts', { metadata: { name: 'robot' } });
});

function ask(method: ApiRequest['method'], path: string, body?: Json, credential: Credential = admin): Json {
  const { body: answer } = (cluster.transport as Transport).request({ method, path, body, credential });
  return answer.kind === 'Status' && answer.status === 'Failure' ? answer.message : answer;
}

const request = (spec: Json = {}): Json => ask('POST', '/api/v1/namespaces/default/serviceaccounts/robot/token', { spec });
const claimsOf = (token: string): Json => JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString());
const review = (token: string, audiences?: string[]): Json => ask('POST', '/apis/authentication.k8s.io/v1/tokenreviews', { spec: { token, ...(audiences ? { audiences } : {}) } }).status;
const whoami = (token: string): Json => ask('POST', '/apis/authentication.k8s.io/v1/selfsubjectreviews', {}, { kind: 'token', token });
const pod = (serviceAccountName = 'robot'): Json =>
  ask('POST', '/api/v1/namespaces/default/pods', { metadata: { name: 'p' }, spec: { serviceAccountName, nodeName: 'node01', containers: [{ name: 'c', image: 'nginx' }] } });

describe('token requests', () => {
  test('a token says whose it is, for whom, and how long', () => {
    const { status, spec } = request({ expirationSeconds: 1200 });
    const seconds = Math.floor(cluster.now / 1000);
    expect(spec).toEqual({ audiences: [issuer], expirationSeconds: 1200, boundObjectRef: null });
    expect(status.expirationTimestamp).toBe('2026-11-21T00:20:05Z');
    expect(claimsOf(status.token)).toMatchObject({ aud: [issuer], exp: seconds + 1200, iat: seconds, nbf: seconds, iss: issuer, sub: 'system:serviceaccount:default:robot' });
    expect(JSON.parse(Buffer.from(status.token.split('.')[0], 'base64url').toString())).toEqual({ alg: 'RS256', kid: expect.any(String) });
    expect(Object.keys(claimsOf(status.token)['kubernetes.io'])).toEqual(['namespace', 'serviceaccount']);
  });

  test('bound to a pod it names the pod and its node; as kubelets ask it lives on for a year', () => {
    pod();
    const { status } = request({ expirationSeconds: 3607, boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: 'p' } });
    const claims = claimsOf(status.token);
    expect(claims.exp - claims.iat).toBe(365 * 24 * 3600);
    expect(claims['kubernetes.io']).toMatchObject({ node: { name: 'node01' }, pod: { name: 'p' }, warnafter: claims.iat + 3607 });
    const extra = whoami(status.token).status.userInfo.extra;
    expect(extra).toMatchObject({
      'authentication.kubernetes.io/credential-id': [`JTI=${claims.jti}`],
      'authentication.kubernetes.io/node-name': ['node01'],
      'authentication.kubernetes.io/pod-name': ['p'],
    });
  });

  test.each([
    [{ expirationSeconds: 2 ** 33 }, 'TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 8589934592: may not specify a duration larger than 2^32 seconds'],
    [{ boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: 'q' } }, 'pods "q" not found'],
    [{ boundObjectRef: { apiVersion: 'v1', kind: 'ConfigMap', name: 'q' } }, 'cannot bind token to object of type /v1, Kind=ConfigMap'],
    [{ boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: 'p' } }, 'cannot bind token for serviceaccount "robot" to pod running with different serviceaccount name.'],
    [
      { boundObjectRef: { apiVersion: 'v1', kind: 'Node', name: 'node01', uid: 'x' } },
      'Operation cannot be fulfilled on Node "node01": the UID in the bound object reference (x) does not match the UID in record. The object might have been deleted and then recreated',
    ],
  ])('are refused: %j', (spec, message) => {
    pod('default');
    expect(request(spec)).toBe(message);
  });
});

describe('reviews', () => {
  test('tell the user of a good token, and why another is not', () => {
    const { token } = request().status;
    expect(review(token)).toMatchObject({ authenticated: true, audiences: [issuer], user: { username: 'system:serviceaccount:default:robot' } });
    expect(review(token, ['vault'])).toEqual({ user: {}, error: `[invalid bearer token, token audiences ["${issuer}"] is invalid for the target audiences ["vault"]]` });
    expect(review(request({ audiences: ['vault'] }).status.token, ['vault', 'x']).audiences).toEqual(['vault']);
    expect(review('junk')).toEqual({ user: {}, error: 'invalid bearer token' });
    cluster.advance(cluster.now + 3_601_000);
    expect(review(token).error).toBe('[invalid bearer token, service account token has expired]');
    expect(whoami(token)).toBe('Unauthorized');
  });

  test('a token ends with its account, and with what it is bound to', () => {
    pod();
    const [free, bound] = [request().status.token, request({ boundObjectRef: { apiVersion: 'v1', kind: 'Pod', name: 'p' } }).status.token];
    ask('DELETE', '/api/v1/namespaces/default/pods/p', { gracePeriodSeconds: 0 });
    expect(review(bound).error).toBe('[invalid bearer token, service account token has been invalidated]');
    ask('DELETE', '/api/v1/namespaces/default/serviceaccounts/robot');
    expect(review(free).error).toBe('[invalid bearer token, serviceaccounts "robot" not found]');
    ask('POST', '/api/v1/namespaces/default/serviceaccounts', { metadata: { name: 'robot' } });
    expect(review(free).error).toMatch(/service account UID \(.+\) does not match claim/);
  });
});

describe('tokens in secrets', () => {
  const path = '/api/v1/namespaces/default/secrets';
  const make = (account: string): Json => ask('POST', path, { metadata: { name: 't', annotations: { 'kubernetes.io/service-account.name': account } }, type: 'kubernetes.io/service-account-token' });

  test('are filled, believed, marked as used, and go with the account', () => {
    make('robot');
    const secret = ask('GET', `${path}/t`);
    expect(Object.keys(secret.data)).toEqual(['ca.crt', 'namespace', 'token']);
    expect(secret.metadata.annotations['kubernetes.io/service-account.uid']).toMatch(/-/);
    const token = Buffer.from(secret.data.token, 'base64').toString();
    expect(claimsOf(token)).toMatchObject({ iss: 'kubernetes/serviceaccount', 'kubernetes.io/serviceaccount/secret.name': 't', sub: 'system:serviceaccount:default:robot' });
    expect(whoami(token).status.userInfo.username).toBe('system:serviceaccount:default:robot');
    expect(ask('GET', `${path}/t`).metadata.labels).toEqual({ 'kubernetes.io/legacy-token-last-used': '2026-11-21' });
    ask('DELETE', '/api/v1/namespaces/default/serviceaccounts/robot');
    expect(ask('GET', `${path}/t`)).toBe('secrets "t" not found');
    expect(review(token).error).toBe('[invalid bearer token, Token has been invalidated]');
  });

  test('of an account that is not there do not stay', () => {
    make('ghost');
    expect(ask('GET', `${path}/t`)).toBe('secrets "t" not found');
  });
});
