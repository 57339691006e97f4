import { useQuery } from '@tanstack/react-query';
import { PackageCheck, Search } from 'lucide-react';
import { useState } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { orphansQuery } from './api';
import type { Deployment } from './types';

/** Objects of the cluster that nobody's deployment accounts for; the cluster is searched only when somebody asks. */
export function OrphansCard({ deployment }: { deployment: Deployment }) {
  const [asked, setAsked] = useState(false);
  const orphans = useQuery({ ...orphansQuery(deployment.id), enabled: asked });
  if (deployment.state !== 'STABLE' || deployment.target !== 'kubernetes') {
    return null;
  }
  return (
    <Card
      flush
      title="Orphans"
      aside={
        <>
          <Updated query={orphans} />
          <Button
            small
            busy={orphans.isFetching}
            onClick={() => (asked ? void orphans.refetch() : setAsked(true))}
          >
            <Search aria-hidden /> {asked ? 'Look again' : 'Look for orphans'}
          </Button>
        </>
      }
    >
      {asked ? (
        <Loaded
          query={orphans}
          rows={2}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={PackageCheck} title="No orphan">
                A deployment accounts for every object that was found.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <Table
              label="Orphans"
              head={
                <>
                  <Th>Object</Th>
                  <Th>Namespace</Th>
                  <Th>Why</Th>
                </>
              }
            >
              {page.items.map((orphan) => (
                <Row key={orphan.id}>
                  <Td className="whitespace-nowrap">
                    <span className="text-muted">{orphan.kind}</span> <span className="font-mono text-xs">{orphan.name}</span>
                  </Td>
                  <Td className="font-mono text-xs">{orphan.namespace ?? ''}</Td>
                  <Td className="text-muted">{orphan.why}</Td>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      ) : (
        <p className="px-4 py-3 text-sm text-muted">
          Objects in the cluster that no deployment accounts for. To find them the whole namespace is read.
        </p>
      )}
    </Card>
  );
}
