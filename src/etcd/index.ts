// etcd: the one place where the state of the API is kept.
export { type Compare, CompactedError, Etcd, type EtcdState, emptyEtcd, type KeyValue, type Operation, type StoredEvent, type TxnResult } from './store.ts';
