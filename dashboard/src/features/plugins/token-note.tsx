import { CopyButton } from '@/components/ui/copy-button';
import { Note } from '@/components/ui/notes';

/** A token that nobody will ever be shown again. */
export function TokenNote({ of, token }: { of: string; token: string }) {
  return (
    <Note
      tone="good"
      title={`Enrolment token of ${of}: copy it now, it is shown only once`}
      action={<CopyButton text={token} what="the token" />}
    >
      <code className="font-mono text-xs break-all">{token}</code>
      <p className="mt-1 text-xs text-muted">Start the plugin with it; it enrols and is reachable then.</p>
    </Note>
  );
}
