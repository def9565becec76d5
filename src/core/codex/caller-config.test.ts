/** What counts as said by the caller. */
import { describe, expect, it } from 'vitest';
import { featuresSaid, isSaid } from './caller-config.ts';
import { parseExecArguments } from './exec-arguments.ts';

const codexOptions = (...tokens: string[]) => parseExecArguments([], tokens).codex;

describe('keys the caller has set', () => {
  it('are those named, and those in a table named', () => {
    const options = codexOptions('-c', 'agents={enabled=true}', '-c', 'tools.update_plan.enabled=false');
    expect(isSaid(options, 'agents.enabled')).toBe(true);
    expect(isSaid(options, 'tools.update_plan.enabled')).toBe(true);
    expect(isSaid(options, 'tools.experimental_request_user_input.enabled')).toBe(false);
    expect(isSaid(options, 'agentsx')).toBe(false);
  });
});

describe('features the caller has switched', () => {
  it('are found in --enable, in dotted keys and in a table, on or off', () => {
    const options = codexOptions(
      '--enable',
      'goals',
      '-c',
      'features.plugins=false',
      '-c',
      'features={apps=true, "view_image"=false}',
    );
    expect([...featuresSaid(options)].sort()).toEqual(['apps', 'goals', 'plugins', 'view_image']);
  });

  it('are none where the table is no table', () => {
    expect([...featuresSaid(codexOptions('-c', 'features={', '-c', 'features=3'))]).toEqual([]);
  });
});
