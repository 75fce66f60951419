import './data/engine/supported-node.js';

// Only then: in the built program, the packages that a file imports are loaded before its first line.
await import('./release-command.js');
