import { testTopic } from './recordings.ts';

testTopic('get');
