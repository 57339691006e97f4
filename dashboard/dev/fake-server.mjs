// A stand-in for the orchestrator, in memory, for work on the pages: `npm run dev:fake`, then `npm run dev`.
// Any token that starts with hxd_ is accepted. It also serves the built pages, if there are any.
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import * as data from './fake-data.mjs';
import { answerFinops } from './fake-finops.mjs';
import { answerIac } from './fake-iac.mjs';
import { answer } from './fake-more.mjs';

const PORT = Number(process.env.PORT ?? 8080);
const STATIC = 'target/classes/META-INF/resources';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const streams = new Set();

function send(response, status, body, headers = {}) {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'Content-Type': type, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
function problem(response, status, slug, title, detail, errors = []) {
  send(response, status, { type: `urn:hexad:problem:${slug}`, title, status, detail, errors, traceId: randomUUID().replaceAll('-', '') });
}
const page = (items) => ({ items, nextCursor: null });
const summary = (run) => ({ ...run, version: undefined, stages: run.stages.map(({ id, state }) => ({ id, state })) });

function publish(...event) {
  const item = data.record(...event);
  for (const stream of streams) stream.write(`id: ${item.sequence}\nevent: ${item.envelope.type}\ndata: ${JSON.stringify(item)}\n\n`);
}

const E = '\u001b[';
const LOG = ['$ git clone --depth 1 (2f4c)', `${E}32m✔${E}0m checked out`, `${E}1m▶ test${E}0m`, `${E}33mwarning:${E}0m deprecated flag --old`, ...Array.from({ length: 60 }, (_, i) => `${E}90m${String(i).padStart(3, '0')}${E}0m TotalsTests > case ${i} ${E}32mPASSED${E}0m (${(i * 7) % 40} ms)`), `${E}36mINFO${E}0m image pushed ${E}1;35msha256:9f2b1c${E}0m`, `${E}31mERROR${E}0m <script>alert("escaped")</script> stays text`, `${E}42;30m BUILD DONE ${E}0m in 41 s`, ''].join('\n');
let liveLog = 'Watching revision 12 of catalogue for 60 s\n';
let tick = 0;
const [liveRun] = data.runs;
setInterval(() => {
  tick += 1;
  liveLog += `${new Date().toISOString().slice(11, 19)} requests ${E}1m${220 + tick * 23}${E}0m  errors ${E}32m0${E}0m  p95 ${E}36m${80 + (tick % 9)} ms${E}0m\n`;
  const run = liveRun;
  const stage = run.stages.find((one) => one.id === 'verify');
  stage.percent = Math.min(99, 37 + tick);
  stage.message = `${tick} of 60 samples look good`;
  publish('dev.hexad.command.progressed.v1', 'live', run.id, { commandId: 'live', runId: run.id, stage: 'verify', percent: stage.percent, message: stage.message });
  for (const agent of data.agents) for (const instance of agent.instances) { instance.lastSeenAt = new Date().toISOString(); instance.leaseExpiresAt = new Date(Date.now() + 30000).toISOString(); }
}, 3000).unref();

const logOf = (commandId) => Buffer.from(commandId === 'live' ? liveLog : LOG);

function log(url, response) {
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const bytes = logOf(url.pathname.split('/').at(-2)).subarray(offset);
  response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Hexad-Log-Next-Offset': offset + bytes.length });
  response.end(bytes);
}

async function logStream(url, response) {
  const commandId = url.pathname.split('/').at(-3);
  let offset = Number(url.searchParams.get('offset') ?? 0);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  for (let open = true; open && !response.destroyed; open = commandId === 'live') {
    const bytes = logOf(commandId).subarray(offset);
    offset += bytes.length;
    if (bytes.length > 0) response.write(`event: log\nid: ${offset}\ndata: ${bytes.toString('base64')}\ndata: ${Date.now()}\n\n`);
    if (commandId === 'live') await new Promise((resolve) => setTimeout(resolve, 200));
  }
  response.end('event: end\ndata: \n\n');
}

// The response closes with the connection; the request closes as soon as it is read.
function stream(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const last = request.headers['last-event-id'];
  if (last) for (const item of data.ledger.slice(Number(last))) response.write(`id: ${item.sequence}\nevent: ${item.envelope.type}\ndata: ${JSON.stringify(item)}\n\n`);
  response.write(': hello\n\n');
  streams.add(response);
  response.on('close', () => streams.delete(response));
}

function configuration(method, id, rest, body, request, response) {
  const known = data.configurations[id];
  const { history, ...current } = known;
  const save = (document) => {
    Object.assign(known, { document, version: known.version + 1, updatedAt: new Date().toISOString(), updatedBy: 'admin' });
    known.history.unshift({ version: known.version, document, createdAt: known.updatedAt, createdBy: 'admin' });
    send(response, 200, { ...known, history: undefined }, { ETag: `"${known.version}"` });
  };
  if (rest === '/versions') return send(response, 200, page(history));
  if (rest === '/rollback') return save(history.find((one) => one.version === body.version).document);
  if (method === 'GET') return send(response, 200, current, { ETag: `"${known.version}"` });
  if (request.headers['if-match'] !== `"${known.version}"`) return problem(response, 412, 'stale', 'It has changed since you read it', 'Read it again.');
  if (!(body.maxParallelBuilds >= 1 && body.maxParallelBuilds <= 16)) return problem(response, 422, 'invalid', 'The content breaks a rule', '1 value is not allowed.', [{ where: '/maxParallelBuilds', message: 'must be from 1 to 16' }]);
  return save(body);
}

function startRun(body, response) {
  const application = data.applications.find((one) => one.id === body.applicationId);
  const base = structuredClone(liveRun);
  const stages = body.stages ? Object.entries(body.stages).map(([id, stage]) => ({ id, uses: stage.uses, needs: [], when: 'SUCCEEDED', state: 'RUNNING', commandId: 'live', startedAt: new Date().toISOString(), parameters: stage.with })) : base.stages.map((stage, i) => ({ ...stage, state: i === 0 ? 'RUNNING' : 'PENDING', commandId: i === 0 ? 'live' : null, startedAt: i === 0 ? new Date().toISOString() : null, finishedAt: null, result: null, percent: null }));
  const run = { ...base, id: randomUUID(), name: body.name ?? `Build of ${application.name}`, applicationId: application.id, application: application.name, change: body.stages ? null : { ...base.change, applicationId: application.id, application: application.name }, createdAt: new Date().toISOString(), stages };
  data.runs.unshift(run);
  publish('dev.hexad.run.started.v1', run.id, run.id, { name: run.name });
  send(response, 202, run);
}

function handle(method, path, url, body, request, response) {
  const [, area, id, ...tail] = path.split('/');
  const rest = tail.length === 0 ? '' : `/${tail.join('/')}`;
  const find = (list) => list.find((one) => one.id === id);
  const q = (name) => url.searchParams.get(name);
  const missing = () => problem(response, 404, 'not-found', 'There is no such thing', `${path} does not exist.`);
  if (path === '/me') return send(response, 200, { subject: 'admin', role: 'admin', scopes: ['*'], tenant: 'default', expiresAt: null });
  if (path === '/stream') return stream(request, response);
  const own = { iac: answerIac, finops: answerFinops }[area];
  const more = own ? own(method, path, url.searchParams, body) : answer(method, path);
  if (more !== undefined) return send(response, method === 'POST' ? 201 : 200, more);
  if (path === '/ledger/verification') return send(response, 200, { entries: data.ledger.length, intact: true, headHash: data.ledger.at(-1).hash, brokenAt: null });
  if (rest.endsWith('/log')) return log(url, response);
  if (rest.endsWith('/log/stream')) return void logStream(url, response);
  if (`/${area}/${id}` in data.VIEW_ROWS) return send(response, 200, page(data.VIEW_ROWS[`/${area}/${id}`]));
  if (area === 'agents') {
    if (!id) return send(response, 200, page(data.agents));
    const agent = find(data.agents);
    if (!agent) return missing();
    if (rest.startsWith('/configuration')) return configuration(method, id, rest.slice('/configuration'.length), body, request, response);
    if (rest === '/enable' || rest === '/disable') { agent.state = rest === '/enable' ? 'ENABLED' : 'DISABLED'; publish('dev.hexad.agent.state.changed.v1', id, null, { agentId: id, to: agent.state }); }
    return send(response, 200, agent);
  }
  if (area === 'applications') {
    if (method === 'POST') {
      if (!/^[a-z][a-z0-9-]*$/.test(body.name)) return problem(response, 422, 'invalid', 'The content breaks a rule', 'The name is not allowed.', [{ where: 'name', message: 'must be lower case letters, digits and dashes' }]);
      const application = { id: randomUUID(), name: body.name, repositoryUrl: body.repositoryUrl, defaultBranch: body.defaultBranch ?? 'main', createdAt: new Date().toISOString(), createdBy: 'admin' };
      data.applications.push(application);
      return send(response, 201, { application, webhookPath: `/webhooks/github/${application.id}`, webhookSecret: 'whsec_made_up_for_development_only' });
    }
    return id ? (find(data.applications) ? send(response, 200, find(data.applications)) : missing()) : send(response, 200, page(data.applications));
  }
  if (area === 'runs') {
    if (method === 'POST' && !id) return startRun(body, response);
    if (rest === '/cancel') { Object.assign(find(data.runs), { state: 'CANCELLED', finishedAt: new Date().toISOString(), reason: body.reason }); return send(response, 202, {}); }
    if (id) return find(data.runs) ? send(response, 200, find(data.runs)) : missing();
    const found = data.runs.filter((run) => (!q('state') || run.state === q('state')) && (!q('applicationId') || run.applicationId === q('applicationId')));
    return send(response, 200, page(found.slice(0, Number(q('limit') ?? 50)).map(summary)));
  }
  if (area === 'deployments') return send(response, 200, page(data.deployments.filter((one) => !q('applicationId') || one.applicationId === q('applicationId'))));
  if (area === 'alerts') return send(response, 200, page(data.alerts.filter((one) => (!q('state') || one.state === q('state')) && (!q('applicationId') || one.applicationId === q('applicationId')))));
  if (area === 'events') {
    const found = [...data.ledger].reverse().filter((item) => (!q('type') || item.envelope.type === q('type')) && (!q('subject') || item.envelope.subject === q('subject')) && (!q('correlationId') || item.envelope.correlationid === q('correlationId')) && (!q('before') || item.sequence < Number(q('before'))));
    const limit = Number(q('limit') ?? 100);
    return send(response, 200, { items: found.slice(0, limit), nextCursor: found.length > limit ? String(found[limit - 1].sequence) : null });
  }
  if (area === 'tokens' || area === 'secrets') {
    const list = data[area];
    if (method === 'GET') return send(response, 200, page(list));
    if (method === 'POST') { const token = { id: randomUUID(), name: body.name, role: body.role, scopes: [], createdAt: new Date().toISOString(), createdBy: 'admin', expiresAt: null, lastUsedAt: null, revokedAt: null }; list.push(token); return send(response, 201, { ...token, token: 'hxd_made_up_for_development_only' }); }
    if (method === 'PUT') list.push({ name: id, updatedAt: new Date().toISOString(), updatedBy: 'admin' });
    if (method === 'DELETE') { const at = list.findIndex((one) => one.id === id || one.name === id); if (area === 'tokens') list[at].revokedAt = new Date().toISOString(); else list.splice(at, 1); }
    response.writeHead(204);
    return response.end();
  }
  return missing();
}

function file(url, response) {
  const wanted = join(STATIC, url.pathname.replaceAll('..', ''));
  const path = extname(wanted) !== '' && existsSync(wanted) ? wanted : join(STATIC, 'index.html');
  if (!existsSync(path)) return send(response, 404, { title: 'Not built: use npm run dev, or npm run build first' });
  response.writeHead(200, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' });
  response.end(readFileSync(path));
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (!url.pathname.startsWith('/api/v1')) return file(url, response);
  if (!/^Bearer hxd_/.test(request.headers.authorization ?? '')) return problem(response, 401, 'unauthenticated', 'Who you are is not known', 'Send a token that is valid.');
  let raw = '';
  request.on('data', (chunk) => { raw += chunk; });
  request.on('end', () => handle(request.method, url.pathname.slice('/api/v1'.length), url, raw === '' ? {} : JSON.parse(raw), request, response));
}).listen(PORT, '127.0.0.1', () => console.log(`Fake orchestrator on http://127.0.0.1:${PORT}, token hxd_dev`));
