// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ChoiceBox } from '../../../src/renderer/ui/choice-box.tsx'
import { onScreen } from '../on-screen.tsx'
import { TestStation } from '../test-station.ts'

const words = { chrome: 'Chrome', firefox: 'Firefox', safari: 'Safari' }

/** A field in something that scrolls, in which somebody has typed. */
async function typedIn() {
  const onChange = vi.fn()
  const { user } = onScreen(
    new TestStation(),
    <div data-testid="scroller">
      <ChoiceBox label="Navigateur" words={words} value="chrome" onChange={onChange} />
    </div>,
  )
  const field = await screen.findByRole('combobox', { name: 'Navigateur' })
  await user.type(field, 'fire')
  await screen.findByRole('option', { name: 'Firefox' })
  return { user, field, onChange, scroller: screen.getByTestId('scroller') }
}

test('a list stays open, with what is typed, on a scroll that does not move its field', async () => {
  const { user, field, onChange, scroller } = await typedIn()
  fireEvent.scroll(scroller)
  expect(screen.getByRole('option', { name: 'Firefox' })).toBeTruthy()
  expect((field as HTMLInputElement).value).toBe('fire')
  await user.keyboard('{ArrowDown}{Enter}')
  expect(onChange).toHaveBeenCalledExactlyOnceWith('firefox')
})

test('a list closes on a scroll that takes its field away', async () => {
  const { field, scroller } = await typedIn()
  vi.spyOn(field, 'getBoundingClientRect').mockReturnValue({ ...field.getBoundingClientRect(), top: -40 })
  fireEvent.scroll(scroller)
  expect(screen.queryByRole('option')).toBeNull()
})

test('a list closes when its field is left', async () => {
  const { user, field } = await typedIn()
  await user.tab()
  expect(screen.queryByRole('option')).toBeNull()
  expect((field as HTMLInputElement).value).toBe('Chrome')
})
