// Runs `npm ci` only when package.json or the lock file differ from what node_modules was made from.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stamp = 'node_modules/.made-from';
const hash = createHash('sha256');
for (const file of ['package.json', 'package-lock.json']) {
  hash.update(readFileSync(file));
}
const wanted = `${hash.digest('hex')} node ${process.versions.modules}`;

if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
  process.exit(0);
}
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const result = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
  stdio: 'inherit',
});
if (result.status === 0) {
  writeFileSync(stamp, wanted);
}
process.exit(result.status ?? 1);
