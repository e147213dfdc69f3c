// @vitest-environment jsdom
import { fireEvent, render } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { useSettings } from '../../../src/renderer/app/settings.ts'
import { answerNumberOf, chordOf, keysOf, useShortcuts } from '../../../src/renderer/app/shortcuts.ts'
import { ShownContext } from '../../../src/renderer/app/slots.tsx'
import '../on-screen.tsx'

const press = (key: string, code: string, more: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, code, bubbles: true, ...more })

function Keys({ answer, back }: { answer: (n: number) => void; back: () => void }) {
  useShortcuts({ answer, back })
  return <input aria-label="champ" />
}

test('a digit answers by its place on the keyboard: an AZERTY row needs no Shift', () => {
  expect(answerNumberOf(press('&', 'Digit1'))).toBe(1)
  expect(answerNumberOf(press('4', 'Numpad4'))).toBe(4)
  expect(answerNumberOf(press('0', 'Digit0'))).toBeNull()
  expect(answerNumberOf(press('&', 'Digit1', { altKey: true }))).toBeNull()
})

test('a letter is the one that the layout writes', () => {
  expect(chordOf(press('a', 'KeyQ', { altKey: true }))).toBe('Alt+A')
  expect(chordOf(press('Control', 'ControlLeft', { ctrlKey: true }))).toBeNull()
  expect(keysOf('Ctrl+K')).toEqual(['Ctrl', 'K'])
  expect(keysOf('Alt++')).toEqual(['Alt', '+'])
})

test('single keys are silent while something is typed, and deaf to repeats', () => {
  const answer = vi.fn()
  const back = vi.fn()
  const { getByLabelText } = render(<Keys answer={answer} back={back} />)
  fireEvent(getByLabelText('champ'), press('1', 'Digit1'))
  fireEvent(getByLabelText('champ'), press('Backspace', 'Backspace'))
  fireEvent(document.body, press('1', 'Digit1', { repeat: true }))
  expect(answer).not.toHaveBeenCalled()
  expect(back).not.toHaveBeenCalled()
  fireEvent(document.body, press('é', 'Digit2'))
  fireEvent(document.body, press('Backspace', 'Backspace'))
  expect(answer).toHaveBeenCalledExactlyOnceWith(2)
  expect(back).toHaveBeenCalledOnce()
})

test('a doubled press counts once, also on the screen that shows by then; another number is heard at once', () => {
  const answer = vi.fn()
  const next = vi.fn()
  const { unmount } = render(<Keys answer={answer} back={vi.fn()} />)
  fireEvent(document.body, press('5', 'Digit5'))
  unmount()
  render(<Keys answer={next} back={vi.fn()} />)
  fireEvent(document.body, press('5', 'Digit5'))
  expect(answer).toHaveBeenCalledExactlyOnceWith(5)
  expect(next).not.toHaveBeenCalled()
  fireEvent(document.body, press('6', 'Digit6'))
  expect(next).toHaveBeenCalledExactlyOnceWith(6)
})

test('a doubled press is told by when it was pressed, not by when a busy page hears it', () => {
  const answer = vi.fn()
  render(<Keys answer={answer} back={vi.fn()} />)
  const pressedAt = (timeStamp: number) =>
    Object.defineProperty(press('7', 'Digit7'), 'timeStamp', { value: timeStamp })
  fireEvent(document.body, pressedAt(60_000))
  fireEvent(document.body, pressedAt(60_100))
  expect(answer).toHaveBeenCalledExactlyOnceWith(7)
  fireEvent(document.body, pressedAt(60_500))
  expect(answer).toHaveBeenCalledTimes(2)
})

test('a shortcut that was remapped or switched off no longer answers to its usual key', () => {
  const answer = vi.fn()
  const back = vi.fn()
  useSettings.setState({ keymap: { answer: null, back: 'Alt+B' } })
  render(<Keys answer={answer} back={back} />)
  fireEvent(document.body, press('1', 'Digit1'))
  fireEvent(document.body, press('Backspace', 'Backspace'))
  expect(answer).not.toHaveBeenCalled()
  expect(back).not.toHaveBeenCalled()
  fireEvent(document.body, press('b', 'KeyB', { altKey: true }))
  expect(back).toHaveBeenCalledOnce()
})

test('a chord is heard once, before what has the focus and not by it', () => {
  const send = vi.fn()
  const heard = vi.fn()
  function Form() {
    useShortcuts({ send })
    return <button type="button" aria-label="modèle" onKeyDown={heard} />
  }
  const { getByLabelText } = render(<Form />)
  fireEvent(getByLabelText('modèle'), press('Enter', 'Enter', { ctrlKey: true }))
  expect(send).toHaveBeenCalledOnce()
  expect(heard).not.toHaveBeenCalled()
})

test('a screen that is not shown, or behind a dialog, hears nothing', () => {
  const answer = vi.fn()
  const { rerender } = render(
    <ShownContext value={false}>
      <Keys answer={answer} back={vi.fn()} />
    </ShownContext>,
  )
  fireEvent(document.body, press('1', 'Digit1'))
  rerender(
    <ShownContext value>
      <Keys answer={answer} back={vi.fn()} />
      <div role="dialog" />
    </ShownContext>,
  )
  fireEvent(document.body, press('1', 'Digit1'))
  expect(answer).not.toHaveBeenCalled()
})
