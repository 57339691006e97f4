import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { problem } from '@/test/fake-api';
import * as gates from '@/test/gate-samples';
import { changes, plan } from '@/test/iac-samples';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };
const AT_PLAN = '/agents/iac/plans/p-1';

describe('the page of a plan', () => {
  it('shows policies first, then the changes with masked and unknown values', async () => {
    renderAt(AT_PLAN);
    expect(await screen.findByText('2 findings keep this plan from being applied')).toBeTruthy();
    expect(await screen.findByText('token:anna or an administrator lets it pass.')).toBeTruthy();
    expect(screen.getByText(/exception of token:anna/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: /aws_db_instance.main/ }));
    const values = within(screen.getByRole('list', { name: 'Values of module.data.aws_db_instance.main' }));
    expect(values.getByText('small').tagName).toBe('DEL');
    expect(values.getAllByText('Sensitive, not shown')).toHaveLength(2);
    expect(values.queryByText('port')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: /aws_s3_bucket.media/ }));
    expect(screen.getByText('Known after apply')).toBeTruthy();
    expect(screen.getByText('Drifted since the last apply')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('leads to the run that Terraform Cloud does', async () => {
    const hostedAt = 'https://app.terraform.io/app/acme/workspaces/shop/runs/run-1';
    renderAt(AT_PLAN, { 'GET /iac/plans/p-1': { plan, changes, drift: [], hostedAt } });
    const link = await screen.findByRole('link', { name: 'in Terraform Cloud' });
    expect(link.getAttribute('href')).toBe(hostedAt);
  });

  it('says what it costs, and when nobody knows', async () => {
    const cost = { delta: '-12.5', currency: 'EUR', notPriced: 1, summary: 'aws_instance.web -12.50\naws_s3_bucket.media by use' };
    const { unmount } = renderAt(AT_PLAN, { 'GET /iac/plans/p-1': { plan: { ...plan, cost }, changes, drift: [] } });
    expect(await screen.findByText('-12.50 EUR')).toBeTruthy();
    expect(screen.getByText('1 without a price')).toBeTruthy();
    expect(screen.getByText('aws_s3_bucket.media by use')).toBeTruthy();
    unmount();
    const unknown = { notPriced: 3, summary: 'cost not known: there is no FinOps agent' };
    renderAt(AT_PLAN, { 'GET /iac/plans/p-1': { plan: { ...plan, cost: unknown }, changes, drift: [] } });
    expect(await screen.findByText('not known')).toBeTruthy();
  });

  it('lists what stands on the changes', async () => {
    const touched = Array.from({ length: 12 }, (_, i) => ({ address: `aws_instance.i${i}`, on: ['aws_vpc.main'] }));
    renderAt(AT_PLAN, { 'GET /iac/plans/p-1': { plan, changes, drift: [], touched } });
    expect(await screen.findByText('Stands on what changes')).toBeTruthy();
    expect(screen.queryByText('aws_instance.i11')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Show all 12' }));
    expect(screen.getByText('aws_instance.i11')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('leads to the gate at which it is approved', async () => {
    renderAt(AT_PLAN, {
      'GET /gates': { items: [{ ...gates.approval, applicationId: 'app-1' }] },
      'GET /runs/run-2/stages/ok/plan': { ...gates.plan, parts: [{ stage: 'plan', uses: 'iac.plan', result: { planId: 'p-1' } }] },
    });
    const link = await screen.findByRole('link', { name: 'Decide at the gate' });
    expect(link.getAttribute('href')).toBe('/runs/run-2?stage=ok');
  });

  it('stays usable with 5,000 changes', async () => {
    const many = Array.from({ length: 5_000 }, (_, i) => ({
      address: `module.m${i % 10}.null_resource.r${i}`,
      type: 'null_resource',
      action: i % 2 === 0 ? 'create' : 'update',
      after: { n: i },
    }));
    renderAt(AT_PLAN, { 'GET /iac/plans/p-1': { plan, changes: many, drift: [] } });
    await userEvent.click(await screen.findByRole('button', { name: /module.m1 500 to update/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Update 500' }));
    expect(screen.getAllByRole('button', { name: /null_resource/ })).toHaveLength(100);
    await userEvent.click(screen.getByRole('button', { name: 'Show 100 more' }));
    expect(screen.getAllByRole('button', { name: /null_resource/ })).toHaveLength(200);
    await userEvent.type(screen.getByRole('textbox', { name: 'Address or type' }), 'r4999');
    expect(await screen.findByText('1 of 5,000')).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'null_resource.r4999' })).toBeTruthy();
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Action' }), 'create');
    expect(await screen.findByText('No change is like this')).toBeTruthy();
  });

  it('lets an owner pass a finding with a reason', async () => {
    const { api } = renderAt(AT_PLAN, { ...ADMIN, 'POST /iac/plans/p-1/overrides': { plan, changes, drift: [] } });
    await userEvent.click(await screen.findByRole('button', { name: 'Let it pass' }));
    const asked = within(await screen.findByRole('dialog'));
    await userEvent.type(asked.getByRole('textbox', { name: 'Reason' }), 'it was copied');
    await userEvent.click(asked.getByRole('button', { name: 'Let it pass' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.sent('POST')[0]?.body).toEqual({ policy: 'ask-before-delete', reason: 'it was copied' });
  });

  it('offers no override to those who do not own the policy', async () => {
    renderAt(AT_PLAN, { 'GET /me': { subject: 'token:ben', role: 'approver', scopes: ['iac:approve', 'iac:read'], tenant: 'default' } });
    expect(await screen.findByText('Only its owners may let it pass.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Let it pass' })).toBeNull();
  });

  it('says why it was not discarded', async () => {
    renderAt(AT_PLAN, {
      ...ADMIN,
      'POST /iac/plans/p-1/discard': () => problem(409, 'conflict', 'Conflict', 'The workspace is being planned.'),
    });
    const discard = await screen.findByRole('button', { name: 'Discard' });
    await waitFor(() => expect(discard.hasAttribute('disabled')).toBe(false));
    await userEvent.click(discard);
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Discard' }));
    expect(await screen.findByText('It was not discarded')).toBeTruthy();
  });
});
