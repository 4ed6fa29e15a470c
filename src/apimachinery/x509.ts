// PLACEHOLDER by the founder so that imports resolve until the real x509.ts lands: overwrite this file.
export interface Certificate { subject: { CN: string; O: string[] }; notBefore: number; notAfter: number }
export const parseCertificate = (_pem: string): Certificate => { throw new Error('x509 not landed'); };
export const verify = (_c: Certificate, _ca: Certificate): boolean => false;
export const verifyJwt = (_t: string, _k: string): unknown => undefined;
export const signJwt = (_c: unknown, _k: string): string => '';
