import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleMinus } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { targetsQuery } from './api';

export function TargetsTab() {
  const targets = useQuery(targetsQuery());
  return (
    <Card flush title="Where revisions can run" aside={<Updated query={targets} />}>
      <Loaded query={targets}>
        {(page) => (
          <Table
            label="Targets"
            head={
              <>
                <Th className="w-40">State</Th>
                <Th>Target</Th>
                <Th>What it says</Th>
              </>
            }
          >
            {page.items.map((target) => (
              <Row key={target.name}>
                <Td>
                  <Badge tone={target.available ? 'good' : 'idle'} icon={target.available ? CircleCheck : CircleMinus}>
                    {target.available ? 'Available' : 'Not available'}
                  </Badge>
                </Td>
                <Td className="font-mono text-xs">{target.name}</Td>
                <Td className="text-muted">{target.detail}</Td>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
