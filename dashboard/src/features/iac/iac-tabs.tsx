import type { TabItem } from '@/components/ui/tabs';
import { DependenciesTab } from './dependencies-tab';
import { DriftTab } from './drift-tab';
import { PlansTab } from './plans-tab';
import { PoliciesTab } from './policies-tab';
import { StatesTab } from './states-tab';
import { WorkspacesTab } from './workspaces-tab';

/** What the page of the IaC agent shows in place of the plain tables of its manifest. */
export const IAC_TABS: readonly TabItem[] = [
  { id: 'workspaces', title: 'Workspaces', content: <WorkspacesTab /> },
  { id: 'plans', title: 'Plans', content: <PlansTab /> },
  { id: 'drift', title: 'Drift', content: <DriftTab /> },
  { id: 'state', title: 'State', content: <StatesTab /> },
  { id: 'dependencies', title: 'Dependencies', content: <DependenciesTab /> },
  { id: 'policies', title: 'Policies', content: <PoliciesTab /> },
];
