/** axe-core over a page: what it finds serious or critical, in a form that names the place. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** One line per violation; empty when there is none. */
export async function seriousViolations(page: Page): Promise<string[]> {
  // Legacy mode looks at one frame only, which is all we have, and so needs no helper page for each analysis.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} at ${node.target.join(' ')}\n  ${node.html.slice(0, 200)}`),
    );
}
