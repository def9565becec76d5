/** The state of the parts: runtime, Codex, Brainswap itself; each problem with its fix. */
import { useStore } from 'zustand';
import type { CodexState, RuntimeState } from '../../../rpc/contract.ts';
import { problemsOf, runtimeName } from '../../answer/index.ts';
import { formatContext } from '../../format/index.ts';
import { closeDialog } from '../../stores/dialogs.ts';
import { checkStatus, statusStore } from '../../stores/status.ts';
import { Button, Callout, Dialog, DialogBody, DialogFooter } from '../ui/index.ts';
import { FactList } from './fact-list.tsx';

const logins = {
  chatgpt: 'Signed in with ChatGPT',
  api_key: 'Signed in with an API key',
  none: 'Not signed in: local runs work, cloud runs will fail',
};

export function StatusDialog() {
  const { status, checking } = useStore(statusStore);
  if (status === null) return null;
  const problems = problemsOf(status);
  const { codex } = status;
  return (
    <Dialog title="State of the parts" onClose={closeDialog}>
      <DialogBody toRead>
        {problems.map((problem) => (
          <Callout key={problem.id} tone="warn" title={problem.title} command={problem.command}>
            {problem.message}
          </Callout>
        ))}
        {codex.state === 'found' && codex.login === 'none' && (
          <Callout tone="info" title="Codex is not signed in" command="codex login">
            Local runs work without. Cloud runs need a sign-in, or a provider of your own in Settings.
          </Callout>
        )}
        {codex.state === 'found' && codex.warning !== null && (
          <Callout tone="info" title={`Codex ${codex.version}`}>
            {codex.warning}
          </Callout>
        )}
        <FactList title="Runtime" facts={runtimeFacts(status.runtime)} />
        <FactList title="Codex" facts={codexFacts(codex)} />
        <FactList
          title="Brainswap"
          facts={[
            ['Version', status.version],
            ['Data folder', status.dataFolder],
          ]}
        />
      </DialogBody>
      <DialogFooter>
        <Button disabled={checking} onClick={() => void checkStatus()}>
          {checking ? 'Checking' : 'Check again'}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function runtimeFacts(runtime: RuntimeState): [string, string][] {
  const facts: [string, string][] = [
    ['State', { ready: 'Ready', idle: 'Idle: no model is loaded', down: 'Down' }[runtime.state]],
    ['Kind', runtimeName(runtime.kind)],
  ];
  if (runtime.baseUrl !== null) facts.push(['Address', runtime.baseUrl]);
  if (runtime.state === 'ready') {
    facts.push(['Model', runtime.model]);
    if (runtime.contextLength !== null)
      facts.push(['Context', `${formatContext(runtime.contextLength)} tokens`]);
  }
  if (runtime.state !== 'down') facts.push(['Models it lists', runtime.models.join(', ') || 'none']);
  return facts;
}

function codexFacts(codex: CodexState): [string, string][] {
  if (codex.state === 'missing') return [['State', 'Not found']];
  return [
    ['Version', codex.version],
    ['Path', codex.path],
    ['Sign-in', logins[codex.login]],
  ];
}
