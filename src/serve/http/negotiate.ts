// Which form of an answer the Accept header asks for (k8s.io/apiserver/pkg/endpoints/handlers/negotiation).
import { failure, type ApiError } from '../../apimachinery/status.ts';
import type { RequestHeaders } from '../../client/index.ts';

export interface Form {
  /** The document of OpenAPI version 2 alone has a form of its own: gnostic's protobuf. */
  encoding: 'json' | 'yaml' | 'gnostic';
  /** What the API server is asked for. */
  accept: NonNullable<RequestHeaders['accept']>;
  contentType: string;
  pretty: boolean;
}

interface Clause {
  type: string;
  parameters: Record<string, string>;
  quality: number;
}

const encodings: Readonly<Record<string, Form['encoding']>> = { 'application/json': 'json', 'application/yaml': 'yaml', '*/*': 'json', 'application/*': 'json' };

/** The server answers with the second name whichever it is asked for: an @ is not allowed in media types, but client-go asks with it. */
const gnosticType = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';
const gnosticTypes = ['application/com.github.proto-openapi.spec.v2@v1.0+protobuf', gnosticType];

function clausesOf(header: string): Clause[] {
  const clauses = header.split(',').map((part) => {
    const [type = '', ...rest] = part.split(';').map((each) => each.trim());
    const parameters = Object.fromEntries(rest.map((each) => [each.slice(0, each.indexOf('=')), each.slice(each.indexOf('=') + 1)]));
    const quality = Number(parameters.q ?? 1);
    return { type: type.toLowerCase(), parameters, quality: Number.isNaN(quality) ? 1 : quality };
  });
  return clauses.filter(({ quality }) => quality > 0).sort((a, b) => b.quality - a.quality);
}

/** What `as` asks for; nothing when it is nothing that we have. */
function asked({ parameters: { as, g, v } }: Clause): Form['accept'] | undefined {
  if (as === undefined) return 'json';
  if (g === 'meta.k8s.io' && (v === 'v1' || v === 'v1beta1')) {
    if (as === 'Table') return 'table';
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return 'partial';
  }
  return g === 'apidiscovery.k8s.io' && v === 'v2' && as === 'APIGroupDiscoveryList' ? 'aggregated' : undefined;
}

const notAcceptable = (accepted: readonly string[]): ApiError => failure(406, 'NotAcceptable', `only the following media types are accepted: ${accepted.join(', ')}`);

/** Programs that people look at answers with. */
const peoples = /^(?:curl|Wget|Mozilla\/5\.0)/;

function isPretty(pretty: string | undefined, userAgent: string): boolean {
  return pretty === undefined || pretty === '' ? peoples.test(userAgent) : ['1', 't', 'T', 'TRUE', 'true', 'True'].includes(pretty);
}

export interface Asked {
  path: string;
  accept: string;
  userAgent: string;
  pretty: string | undefined;
  watch: boolean;
}

/** Throws NotAcceptable when there is no form that the client takes. */
export function negotiate({ path, accept, userAgent, pretty, watch }: Asked): Form {
  const isDiscovery = path === '/api' || path === '/apis';
  for (const clause of clausesOf(accept.trim() || '*/*')) {
    if (path === '/openapi/v2' && gnosticTypes.includes(clause.type)) return { encoding: 'gnostic', accept: 'json', contentType: gnosticType, pretty: false };
    const encoding = encodings[clause.type];
    const form = asked(clause);
    if (!encoding || !form || (form === 'aggregated' && !isDiscovery) || (watch && encoding === 'yaml')) continue;
    const suffix = form === 'aggregated' ? ';g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' : '';
    return { encoding, accept: isDiscovery && form !== 'aggregated' ? 'json' : form, contentType: `application/${encoding}${suffix}`, pretty: isPretty(pretty, userAgent) };
  }
  throw notAcceptable(watch ? ['application/json;stream=watch'] : ['application/json', 'application/yaml']);
}
