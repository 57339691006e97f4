import { useQuery } from '@tanstack/react-query';
import { Ban, CircleCheck, Clock, KeyRound } from 'lucide-react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { ProblemNote } from '@/components/domain/problem-note';
import { Age } from '@/components/ui/age';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Confirm } from '@/components/ui/confirm';
import { Empty } from '@/components/ui/notes';
import { Row, Table, Td, Th } from '@/components/ui/table';
import { useNow } from '@/lib/clock';
import type { Token } from '@/lib/api/types';
import { tokensQuery, useRevokeToken } from './api';
import { NewToken } from './new-token';

export function Tokens() {
  const tokens = useQuery(tokensQuery());
  const revoke = useRevokeToken();
  return (
    <div className="flex flex-col gap-4">
      <NewToken />
      {revoke.isError ? <ProblemNote error={revoke.error} /> : null}
      <Card title="All tokens" flush aside={<Updated query={tokens} />}>
        <Loaded
          query={tokens}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={KeyRound} title="No token but the one of the installation">
                Create one for each person and each script, with the smallest role that does.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <Table
              label="Tokens"
              head={
                <>
                  <Th className="w-28">State</Th>
                  <Th>Name</Th>
                  <Th>Role</Th>
                  <Th>Created</Th>
                  <Th>Last used</Th>
                  <Th>Expires</Th>
                  <Th className="w-28">
                    <span className="sr-only">Actions</span>
                  </Th>
                </>
              }
            >
              {page.items.map((token) => (
                <Row key={token.id}>
                  <Td>
                    <TokenState token={token} />
                  </Td>
                  <Td className="font-medium">{token.name}</Td>
                  <Td>{token.role.toLowerCase()}</Td>
                  <Td className="text-muted">
                    <Age at={token.createdAt} />
                    {token.createdBy == null ? null : ` by ${token.createdBy}`}
                  </Td>
                  <Td className="text-muted">{token.lastUsedAt == null ? 'never' : <Age at={token.lastUsedAt} />}</Td>
                  <Td className="text-muted">{token.expiresAt == null ? 'never' : <Age at={token.expiresAt} />}</Td>
                  <Td className="text-right">
                    {token.revokedAt == null ? (
                      <Confirm
                        title={`Revoke ${token.name}?`}
                        action="Revoke"
                        danger
                        onConfirm={() => revoke.mutate(token.id)}
                        trigger={
                          <Button small busy={revoke.isPending && revoke.variables === token.id}>
                            Revoke
                          </Button>
                        }
                      >
                        Whoever uses it is refused from now on. It cannot be taken back.
                      </Confirm>
                    ) : null}
                  </Td>
                </Row>
              ))}
            </Table>
          )}
        </Loaded>
      </Card>
    </div>
  );
}

function TokenState({ token }: { token: Token }) {
  const now = useNow();
  if (token.revokedAt != null) {
    return (
      <Badge tone="idle" icon={Ban}>
        Revoked
      </Badge>
    );
  }
  if (token.expiresAt != null && Date.parse(token.expiresAt) < now) {
    return (
      <Badge tone="warn" icon={Clock}>
        Expired
      </Badge>
    );
  }
  return (
    <Badge tone="good" icon={CircleCheck}>
      Valid
    </Badge>
  );
}
