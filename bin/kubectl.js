#!/usr/bin/env node
// kubectl of the lab: starts its bundle.
require('./start.js').start('kubectl.cjs');
