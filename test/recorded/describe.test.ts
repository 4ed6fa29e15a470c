import { testTopic } from './recordings.ts';

testTopic('describe');
