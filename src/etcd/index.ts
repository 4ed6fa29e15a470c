export { type Compare, CompactedError, Etcd, type EtcdState, emptyEtcd, type KeyValue, type Operation, type StoredEvent, type TxnResult } from './store.ts';
