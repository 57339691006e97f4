import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button';

async function copy(text: string) {
  if (navigator.clipboard !== undefined) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Plain HTTP on another host has no clipboard API.
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [state, setState] = useState<'idle' | 'done' | 'failed'>('idle');
  const onClick = () => {
    copy(text).then(
      () => setState('done'),
      () => setState('failed'),
    );
    setTimeout(() => setState('idle'), 2000);
  };
  return (
    <Button small look="quiet" onClick={onClick} aria-label={`Copy ${what}`}>
      {state === 'done' ? <Check aria-hidden /> : <Copy aria-hidden />}
      <span aria-live="polite">{state === 'done' ? 'Copied' : state === 'failed' ? 'Select and copy' : 'Copy'}</span>
    </Button>
  );
}
