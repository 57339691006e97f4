import { useQuery } from '@tanstack/react-query';
import { KeyRound, ShieldCheck } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Card } from '@/components/ui/card';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { secretsQuery } from './state-api';

const WHY: Readonly<Record<string, string>> = {
  sensitive: 'it is marked as sensitive',
  name: 'its name says so',
};

/** Where secrets stand in the current version, for who rotates them; what they are is told nowhere. */
export function SecretsTab({ workspace }: { workspace: string }) {
  const secrets = useQuery(secretsQuery(workspace));
  return (
    <Card flush title="Secrets in the current version" aside={<Updated query={secrets} />}>
      <Loaded
        query={secrets}
        empty={{
          when: (page) => page.items.length === 0,
          show: (
            <Empty icon={ShieldCheck} title="No secret was found">
              No value is marked as sensitive, and none has a name that says so.
            </Empty>
          ),
        }}
      >
        {(page) => (
          <Table
            label="Secrets"
            head={
              <>
                <Th>Resource</Th>
                <Th>Value</Th>
                <Th>Why it is taken for a secret</Th>
              </>
            }
          >
            {page.items.map((secret) => (
              <Row key={`${secret.address} ${secret.path}`}>
                <Td className="font-mono text-xs break-all">{secret.address}</Td>
                <Td className="font-mono text-xs break-all">
                  <KeyRound aria-hidden className="mr-1.5 inline size-3.5 text-warn" />
                  {secret.path}
                </Td>
                <Td className="text-muted">{WHY[secret.reason] ?? secret.reason}</Td>
              </Row>
            ))}
          </Table>
        )}
      </Loaded>
    </Card>
  );
}
