import type { TabItem } from '@/components/ui/tabs';
import { EnvironmentsTab } from './environments-tab';
import { GitTab } from './git/git-tab';
import { HistoryTab } from './history-tab';
import { TargetsTab } from './targets-tab';

/** What the page of the CD agent shows in place of the plain tables of its manifest. */
export const CD_TABS: readonly TabItem[] = [
  { id: 'environments', title: 'Environments', content: <EnvironmentsTab /> },
  { id: 'git', title: 'Git', content: <GitTab /> },
  { id: 'history', title: 'History', content: <HistoryTab /> },
  { id: 'targets', title: 'Targets', content: <TargetsTab /> },
];
