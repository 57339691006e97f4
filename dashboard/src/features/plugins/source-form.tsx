import { ScanSearch } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field, Input, Select } from '@/components/ui/field';
import { isObject } from '@/lib/json';
import type { JsonObject } from '@/lib/api/types';
import type { ManifestSource } from './types';

type Kind = 'url' | 'file' | 'image';

interface SourceFormProps {
  busy: boolean;
  onInspect: (source: ManifestSource) => void;
}

/** Where the manifest is; nothing is installed by asking. */
export function SourceForm({ busy, onInspect }: SourceFormProps) {
  const [kind, setKind] = useState<Kind>('url');
  const [text, setText] = useState('');
  const [manifest, setManifest] = useState<JsonObject | null>(null);
  const [broken, setBroken] = useState<string | undefined>();
  const take = async (file: File | undefined) => {
    setManifest(null);
    setBroken(undefined);
    if (file === undefined) {
      return;
    }
    try {
      const read: unknown = JSON.parse(await file.text());
      if (isObject(read)) {
        setManifest(read);
      } else {
        setBroken('A manifest is a JSON object.');
      }
    } catch {
      setBroken(`${file.name} is not JSON.`);
    }
  };
  return (
    <form
      className="flex flex-wrap items-start gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (kind === 'file') {
          if (manifest !== null) {
            onInspect({ manifest });
          }
        } else {
          onInspect(kind === 'url' ? { url: text.trim() } : { image: text.trim() });
        }
      }}
    >
      <div className="w-40">
        <Field label="Manifest from">
          {(control) => (
            <Select
              {...control}
              value={kind}
              onChange={(event) => {
                setKind(event.target.value as Kind);
                setText('');
                setManifest(null);
                setBroken(undefined);
              }}
            >
              <option value="url">a URL</option>
              <option value="file">a file</option>
              <option value="image">an image</option>
            </Select>
          )}
        </Field>
      </div>
      <div className="min-w-64 flex-1">
        {kind === 'file' ? (
          <Field label="Manifest file" hint="JSON, at most 256 KiB." error={broken}>
            {(control) => (
              <Input
                {...control}
                key="file"
                type="file"
                accept="application/json,.json"
                className="py-1"
                onChange={(event) => void take(event.target.files?.[0])}
              />
            )}
          </Field>
        ) : (
          <Field
            label={kind === 'url' ? 'URL' : 'Image'}
            hint={kind === 'url' ? 'The orchestrator fetches it.' : 'With the manifest in its label dev.hexad.manifest.'}
          >
            {(control) => (
              <Input
                {...control}
                key={kind}
                required
                type={kind === 'url' ? 'url' : 'text'}
                placeholder={kind === 'url' ? 'https://example.org/manifest.json' : 'registry.example.org/plugin:1.2.0'}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <div className="pt-5.5">
        <Button type="submit" look="primary" busy={busy} disabled={kind === 'file' && manifest === null}>
          <ScanSearch aria-hidden /> Inspect
        </Button>
      </div>
    </form>
  );
}
