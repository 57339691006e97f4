import type { RouteObject } from 'react-router';
import { AgentPage } from '@/features/agents/agent-page';
import { AgentsPage } from '@/features/agents/agents-page';
import { ManifestView } from '@/features/agents/manifest-view';
import { AlertsPage } from '@/features/alerts/alerts-page';
import { ApplicationPage } from '@/features/applications/application-page';
import { ApplicationsPage } from '@/features/applications/applications-page';
import { CD_TABS } from '@/features/cd/cd-tabs';
import { DeploymentPage } from '@/features/cd/deployment-page';
import { ChangesPage } from '@/features/changes/changes-page';
import { CI_TABS } from '@/features/ci/ci-tabs';
import { ActPage } from '@/features/cloud/act-page';
import { CLOUD_TABS } from '@/features/cloud/cloud-tabs';
import { ResourcePage } from '@/features/cloud/resource-page';
import { EventsPage } from '@/features/events/events-page';
import { GatesPage } from '@/features/gates/gates-page';
import { FINOPS_TABS } from '@/features/finops/finops-tabs';
import { IAC_TABS } from '@/features/iac/iac-tabs';
import { PlanPage } from '@/features/iac/plan-page';
import { WorkspacePage } from '@/features/iac/workspace-page';
import { LeasesPage } from '@/features/leases/leases-page';
import { IncidentPage } from '@/features/monitoring/incident-page';
import { MONITORING_TABS } from '@/features/monitoring/monitoring-tabs';
import { OverviewPage } from '@/features/overview/overview-page';
import { InstallPage } from '@/features/plugins/install-page';
import { PluginsPage } from '@/features/plugins/plugins-page';
import { RunPage } from '@/features/runs/run-page';
import { RunsPage } from '@/features/runs/runs-page';
import { WhatIfPage } from '@/features/runs/what-if/what-if-page';
import { SettingsPage } from '@/features/settings/settings-page';
import { CrashPage } from './crash-page';
import { NotFoundPage } from './not-found-page';
import { Shell } from './shell/shell';

/** What its manifest tells stands beside what was made for it. */
const MONITORING = [
  ...MONITORING_TABS,
  { id: 'view-targets', title: 'Watched', content: <ManifestView agentId="monitoring" viewId="targets" /> },
  { id: 'view-verdicts', title: 'Verdicts', content: <ManifestView agentId="monitoring" viewId="verdicts" /> },
];

const OWN_TABS = { ci: CI_TABS, cd: CD_TABS, iac: IAC_TABS, cloud: CLOUD_TABS, monitoring: MONITORING, finops: FINOPS_TABS };

export const routes: RouteObject[] = [
  {
    path: '/',
    element: <Shell />,
    errorElement: <CrashPage />,
    children: [
      {
        errorElement: <CrashPage />,
        children: [
          { index: true, element: <OverviewPage /> },
          { path: 'runs', element: <RunsPage /> },
          { path: 'runs/what-if', element: <WhatIfPage /> },
          { path: 'runs/:id', element: <RunPage /> },
          { path: 'applications', element: <ApplicationsPage /> },
          { path: 'applications/:id', element: <ApplicationPage /> },
          { path: 'agents', element: <AgentsPage /> },
          { path: 'agents/:id', element: <AgentPage own={OWN_TABS} /> },
          { path: 'agents/iac/plans/:id', element: <PlanPage /> },
          { path: 'agents/iac/workspaces/:name', element: <WorkspacePage /> },
          { path: 'agents/monitoring/incidents/:id', element: <IncidentPage /> },
          { path: 'agents/cloud/resources/:uid', element: <ResourcePage /> },
          { path: 'agents/cloud/acts/:id', element: <ActPage /> },
          { path: 'leases', element: <LeasesPage /> },
          { path: 'plugins', element: <PluginsPage /> },
          { path: 'plugins/install', element: <InstallPage /> },
          { path: 'plugins/:id/upgrade', element: <InstallPage key="upgrade" /> },
          { path: 'deployments/:id', element: <DeploymentPage /> },
          { path: 'changes', element: <ChangesPage /> },
          { path: 'gates', element: <GatesPage /> },
          { path: 'alerts', element: <AlertsPage /> },
          { path: 'events', element: <EventsPage /> },
          { path: 'settings', element: <SettingsPage /> },
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];
