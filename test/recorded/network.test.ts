import { testTopic } from './recordings.ts';

testTopic('network');
