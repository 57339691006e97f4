import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import * as samples from '@/test/cd-samples';
import { liveStream, problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';
import { event } from '@/test/samples';

const APPROVER = { 'GET /me': { subject: 'lead', role: 'approver', scopes: ['*:read', 'cd:approve'], tenant: 'default' } };
const NEXT = `sha256:${'34'.repeat(32)}`;

async function ask(button: string) {
  await userEvent.click(await screen.findByRole('button', { name: button }));
  return within(await screen.findByRole('alertdialog'));
}

it('tells each gate in words, the plan, and who has decided what', async () => {
  renderAt('/deployments/d-5');
  const found = await screen.findByRole('list', { name: 'Gates' });
  expect(within(found).getAllByRole('listitem').map((one) => one.textContent)).toEqual([
    "OpenOrder of environmentsthe image was stable in 'staging' as revision 9",
    'ClosedApprovals1 of 2 approvals (token:lead)',
  ]);
  expect(screen.getByRole('list', { name: 'Decisions' }).textContent).toContain('Approvedby token:lead');
  expect(screen.getByText('spec.replicas')).toBeTruthy();
});

it('sends the hash that was shown, even when the plan changes below the question', async () => {
  let current: unknown = samples.gates;
  const stream = liveStream();
  const { api } = renderAt('/deployments/d-5', {
    ...APPROVER,
    'GET /stream': stream.answer,
    'GET /cd/deployments/d-5/gates': () => current,
    'POST /cd/deployments/d-5/decisions': samples.gates,
  });
  const question = await ask('Approve');
  expect(question.getByText('apps/Deployment/shop/web')).toBeTruthy();
  current = { ...samples.gates, plan: { items: [], hash: NEXT } };
  stream.send({ ...event, envelope: { ...event.envelope, type: 'dev.hexad.cd.deployment.waiting.v1' } });
  await screen.findByText('Nothing would change');
  await userEvent.type(question.getByRole('textbox', { name: /Comment/ }), ' fine ');
  await userEvent.click(question.getByRole('button', { name: 'Approve' }));
  await waitFor(() => expect(api.sent('POST')).toHaveLength(1));
  expect(api.sent('POST')[0]?.body).toEqual({ plan: samples.gates.plan.hash, approved: true, comment: 'fine' });
});

it('says that the plan has changed, and shows the one that is true now', async () => {
  let current: unknown = samples.gates;
  renderAt('/deployments/d-5', {
    ...APPROVER,
    'GET /cd/deployments/d-5/gates': () => current,
    'POST /cd/deployments/d-5/decisions': () => {
      current = { ...samples.gates, plan: { items: [{ item: 'v1/Service/shop/web', kind: 'ADDED', fields: [] }], hash: NEXT } };
      return problem(409, 'conflict', 'It is in conflict', 'What would change is not what the plan says any more.');
    },
  });
  await userEvent.click((await ask('Reject')).getByRole('button', { name: 'Reject' }));
  expect((await screen.findByRole('alert')).textContent).toContain('this is not what you looked at any more');
  expect(screen.getByText('v1/Service/shop/web')).toBeTruthy();
  expect(screen.queryByText('spec.replicas')).toBeNull();
});

it('says which scope is missing', async () => {
  renderAt('/deployments/d-5');
  expect(await screen.findByText(/needs the scope cd:approve/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Approve' }).disabled).toBe(true);
});

it('asks nobody to approve where no approval is a gate', async () => {
  renderAt('/deployments/d-5', {
    ...APPROVER,
    'GET /cd/deployments/d-5/gates': { ...samples.gates, gates: samples.gates.gates.slice(0, 1), decisions: [] },
  });
  expect(await screen.findByText(/No approval is asked for here/)).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Approve' }).disabled).toBe(true);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Reject' }).disabled).toBe(false);
});
