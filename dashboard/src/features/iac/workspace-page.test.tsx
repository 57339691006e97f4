import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { violations } from '@/test/axe';
import { workspace } from '@/test/iac-samples';
import { renderAt } from '@/test/render';
import { AT } from '@/test/samples';

const PAGE = '/agents/iac/workspaces/shop-production';

describe('the page of a workspace', () => {
  it('says what its runs may use, and that the proxy is no wall', async () => {
    const egress = "by a proxy in the program's environment; code that ignores it is not held";
    renderAt(PAGE, {
      'GET /iac/workspaces/shop-production': {
        workspace,
        drift: [],
        causes: [],
        boundary: { providers: ['registry.terraform.io/hashicorp/*'], modules: [], hosts: null, egress },
      },
    });
    expect(await screen.findByText('registry.terraform.io/hashicorp/*')).toBeTruthy();
    expect(screen.getByText(egress)).toBeTruthy();
    expect(screen.queryByText('In Terraform Cloud')).toBeNull();
    expect(await violations()).toEqual([]);
  });

  it('shows lock and state of Terraform Cloud where that does the runs', async () => {
    renderAt(PAGE, {
      'GET /iac/workspaces/shop-production': { workspace: { ...workspace, tool: 'terraform-cloud' }, drift: [], causes: [] },
      'GET /iac/workspaces/shop-production/terraform-cloud': {
        organization: 'acme',
        name: 'shop',
        workspace: { locked: true, lockedReason: 'upgrade by anna', resources: 12 },
        stateVersions: [{ id: 'sv-1', serial: 7, createdAt: AT, bytes: 2048 }],
      },
    });
    expect(await screen.findByText('acme/shop')).toBeTruthy();
    expect(screen.getByText('locked: upgrade by anna')).toBeTruthy();
    expect(screen.getByText('7')).toBeTruthy();
    expect(await violations()).toEqual([]);
  });
});
