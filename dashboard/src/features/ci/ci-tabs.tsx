import type { TabItem } from '@/components/ui/tabs';
import { ArtifactsTab } from './artifacts-tab';
import { BuildsTab } from './builds-tab';
import { DeliveriesTab } from './deliveries-tab';
import { ImagesTab } from './images-tab';
import { RunnersTab } from './runners-tab';
import { TestsTab } from './tests-tab';

/** What the page of the CI agent shows in place of the plain tables of its manifest. */
export const CI_TABS: readonly TabItem[] = [
  { id: 'builds', title: 'Builds', content: <BuildsTab /> },
  { id: 'tests', title: 'Tests and coverage', content: <TestsTab /> },
  { id: 'images', title: 'Images', content: <ImagesTab /> },
  { id: 'artifacts', title: 'Artifacts', content: <ArtifactsTab /> },
  { id: 'deliveries', title: 'Deliveries', content: <DeliveriesTab /> },
  { id: 'runners', title: 'Runners and queue', content: <RunnersTab /> },
];
