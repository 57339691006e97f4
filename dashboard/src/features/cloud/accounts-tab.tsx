import { useQuery } from '@tanstack/react-query';
import { Cloud } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Age } from '@/components/ui/age';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/facts';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { accountsQuery, scopesQuery } from './api';
import { AccountBadge, ScopeBadge } from './looks';
import type { Account } from './types';

export function AccountsTab() {
  const accounts = useQuery(accountsQuery());
  return (
    <Loaded
      query={accounts}
      empty={{
        when: (page) => page.items.length === 0,
        show: (
          <Card>
            <Empty icon={Cloud} title="No account yet">
              Add accounts to the configuration of this agent. A local Docker engine needs none.
            </Empty>
          </Card>
        ),
      }}
    >
      {(page) => (
        <div className="grid gap-4">
          {page.items.map((account) => (
            <AccountCard key={account.name} account={account} />
          ))}
        </div>
      )}
    </Loaded>
  );
}

function AccountCard({ account }: { account: Account }) {
  const scopes = useQuery(scopesQuery(account.name));
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap items-center gap-3">
          {account.name}
          <AccountBadge state={account.state} />
          {account.account == null ? null : <Code>{`${account.provider}/${account.account}`}</Code>}
        </span>
      }
      aside={<Updated query={scopes} />}
    >
      <p className="border-b border-line px-4 py-2 text-sm text-muted">
        {account.detail} {account.fresh} of {account.scopes} parts are read
        {account.failed > 0 ? `, ${account.failed} have a problem` : ''}
        {account.oldestRead == null ? '.' : <>; the oldest was read <Age at={account.oldestRead} />.</>}
      </p>
      <Loaded query={scopes}>
        {(page) =>
          page.items.length === 0 ? null : (
            <Table
              label={`Parts of ${account.name}`}
              head={
                <>
                  <Th>Service</Th>
                  <Th>Region</Th>
                  <Th>State</Th>
                  <Th>Read</Th>
                  <Th>Problem</Th>
                </>
              }
            >
              {page.items.map((scope) => (
                <Row key={`${scope.service} ${scope.region}`}>
                  <Td>{scope.service}</Td>
                  <Td>{scope.region}</Td>
                  <Td>
                    <ScopeBadge state={scope.state} />
                  </Td>
                  <Td>{scope.readAt == null ? <span className="text-faint">never</span> : <Age at={scope.readAt} />}</Td>
                  <Td className="max-w-120 text-xs break-words text-bad">{scope.problem}</Td>
                </Row>
              ))}
            </Table>
          )
        }
      </Loaded>
    </Card>
  );
}
