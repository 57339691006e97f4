import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { openStream } from '@/test/fake-api';
import { renderAt } from '@/test/render';
import { agent, event } from '@/test/samples';

it('refreshes exactly what an event of the stream touches', async () => {
  let asked = 0;
  const lost = { ...event, envelope: { ...event.envelope, type: 'dev.hexad.agent.lost.v1' } };
  const { api } = renderAt('/agents', {
    'GET /stream': () => openStream(`id: 7\nevent: x\ndata: ${JSON.stringify(lost)}\n\n`),
    'GET /agents': () => {
      asked += 1;
      return { items: [{ ...agent, presence: asked === 1 ? 'UP' : 'DOWN' }] };
    },
  });
  expect(await screen.findByText('Down')).toBeTruthy();
  expect(await screen.findByText('Live')).toBeTruthy();
  expect(api.requests.filter((request) => request.path.startsWith('/runs'))).toHaveLength(1);
});

it('says when the stream is broken', async () => {
  renderAt('/agents', { 'GET /stream': () => new Response('', { status: 503 }) });
  await waitFor(() => expect(screen.getByText('Reconnecting')).toBeTruthy());
});
