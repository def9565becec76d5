/** Statements about the item in the menu bar. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeElectron, FakeTray, fakeElectron } from '../testing/fake-electron.ts';

const { electron } = vi.hoisted(() => ({ electron: {} as FakeElectron }));
vi.mock('electron', () => electron);
const { createTray } = await import('./tray.ts');

const ready = { image: 'ready', title: '', tooltip: 'Brainswap: ready' } as const;
const onClick = vi.fn();
beforeEach(() => {
  Object.assign(electron, fakeElectron());
  onClick.mockClear();
});
function putUp() {
  const item = createTray({ images: '/res/tray', onClick, menu: () => [{ label: 'Line' }] }, ready);
  const [tray] = FakeTray.made;
  if (tray === undefined) throw new Error('no tray was made');
  return { item, tray };
}

describe('the tray', () => {
  it('begins with the first state, as a template image', () => {
    const { tray } = putUp();
    expect(tray.image.path).toBe('/res/tray/readyTemplate.png');
    expect(electron.nativeImage.createFromPath.mock.results[0]?.value.setTemplateImage).toHaveBeenCalledWith(
      true,
    );
    expect(tray.tooltip).toBe('Brainswap: ready');
  });

  it('changes its image only when the state has another', () => {
    const { item, tray } = putUp();
    item.show({ ...ready, tooltip: 'Brainswap: other model' });
    expect(tray.setImage).not.toHaveBeenCalled();
    item.show({ image: 'busy', title: '2', tooltip: 'Brainswap: busy' });
    expect(tray.image.path).toBe('/res/tray/busyTemplate.png');
    expect(tray.title).toBe('2');
  });

  it('shows the popover on a click and a fresh menu on a right or control click', () => {
    const { tray } = putUp();
    const bounds = { x: 1, y: 2, width: 3, height: 4 };
    tray.emit('click', {}, bounds);
    expect(onClick).toHaveBeenCalledExactlyOnceWith(bounds);
    tray.emit('right-click');
    tray.emit('click', { ctrlKey: true }, bounds);
    expect(tray.popUpContextMenu).toHaveBeenCalledTimes(2);
    expect(electron.Menu.buildFromTemplate).toHaveBeenLastCalledWith([{ label: 'Line' }]);
    expect(onClick).toHaveBeenCalledTimes(1);
  });
});
