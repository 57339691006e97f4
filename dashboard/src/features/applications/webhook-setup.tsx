import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Note } from '@/components/ui/notes';
import type { RegisteredApplication } from '@/lib/api/types';

interface WebhookSetupProps {
  registered: RegisteredApplication;
  onDone: () => void;
}

/** Shown once after registering: what to enter at the Git host. */
export function WebhookSetup({ registered, onDone }: WebhookSetupProps) {
  const url = new URL(registered.webhookPath, window.location.origin).href;
  const lines: { name: string; value: string; copy: boolean }[] = [
    { name: 'Payload URL', value: url, copy: true },
    { name: 'Content type', value: 'application/json', copy: true },
    { name: 'Secret', value: registered.webhookSecret, copy: true },
    { name: 'Which events', value: 'Just the push event', copy: false },
  ];
  return (
    <Card title={`Connect ${registered.application.name}`}>
      <div className="flex flex-col gap-4">
        <Note tone="warn" title="The secret is shown only now">
          Copy it before you leave this page. It cannot be read again, only replaced.
        </Note>
        <p>
          On GitHub, open the repository’s <b>Settings</b>, then <b>Webhooks</b>, then <b>Add webhook</b>, and enter:
        </p>
        <dl className="divide-y divide-line rounded-md border border-line">
          {lines.map((line) => (
            <div key={line.name} className="flex min-h-10 items-center gap-4 px-3">
              <dt className="w-28 shrink-0 text-muted">{line.name}</dt>
              <dd className="min-w-0 flex-1 font-mono text-xs break-all">{line.value}</dd>
              {line.copy ? <CopyButton text={line.value} what={line.name} /> : null}
            </div>
          ))}
        </dl>
        <p className="text-xs text-faint">
          The Git host must be able to reach this address. Behind a firewall, put the public name of the orchestrator in
          place of {window.location.host}.
        </p>
        <div>
          <Button look="primary" onClick={onDone}>
            I have copied the secret
          </Button>
        </div>
      </div>
    </Card>
  );
}
