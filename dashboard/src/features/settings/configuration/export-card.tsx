import { Download } from 'lucide-react';
import { ProblemNote } from '@/components/domain/problem-note';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useExport } from './api';

function save(blob: Blob, name: string) {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

export function ExportCard() {
  const get = useExport();
  const download = (format: 'yaml' | 'json') =>
    get.mutate(format, { onSuccess: (blob) => save(blob, format === 'yaml' ? 'hexad.yml' : 'hexad.json') });
  return (
    <Card title="Export">
      <p className="mb-3 text-sm text-muted">
        All agents with their overlays, and which plugins are installed. Secrets are named, never told.
      </p>
      {get.isError ? <ProblemNote error={get.error} /> : null}
      <div className="flex gap-2">
        <Button busy={get.isPending} onClick={() => download('yaml')}>
          <Download aria-hidden /> YAML
        </Button>
        <Button busy={get.isPending} onClick={() => download('json')}>
          <Download aria-hidden /> JSON
        </Button>
      </div>
    </Card>
  );
}
