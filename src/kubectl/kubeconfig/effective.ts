// Which server, as whom, in which namespace: the kubeconfig with what the flags say (upstream: clientcmd.DirectClientConfig).
import type { Json } from '../../apimachinery/object.ts';
import type { Credential } from '../../client/index.ts';
import type { Flags } from '../call.ts';
import type { Environment } from '../environment.ts';
import { CommandError, ConfigurationError } from '../errors.ts';
import { requestTimeout } from '../requestTimeout.ts';
import type { Config } from './config.ts';
import { exists, loadConfig, type LoadingRules, loadingRules } from './load.ts';

export interface Impersonation {
  user: string;
  groups: readonly string[];
  uid?: string;
  extra?: Record<string, readonly string[]>;
}

/** Everything needed to ask the server. */
export interface Access {
  /** `https://host:port` and perhaps a path. */
  server: string;
  credential: Credential;
  impersonate?: Impersonation;
  /** No kubeconfig said anything: the default address is used. */
  isDefault: boolean;
}

const given = (flags: Flags, name: string): string => (flags.isGlobal(name) ? flags.string(name) : '');

/** The kubeconfig and the flags over it. */
export class EffectiveConfig {
  readonly config: Config;
  private readonly rules: LoadingRules;

  constructor(
    private readonly flags: Flags,
    private readonly environment: Environment,
  ) {
    this.rules = loadingRules(environment, given(flags, 'kubeconfig'));
    this.config = loadConfig(environment, this.rules);
  }

  /** The files that were read. */
  get files(): string[] {
    return this.rules.files.filter((path) => exists(this.environment, path));
  }

  get contextName(): string {
    return given(this.flags, 'context') || this.config.currentContext;
  }

  private context(): Record<string, Json> | undefined {
    return this.config.contexts[this.contextName]?.value;
  }

  private get userName(): string {
    return given(this.flags, 'user') || this.context()?.user || '';
  }

  private get clusterName(): string {
    return given(this.flags, 'cluster') || this.context()?.cluster || '';
  }

  /** The namespace, and whether the flag said so. */
  namespace(): { namespace: string; explicit: boolean } {
    const flag = given(this.flags, 'namespace');
    this.checkContext();
    if (flag) return { namespace: flag, explicit: true };
    const inPod = this.isEmpty() ? this.podNamespace() : undefined;
    return { namespace: this.context()?.namespace || inPod || 'default', explicit: false };
  }

  private checkContext(): void {
    const name = this.contextName;
    if (name && !this.config.contexts[name]) throw new ConfigurationError([`context was not found for specified context: ${name}`]);
  }

  private isEmpty(): boolean {
    return !this.contextName && !this.clusterName && !given(this.flags, 'server');
  }

  access(): Access {
    requestTimeout(given(this.flags, 'request-timeout'));
    this.checkContext();
    const cluster = this.cluster();
    const user = this.user();
    const inPod = this.isEmpty() ? this.podAccess() : undefined;
    if (inPod) return inPod;
    const problems = [...this.userProblems(user), ...this.clusterProblems(cluster)];
    if (problems.length === 1) throw new CommandError(problems[0] as string);
    if (problems.length > 1) throw new ConfigurationError(problems);
    const isDefault = !cluster.server;
    if (!isDefault) this.checkTrust(cluster);
    const impersonate = this.impersonation(user);
    if (!isDefault) this.askForUser(serverAddress(cluster.server), user);
    return { server: isDefault ? 'http://localhost:8080' : serverAddress(cluster.server), credential: this.credential(user), ...(impersonate ? { impersonate } : {}), isDefault };
  }

  private cluster(): Record<string, Json> {
    const flagged = given(this.flags, 'cluster');
    const named = this.config.clusters[this.clusterName]?.value;
    if (flagged && !named) throw new CommandError(`no server found for cluster ${JSON.stringify(flagged)}`);
    const over: Record<string, Json> = { ...named };
    const insecure = this.flags.isGlobal('insecure-skip-tls-verify') && this.flags.bool('insecure-skip-tls-verify');
    const authority = given(this.flags, 'certificate-authority');
    // Either of the two flags takes the place of all that the file says of trust.
    if (insecure || authority) {
      delete over['certificate-authority-data'];
      Object.assign(over, { 'insecure-skip-tls-verify': insecure, 'certificate-authority': authority });
    }
    for (const flag of ['server', 'tls-server-name'] as const) {
      const value = given(this.flags, flag);
      if (value) over[flag] = value;
    }
    return over;
  }

  private user(): Record<string, Json> {
    const flagged = given(this.flags, 'user');
    const named = this.config.users[this.userName]?.value;
    if (flagged && !named) throw new CommandError(`auth info ${JSON.stringify(flagged)} does not exist`);
    const over: Record<string, Json> = { ...named };
    for (const flag of ['token', 'username', 'password', 'client-certificate', 'client-key'] as const) {
      const value = given(this.flags, flag);
      if (!value) continue;
      over[flag] = value;
      delete over[`${flag}-data`];
      if (flag === 'token') delete over.tokenFile;
    }
    return over;
  }

  private clusterProblems(cluster: Record<string, Json>): string[] {
    const name = this.clusterName;
    const authority = cluster['certificate-authority'];
    return authority && !cluster['certificate-authority-data'] ? this.unreadable('certificate-authority', authority, name) : [];
  }

  /** What the transport would not begin with. */
  private checkTrust(cluster: Record<string, Json>): void {
    const file = cluster['certificate-authority'];
    if (!file && !cluster['certificate-authority-data']) return;
    if (cluster['insecure-skip-tls-verify']) throw new CommandError('specifying a root certificates file with the insecure flag is not allowed');
    if (file && !this.environment.files.readFile(file).includes('-----BEGIN CERTIFICATE-----')) throw new CommandError('unable to load root certificates: unable to parse bytes as PEM block');
  }

  private userProblems(user: Record<string, Json>): string[] {
    const name = this.userName;
    const methods = [user.token || user.tokenFile ? 'token' : '', user.username || user.password ? 'basicAuth' : ''].filter(Boolean);
    const problems = this.certificateProblems(user, name);
    if (methods.length > 1) problems.push(`more than one authentication method found for ${name}; found [${methods.join(' ')}], only one is allowed`);
    const { groups, uid, extra } = this.impersonated(user);
    if (!this.actingAs(user) && (groups.length > 0 || uid || Object.keys(extra).length > 0)) problems.push(`requesting uid, groups or user-extra for ${name} without impersonating a user`);
    return problems;
  }

  private certificateProblems(user: Record<string, Json>, name: string): string[] {
    const problems: string[] = [];
    const certificate = user['client-certificate'];
    const key = user['client-key'];
    if (!certificate && !user['client-certificate-data']) return problems;
    if (!key && !user['client-key-data']) problems.push(`client-key-data or client-key must be specified for ${name} to use the clientCert authentication method.`);
    if (certificate && !user['client-certificate-data']) problems.push(...this.unreadable('client-cert', certificate, name));
    if (key && !user['client-key-data']) problems.push(...this.unreadable('client-key', key, name));
    return problems;
  }

  /** Who is nobody yet is asked who they are; nobody answers here. */
  private askForUser(server: string, user: Record<string, Json>): void {
    const known = ['client-certificate', 'client-certificate-data', 'token', 'tokenFile', 'username', 'password', 'auth-provider', 'exec'].some((field) => user[field]);
    if (known || !server.startsWith('https://')) return;
    this.environment.stdout('Please enter Username: ');
    throw new CommandError('EOF');
  }

  private unreadable(what: string, path: string, name: string): string[] {
    try {
      this.environment.files.readFile(path);
      return [];
    } catch (error) {
      return [`unable to read ${what} ${path} for ${name} due to ${(error as Error).message}`];
    }
  }

  private credential(user: Record<string, Json>): Credential {
    if (user['client-certificate-data']) return { kind: 'certificate', certificate: Buffer.from(String(user['client-certificate-data']), 'base64').toString('utf8') };
    if (user['client-certificate']) return { kind: 'certificate', certificate: this.environment.files.readFile(user['client-certificate']) };
    if (user.token) return { kind: 'token', token: user.token };
    if (user.tokenFile) return { kind: 'token', token: this.environment.files.readFile(user.tokenFile).trim() };
    return { kind: 'none' };
  }

  private actingAs(user: Record<string, Json>): string {
    return given(this.flags, 'as') || user.as || '';
  }

  private impersonated(user: Record<string, Json>): { groups: readonly string[]; uid: string; extra: Record<string, readonly string[]> } {
    const groups = this.flags.list('as-group').length > 0 ? this.flags.list('as-group') : (user['as-groups'] ?? []);
    return { groups, uid: given(this.flags, 'as-uid') || user['as-uid'] || '', extra: this.extra(user) };
  }

  private impersonation(user: Record<string, Json>): Impersonation | undefined {
    const name = this.actingAs(user);
    if (!name) return undefined;
    const { groups, uid, extra } = this.impersonated(user);
    return { user: name, groups, ...(uid ? { uid } : {}), ...(Object.keys(extra).length > 0 ? { extra } : {}) };
  }

  private extra(user: Record<string, Json>): Record<string, readonly string[]> {
    const extra = new Map<string, string[]>(Object.entries(user['as-user-extra'] ?? {}));
    for (const pair of this.flags.list('as-user-extra')) {
      const [key = '', ...value] = pair.split('=');
      extra.set(key, [...(extra.get(key) ?? []), value.join('=')]);
    }
    return Object.fromEntries(extra);
  }

  /** Inside a container: the service account's files. */
  private podAccess(): Access | undefined {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = this.environment.env;
    if (!host || !port) return undefined;
    try {
      const token = this.environment.files.readFile(`${serviceAccount}/token`).trim();
      return { server: `https://${host}:${port}`, credential: { kind: 'token', token }, isDefault: false };
    } catch {
      return undefined;
    }
  }

  private podNamespace(): string | undefined {
    if (!this.environment.env.KUBERNETES_SERVICE_HOST) return undefined;
    try {
      return this.environment.files.readFile(`${serviceAccount}/namespace`).trim();
    } catch {
      return undefined;
    }
  }
}

const serviceAccount = '/var/run/secrets/kubernetes.io/serviceaccount';

const serverAddress = (server: string): string => (/^[a-z]+:\/\//.test(server) ? server : `http://${server}`).replace(/\/+$/, '');
