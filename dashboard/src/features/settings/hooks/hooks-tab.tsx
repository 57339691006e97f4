import { useQuery } from '@tanstack/react-query';
import { Plus, Webhook } from 'lucide-react';
import { useState } from 'react';
import { Loaded, Updated } from '@/components/domain/loaded';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Empty, Note } from '@/components/ui/notes';
import { applicationsQuery, meQuery } from '@/lib/api/queries';
import { allows } from '@/lib/api/scopes';
import { hooksQuery } from './api';
import { HookDialog } from './hook-dialog';
import { HookRow } from './hook-row';

/** Where events are sent to. */
export function HooksTab() {
  const me = useQuery(meQuery());
  const hooks = useQuery(hooksQuery());
  const applications = useQuery(applicationsQuery());
  const [secret, setSecret] = useState<string | null>(null);
  const may = allows(me.data?.scopes ?? [], 'hooks:admin');
  return (
    <div className="flex flex-col gap-4">
      {secret === null ? null : (
        <Note
          tone="good"
          title="The secret that signs: copy it now, it is shown only once"
          action={<CopyButton text={secret} what="the secret" />}
        >
          <code className="font-mono text-xs break-all">{secret}</code>
        </Note>
      )}
      <Card
        flush
        title="Outgoing webhooks"
        aside={
          <>
            <Updated query={hooks} />
            <HookDialog
              onSecret={setSecret}
              trigger={
                <Button small disabled={!may} title={may ? undefined : 'Your token needs the scope hooks:admin'}>
                  <Plus aria-hidden /> Send events to a URL
                </Button>
              }
            />
          </>
        }
      >
        <Loaded
          query={hooks}
          empty={{
            when: (page) => page.items.length === 0,
            show: (
              <Empty icon={Webhook} title="No events are sent to other systems">
                A webhook posts each event of the types you choose to a URL, signed and with every attempt in a log.
              </Empty>
            ),
          }}
        >
          {(page) => (
            <ul aria-label="Outgoing webhooks" className="divide-y divide-line">
              {page.items.map((hook) => (
                <HookRow
                  key={hook.id}
                  hook={hook}
                  application={applications.data?.items.find((one) => one.id === hook.applicationId)?.name}
                  may={may}
                  onSecret={setSecret}
                />
              ))}
            </ul>
          )}
        </Loaded>
      </Card>
    </div>
  );
}
