import { ArrowDownToLine, Download } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { fetchWholeLog } from './api';
import { LogLines, lineId } from './log-lines';
import { LogSearch } from './log-search';
import { useCommandLog, type CommandLog } from './use-command-log';

interface LogViewProps {
  agentId: string;
  commandId: string;
  name: string;
  over: boolean;
}

const AT_END_PX = 24;

export function LogView({ agentId, commandId, name, over }: LogViewProps) {
  const log = useCommandLog(agentId, commandId, over);
  const [follow, setFollow] = useState(true);
  const [wanted, setWanted] = useState('');
  const [hit, setHit] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  const hits = useMemo(() => {
    const needle = wanted.toLowerCase();
    return needle === ''
      ? []
      : log.lines.filter((line) => line.text.toLowerCase().includes(needle)).map((line) => line.number);
  }, [log.lines, wanted]);
  const current = hits[Math.min(hit, hits.length - 1)];

  useEffect(() => {
    if (follow && frame.current !== null) {
      frame.current.scrollTop = frame.current.scrollHeight;
    }
  }, [follow, log.lines]);
  useEffect(() => {
    const area = frame.current;
    const line = current === undefined ? null : document.getElementById(lineId(current));
    if (area !== null && line !== null) {
      // Only the log scrolls, not the page around it.
      const above = line.getBoundingClientRect().top - area.getBoundingClientRect().top;
      area.scrollTop += above - area.clientHeight / 2;
    }
  }, [current]);

  return (
    <Card
      title="Log"
      flush
      aside={
        <>
          <LogSearch
            value={wanted}
            hits={hits.length}
            current={hits.length === 0 ? 0 : Math.min(hit, hits.length - 1) + 1}
            onChange={(text) => {
              setWanted(text);
              setHit(0);
              setFollow(text === '' && follow);
            }}
            onStep={(step) => setHit((at) => (hits.length === 0 ? 0 : (at + step + hits.length) % hits.length))}
          />
          <Button small look={follow ? 'plain' : 'quiet'} aria-pressed={follow} onClick={() => setFollow(!follow)}>
            <ArrowDownToLine aria-hidden /> Follow
          </Button>
          <DownloadButton agentId={agentId} commandId={commandId} name={name} />
        </>
      }
    >
      <div
        ref={frame}
        role="region"
        aria-label={`Log of ${name}`}
        tabIndex={0}
        className="h-[32rem] max-h-[60vh] overflow-auto bg-term py-2 font-mono text-xs leading-[1.125rem]"
        onScroll={(event) => {
          const area = event.currentTarget;
          const atEnd = area.scrollHeight - area.scrollTop - area.clientHeight < AT_END_PX;
          if (follow && !atEnd) {
            setFollow(false);
          }
        }}
      >
        {log.dropped === 0 ? null : (
          <p className="px-4 pb-1 text-faint">{log.dropped} earlier lines are in the download only.</p>
        )}
        <LogLines lines={log.lines} wanted={wanted} current={current} />
        <LogFoot log={log} />
      </div>
    </Card>
  );
}

function LogFoot({ log }: { log: CommandLog }) {
  const text = {
    reading: log.lines.length === 0 ? 'Waiting for the first line…' : 'Reading…',
    complete: log.lines.length === 0 ? 'The log is empty.' : 'End of the log.',
    missing: `No log was kept for this command. ${log.detail ?? ''}`,
    retrying: `The log cannot be read right now; trying again. ${log.detail ?? ''}`,
  }[log.state];
  return (
    <p role="status" className="px-4 pt-1 text-faint">
      {text}
    </p>
  );
}

function DownloadButton({ agentId, commandId, name }: { agentId: string; commandId: string; name: string }) {
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const download = async () => {
    setState('busy');
    try {
      const url = URL.createObjectURL(await fetchWholeLog(agentId, commandId));
      const anchor = document.createElement('a');
      anchor.href = url;
      anchor.download = `${name}-${commandId}.log`;
      anchor.click();
      URL.revokeObjectURL(url);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <Button small look="quiet" busy={state === 'busy'} onClick={() => void download()}>
      <Download aria-hidden /> {state === 'failed' ? 'Failed, try again' : 'Download'}
    </Button>
  );
}
