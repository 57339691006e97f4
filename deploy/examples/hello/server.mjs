import { createServer } from 'node:http';
import { greeting } from './greeting.mjs';

const requests = new Map();

function count(status) {
  requests.set(status, (requests.get(status) ?? 0) + 1);
}

/** Prometheus text format. */
function metrics() {
  const lines = ['# TYPE http_requests_total counter'];
  for (const [status, total] of requests) {
    lines.push(`http_requests_total{status="${status}"} ${total}`);
  }
  return `${lines.join('\n')}\n`;
}

function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
  response.end(body);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/healthz') {
    answer(response, 200, 'ok\n');
    return;
  }
  if (url.pathname === '/metrics') {
    answer(response, 200, metrics());
    return;
  }
  try {
    const body = `${greeting(url.searchParams.get('name'))}\n`;
    count(200);
    answer(response, 200, body);
  } catch (error) {
    console.error(error);
    count(500);
    answer(response, 500, 'Something went wrong.\n');
  }
});

server.listen(Number(process.env.PORT ?? 8080), process.env.HOST ?? '127.0.0.1');
process.on('SIGTERM', () => server.close(() => process.exit(0)));
