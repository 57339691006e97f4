import type { TabItem } from '@/components/ui/tabs';
import { AccountsTab } from './accounts-tab';
import { ActsTab } from './acts-tab';
import { FindingsTab } from './findings-tab';
import { InventoryTab } from './inventory-tab';
import { SchedulesTab } from './schedules-tab';
import { TagsTab } from './tags-tab';
import { TrailTab } from './trail-tab';

/** What the page of the Cloud agent shows in place of the plain tables of its manifest. */
export const CLOUD_TABS: readonly TabItem[] = [
  { id: 'inventory', title: 'Inventory', content: <InventoryTab /> },
  { id: 'findings', title: 'Findings', content: <FindingsTab /> },
  { id: 'acts', title: 'Acts', content: <ActsTab /> },
  { id: 'tags', title: 'Tags', content: <TagsTab /> },
  { id: 'schedules', title: 'Schedules', content: <SchedulesTab /> },
  { id: 'accounts', title: 'Accounts', content: <AccountsTab /> },
  { id: 'trail', title: 'Audit trail', content: <TrailTab /> },
];
