import type { TabItem } from '@/components/ui/tabs';
import { AnomaliesTab } from './anomalies-tab';
import { BudgetsTab } from './budgets-tab';
import { EstimatesTab } from './estimates-tab';
import { ExplorerTab } from './explorer-tab';
import { ForecastTab } from './forecast-tab';
import { ImportsTab } from './imports-tab';
import { ReportsTab } from './reports-tab';
import { SavingsTab } from './savings-tab';
import { SharingTab } from './sharing-tab';

/** What the page of the FinOps agent shows in place of the plain tables of its manifest. */
export const FINOPS_TABS: readonly TabItem[] = [
  { id: 'costs', title: 'Costs', content: <ExplorerTab /> },
  { id: 'forecast', title: 'Forecast', content: <ForecastTab /> },
  { id: 'anomalies', title: 'Anomalies', content: <AnomaliesTab /> },
  { id: 'budgets', title: 'Budgets', content: <BudgetsTab /> },
  { id: 'savings', title: 'Savings', content: <SavingsTab /> },
  { id: 'estimates', title: 'Estimates', content: <EstimatesTab /> },
  { id: 'sharing', title: 'Who pays', content: <SharingTab /> },
  { id: 'reports', title: 'Reports', content: <ReportsTab /> },
  { id: 'imports', title: 'Imports', content: <ImportsTab /> },
];
