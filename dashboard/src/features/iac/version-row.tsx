import { ListTree } from 'lucide-react';
import { Age } from '@/components/ui/age';
import { Tag } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Row, Td } from '@/components/ui/table';
import { bytes } from './bytes';
import { RestoreAct } from './restore-act';
import type { StateVersion } from './types';

interface VersionRowProps {
  version: StateVersion;
  current: boolean;
  from: number | undefined;
  to: number | undefined;
  onChoose: (end: 'from' | 'to') => void;
  onLook: () => void;
}

export function VersionRow({ version, current, from, to, onChoose, onLook }: VersionRowProps) {
  const number = version.version;
  return (
    <Row>
      {(['from', 'to'] as const).map((end) => (
        <Td key={end}>
          <input
            type="radio"
            name={`compare-${end}`}
            aria-label={`Compare ${end} version ${number}`}
            className="block size-4 accent-accent"
            checked={(end === 'from' ? from : to) === number}
            onChange={() => onChoose(end)}
          />
        </Td>
      ))}
      <Td className="num text-right whitespace-nowrap">
        {number} {current ? <Tag>current</Tag> : null}
        <p className="text-xs text-faint">serial {version.serial}</p>
      </Td>
      <Td className="num text-right">{version.resources}</Td>
      <Td className="num text-right whitespace-nowrap">{bytes(version.sizeBytes)}</Td>
      <Td>
        {version.createdBy}
        <p className="text-xs text-faint">
          {version.restoredFrom == null
            ? version.terraformVersion == null
              ? ''
              : `with version ${version.terraformVersion} of the tool`
            : `restored from version ${version.restoredFrom}`}
        </p>
      </Td>
      <Td className="text-muted">
        <Age at={version.createdAt} />
      </Td>
      <Td>
        <div className="flex flex-wrap gap-1.5">
          <Button small onClick={onLook} aria-label={`Resources of version ${number}`}>
            <ListTree aria-hidden /> Resources
          </Button>
          {current ? null : <RestoreAct version={version} />}
        </div>
      </Td>
    </Row>
  );
}
