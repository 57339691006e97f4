import { DriftCard } from './drift-card';
import { ExportCard } from './export-card';
import { ImportCard } from './import-card';

/** The configuration of all agents as one file. */
export function ConfigurationTab() {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-2">
      <DriftCard />
      <div className="flex min-w-0 flex-col gap-4">
        <ExportCard />
        <ImportCard />
      </div>
    </div>
  );
}
