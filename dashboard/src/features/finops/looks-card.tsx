import { useQuery } from '@tanstack/react-query';
import { Updated } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { money } from './amounts';
import { looksQuery, machinesQuery } from './api';

const TOPICS: Readonly<Record<string, string>> = {
  databases: 'Connections of databases',
  images: 'Container images',
  inventory: 'Disks, stopped machines, images of machines',
  logs: 'Log groups',
  machines: 'Use of machines',
};

const SHOWN = 8;

/** What other agents were asked, what they could not tell, and the machines whose use is not known. */
export function LooksCard() {
  const looks = useQuery(looksQuery());
  const machines = useQuery(machinesQuery());
  const unknown = (machines.data?.items ?? []).filter((machine) => machine.missing !== null);
  if ((looks.data?.items ?? []).length === 0) {
    return null;
  }
  return (
    <Card title="Asked of other agents" aside={<Updated query={looks} />}>
      <ul aria-label="What was asked" className="grid gap-1 text-sm">
        {(looks.data?.items ?? []).map((look) => (
          <li key={look.topic} className="flex flex-wrap gap-x-3">
            <span className="w-72">{TOPICS[look.topic] ?? look.topic}</span>
            <span className="text-muted">
              asked <Age at={look.lookedAt} />
            </span>
            <span className={look.problem === null ? 'text-muted' : 'text-warn'}>{look.problem ?? `${look.found} understood`}</span>
          </li>
        ))}
      </ul>
      {unknown.length === 0 ? null : (
        <>
          <p className="mt-3 text-sm">
            Of {unknown.length} machines that are paid for it is not known whether they are too large.
          </p>
          <ul aria-label="Machines that are not measured" className="mt-1 grid gap-0.5 text-xs text-muted">
            {unknown.slice(0, SHOWN).map((machine) => (
              <li key={`${machine.resource} ${machine.size} ${machine.currency}`} className="break-all">
                {machine.resource} ({machine.size}), {money(machine.cost, machine.currency)}: {machine.missing}
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
