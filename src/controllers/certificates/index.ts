// Certificate signing requests: approving, signing, and clearing away.
export { certificateApprover } from './approver.ts';
export { certificateCleaner } from './cleaner.ts';
export { type Authority, certificateSigner } from './signer.ts';
