import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { act, action, check, finding, step } from '@/test/cloud-samples';
import { problem } from '@/test/fake-api';
import { renderAt } from '@/test/render';

const ADMIN = { 'GET /me': { subject: 'admin', role: 'admin', scopes: ['*:*'], tenant: 'default' } };

async function pressed(name: string) {
  const button = await screen.findByRole('button', { name });
  await waitFor(() => expect(button.hasAttribute('disabled')).toBe(false));
  await userEvent.click(button);
}

describe('the inventory', () => {
  it('is searched by a filter, a saved view and a time', async () => {
    const { api } = renderAt('/agents/cloud');
    expect((await screen.findByRole('link', { name: 'web' })).getAttribute('href')).toBe('/agents/cloud/resources/u-1');
    await userEvent.type(screen.getByRole('textbox', { name: 'Filter' }), 'tag.env = prod');
    await userEvent.click(screen.getByRole('button', { name: 'Search' }));
    await waitFor(() => expect(api.requests.some((one) => one.path.includes('q=tag.env+%3D+prod'))).toBe(true));
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Saved view' }), 'Machines');
    await waitFor(() => expect(api.requests.some((one) => one.path.includes('q=type+%3D+aws.ec2.instance'))).toBe(true));
    expect(await violations()).toEqual([]);
  });

  it('says where a filter is wrong', async () => {
    renderAt('/agents/cloud?tab=inventory&q=type', {
      'GET /cloud/resources': () => problem(400, 'bad-request', 'The request is not valid', 'at character 5'),
    });
    expect(await screen.findByText(/at character 5/)).toBeTruthy();
  });

  it('saves a view under a name', async () => {
    const { api } = renderAt('/agents/cloud?tab=inventory&q=type+%3D+x', {
      ...ADMIN,
      'PUT /cloud/views/Mine': () => new Response(null, { status: 204 }),
    });
    await pressed('Save');
    const form = within(await screen.findByRole('dialog'));
    await userEvent.type(form.getByRole('textbox', { name: 'Name' }), 'Mine');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(api.sent('PUT')[0]?.body).toEqual({ filter: 'type = x', sort: 'name' }));
  });
});

describe('a resource', () => {
  it('shows what it is linked with, what was found and what changed', async () => {
    renderAt('/agents/cloud/resources/u-1', ADMIN);
    expect(await screen.findByRole('link', { name: 'main' })).toBeTruthy();
    await pressed('What changed');
    expect(await screen.findByText('"stopped"')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('is only looked at when somebody acts on it', async () => {
    const { api, router } = renderAt('/agents/cloud/resources/u-1', {
      ...ADMIN,
      'POST /cloud/acts': { act, steps: [step] },
    });
    await pressed('Act');
    const form = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Action' }), 'resize');
    expect(form.getByRole('textbox', { name: 'Parameters' }).textContent).toContain('instanceType');
    await userEvent.type(form.getByRole('textbox', { name: 'Reason' }), 'too large');
    await userEvent.click(form.getByRole('button', { name: 'Look' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/agents/cloud/acts/a-1'));
    expect(api.sent('POST')[0]?.body).toEqual({
      action: 'resize',
      parameters: { instanceType: '' },
      resources: ['u-1'],
      reason: 'too large',
      force: false,
    });
  });
});

describe('a template', () => {
  it('is filled in with the first of each choice', async () => {
    renderAt('/agents/cloud/resources/u-1', {
      ...ADMIN,
      'GET /cloud/actions': { items: [{ ...action, name: 'create-volume' }], nextCursor: null },
    });
    await pressed('Act');
    const form = within(await screen.findByRole('dialog'));
    await userEvent.selectOptions(form.getByRole('combobox', { name: 'Action' }), 'create-volume');
    await userEvent.selectOptions(await form.findByRole('combobox', { name: 'Template' }), 'copy');
    const text = form.getByRole('textbox', { name: 'Parameters' }).textContent;
    expect(JSON.parse(text)).toEqual({ template: 'copy', name: '', choices: { volumeType: 'gp3' } });
  });
});

describe('an act', () => {
  it('is carried out only after a question', async () => {
    const { api } = renderAt('/agents/cloud/acts/a-1', {
      ...ADMIN,
      'POST /cloud/acts/a-1/carry-out': { act: { ...act, state: 'RUNNING' }, steps: [step] },
    });
    expect(await screen.findByText('t3.large')).toBeTruthy();
    await pressed('Carry out');
    expect(api.sent('POST')).toHaveLength(0);
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Carry out' }));
    await waitFor(() => expect(api.sent('POST')).toHaveLength(1));
    expect(await violations()).toEqual([]);
  });

  it('is approved by somebody else, or the reason is shown', async () => {
    renderAt('/agents/cloud/acts/a-1', {
      ...ADMIN,
      'GET /cloud/acts/a-1': { act: { ...act, state: 'WAITING' }, steps: [step] },
      'POST /cloud/acts/a-1/approve': () => problem(403, 'forbidden', 'You may not do this', 'Somebody else has to approve it.'),
    });
    await pressed('Approve');
    expect(await screen.findByText(/Somebody else has to approve it/)).toBeTruthy();
  });

  it('can be left alone while the provider works on it', async () => {
    const working = { ...step, state: 'WORKING' as const, progress: 'running, 40 %' };
    const { api } = renderAt('/agents/cloud/acts/a-1', {
      ...ADMIN,
      'GET /cloud/acts/a-1': { act: { ...act, state: 'RUNNING' }, steps: [working] },
      'POST /cloud/acts/a-1/stop-waiting': { act, steps: [{ ...step, state: 'LEFT' as const }] },
    });
    expect(await screen.findByText('running, 40 %')).toBeTruthy();
    await pressed('Stop waiting');
    const asked = within(await screen.findByRole('alertdialog'));
    expect(asked.getByText(/What the provider works on goes on/)).toBeTruthy();
    await userEvent.type(asked.getByRole('textbox', { name: 'Reason' }), 'enough');
    await userEvent.click(asked.getByRole('button', { name: 'Stop waiting' }));
    await waitFor(() => expect(api.sent('POST')[0]?.body).toEqual({ reason: 'enough' }));
  });

  it('is undone with a reason', async () => {
    const { api, router } = renderAt('/agents/cloud/acts/a-1', {
      ...ADMIN,
      'GET /cloud/acts/a-1': { act: { ...act, state: 'DONE' }, steps: [{ ...step, state: 'DONE' }] },
      'POST /cloud/acts/a-1/undo': { act: { ...act, id: 'a-2' }, steps: [] },
    });
    await pressed('Undo');
    const asked = within(await screen.findByRole('alertdialog'));
    expect(asked.getByRole('button', { name: 'Undo' }).hasAttribute('disabled')).toBe(true);
    await userEvent.type(asked.getByRole('textbox', { name: 'Reason' }), 'a mistake');
    await userEvent.click(asked.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/agents/cloud/acts/a-2'));
    expect(api.sent('POST')[0]?.body).toEqual({ reason: 'a mistake' });
  });
});

describe('findings', () => {
  it('show why they matter and plan their fix', async () => {
    const { router } = renderAt('/agents/cloud?tab=findings', { ...ADMIN, 'POST /cloud/findings/f-1/fix': { actId: 'a-1' } });
    expect(await screen.findByText('CIS 2.1.4')).toBeTruthy();
    await pressed('Evidence');
    expect(screen.getByText(/One wrong policy/)).toBeTruthy();
    expect(await violations()).toEqual([]);
    await pressed('Fix');
    await waitFor(() => expect(router.state.location.pathname).toBe('/agents/cloud/acts/a-1'));
  });

  it('say what to write where IaC owns the resource, and fix it all the same', async () => {
    const { api, router } = renderAt('/agents/cloud?tab=findings', { ...ADMIN, 'POST /cloud/findings/f-1/fix?force=true': { actId: 'a-1' } });
    await pressed('Evidence');
    expect(await screen.findByText(/aws_s3_bucket.files of the workspace net/)).toBeTruthy();
    expect(screen.getByText('block_public_acls = true')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'See the workspace' }).getAttribute('href')).toBe('/agents/iac/workspaces/net');
    expect(await violations()).toEqual([]);
    await pressed('Fix it all the same');
    await userEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Look at it' }));
    await waitFor(() => expect(router.state.location.pathname).toBe('/agents/cloud/acts/a-1'));
    expect(api.sent('POST')[0]?.path).toContain('force=true');
  });

  it('do not guess where nobody can say what IaC owns', async () => {
    renderAt('/agents/cloud?tab=findings', {
      'GET /cloud/findings/f-1': { finding, check, iac: { state: 'UNKNOWN', words: 'whether IaC owns it is not known' } },
    });
    await pressed('Evidence');
    expect(await screen.findByText(/whether IaC owns it is not known/)).toBeTruthy();
  });

  it('are let pass until a day', async () => {
    const { api } = renderAt('/agents/cloud?tab=findings', { ...ADMIN, 'POST /cloud/findings/f-1/exception': {} });
    await pressed('Let pass');
    const form = within(await screen.findByRole('dialog'));
    await userEvent.type(form.getByRole('textbox', { name: 'Owner' }), 'anna');
    await userEvent.type(form.getByRole('textbox', { name: 'Reason' }), 'a honeypot');
    await userEvent.click(form.getByRole('button', { name: 'Let pass' }));
    await waitFor(() => expect(api.sent('POST')[0]?.body).toMatchObject({ owner: 'anna', reason: 'a honeypot' }));
  });
});

describe('the other tabs', () => {
  it('show how well tags are kept', async () => {
    renderAt('/agents/cloud?tab=tags', ADMIN);
    expect(await screen.findByText('6 of 8, 75 %')).toBeTruthy();
    expect(screen.getByRole('link', { name: '2 resources' }).getAttribute('href')).toContain('tab=inventory');
    expect(await violations()).toEqual([]);
  });

  it('show which tags would be set and where they are taken from', async () => {
    renderAt('/agents/cloud?tab=tags', ADMIN);
    await pressed('What would be set');
    expect(await screen.findByText('env=prod')).toBeTruthy();
    expect(screen.getByText('taken from aws.ec2.vpc main')).toBeTruthy();
    expect(screen.getByText(/none of application.team/)).toBeTruthy();
    expect(screen.getByText(/change aws_instance.web in net/)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('show what could not be read and since when', async () => {
    renderAt('/agents/cloud?tab=accounts');
    expect(await screen.findByText(/39 of 40 parts are read, 1 have a problem/)).toBeTruthy();
    expect(await screen.findByText(/slow down/)).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('show who did what', async () => {
    renderAt('/agents/cloud?tab=trail');
    expect((await screen.findByRole('link', { name: 'Step done' })).getAttribute('href')).toBe('/agents/cloud/acts/a-1');
    expect(screen.getByText('ec2:StopInstances')).toBeTruthy();
    expect(await screen.findByText('1 of 1 logs cannot be read')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });

  it('find who changed one resource', async () => {
    const { api } = renderAt('/agents/cloud?tab=trail');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Resource' }), 'i-0abc{Enter}');
    await waitFor(() => expect(api.requests.some((one) => one.path.includes('resource=i-0abc'))).toBe(true));
  });

  it('say that there is nothing', async () => {
    renderAt('/agents/cloud?tab=acts', { 'GET /cloud/acts': { items: [] } });
    expect(await screen.findByText('No act here')).toBeTruthy();
  });
});

describe('schedules', () => {
  it('say what they did, what they will do and what would stop', async () => {
    renderAt('/agents/cloud?tab=schedules');
    expect((await screen.findByRole('link', { name: 'See the act' })).getAttribute('href')).toBe('/agents/cloud/acts/a-1');
    expect(screen.getByText('too many')).toBeTruthy();
    expect(screen.getByText(/^Start, .*Europe\/Berlin/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'web' }).getAttribute('href')).toBe('/agents/cloud/resources/u-1');
    expect(await violations()).toEqual([]);
  });
});
