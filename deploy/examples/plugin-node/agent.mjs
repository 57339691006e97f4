// The agent "certs": one capability, one event, one table.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import { Hexad } from './hexad.mjs';

const manifest = JSON.parse(readFileSync(new URL('manifest.json', import.meta.url)));
const known = new Map();
const MAX_KNOWN = 1000;

function look(host, port, timeoutSeconds, signal) {
  return new Promise((resolve, reject) => {
    const where = isIP(host) ? { host, port } : { host, port, servername: host };
    // A certificate is looked at whoever signed it; nothing is sent over the connection.
    const socket = connect({ ...where, rejectUnauthorized: false }, () => {
      const certificate = socket.getPeerCertificate();
      socket.destroy();
      if (certificate.valid_to) resolve(new Date(certificate.valid_to));
      else reject(new Error('shows no certificate'));
    });
    socket.setTimeout(timeoutSeconds * 1000, () =>
      socket.destroy(new Error(`no answer in ${timeoutSeconds} s`)),
    );
    socket.on('error', reject);
    signal.addEventListener('abort', () => socket.destroy(new Error('stopped')));
  });
}

async function check(target, { warnDays, timeoutSeconds }, signal) {
  const [host, port = '443'] = target.split(':');
  const checkedAt = new Date().toISOString();
  try {
    const validTo = await look(host, Number(port), timeoutSeconds, signal);
    const daysLeft = Math.floor((validTo - Date.now()) / 86_400_000);
    const status = daysLeft < 0 ? 'EXPIRED' : daysLeft < warnDays ? 'EXPIRING' : 'OK';
    return { host: target, status, daysLeft, validTo: validTo.toISOString(), checkedAt };
  } catch (e) {
    return { host: target, status: 'FAILED', error: e.message || e.code, checkedAt };
  }
}

async function checkAll({ hosts }, context) {
  const found = [];
  for (const [i, host] of hosts.entries()) {
    await context.progress(Math.round((100 * i) / hosts.length), `looks at ${host}`);
    const certificate = await check(host, hexad.configuration, context.signal);
    if (context.signal.aborted) throw new Error('stopped');
    await context.log(`${host}: ${certificate.status} ${certificate.error ?? certificate.daysLeft}`);
    known.delete(host);
    known.set(host, certificate);
    if (known.size > MAX_KNOWN) known.delete(known.keys().next().value);
    found.push(certificate);
  }
  const count = (...statuses) => found.filter((c) => statuses.includes(c.status)).length;
  const result = {
    checked: found.length,
    expiring: count('EXPIRING', 'EXPIRED'),
    failed: count('FAILED'),
  };
  await hexad.emit(manifest.emits[0], 'certificates', { ...result, certificates: found },
    context.command);
  return result;
}

const server = createServer((request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const identity = hexad.identity(request);
  if (!identity) return answer(401, { title: 'Who you are is not known', status: 401 });
  if (!identity.scopes.some((s) => ['*', '*:read', 'certs:read'].includes(s))) {
    return answer(403, { title: 'You may not do this', status: 403 });
  }
  if (request.method === 'GET' && request.url.split('?')[0] === '/api/v1/certs/certificates') {
    return answer(200, { items: [...known.values()].sort((a, b) => a.host.localeCompare(b.host)) });
  }
  return answer(404, { title: 'There is no such thing', status: 404 });
});

const { env } = process;
let hexad;
server.listen(Number(env.PORT ?? 9090), env.ADDRESS ?? '127.0.0.1', () => {
  hexad = new Hexad({
    manifest,
    url: env.HEXAD_URL ?? 'http://127.0.0.1:8080',
    enrolmentToken: env.HEXAD_ENROLMENT_TOKEN,
    baseUrl: env.BASE_URL ?? `http://127.0.0.1:${server.address().port}`,
    leaseSeconds: env.LEASE_SECONDS ? Number(env.LEASE_SECONDS) : undefined,
  });
  hexad.keepLease();
  hexad.work({ 'certs.check': checkAll });
});
