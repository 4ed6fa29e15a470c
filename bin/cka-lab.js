#!/usr/bin/env node
// The lab: starts its bundle. The app needs other parts of it than the commands do.
require('./start.js').start('cka-lab.cjs', process.argv.length === 2 || process.argv[2] === '--first-screen' ? 'app' : 'command');
