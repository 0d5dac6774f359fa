import { makeBenchFiles } from './all-files.ts';

// In a process of its own: one that has made large pictures starts others more slowly than a server does.

const [, , folder = ''] = process.argv;
console.log(JSON.stringify(await makeBenchFiles(folder)));
