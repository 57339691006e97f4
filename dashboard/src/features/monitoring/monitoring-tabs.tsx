import type { TabItem } from '@/components/ui/tabs';
import { AlertsTab } from './alerts-tab';
import { IncidentsTab } from './incidents-tab';
import { ObjectivesTab } from './objectives-tab';
import { SignalsTab } from './signals-tab';

/** What the page of the Monitoring agent shows. */
export const MONITORING_TABS: readonly TabItem[] = [
  { id: 'incidents', title: 'Incidents', content: <IncidentsTab /> },
  { id: 'alerts', title: 'Alerts', content: <AlertsTab /> },
  { id: 'signals', title: 'Signals', content: <SignalsTab /> },
  { id: 'objectives', title: 'Objectives', content: <ObjectivesTab /> },
];
