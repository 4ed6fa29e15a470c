import { testTopic } from './recordings.ts';

testTopic('generate');
