import { beforeEach, expect, test } from 'vitest'
import { notify, useNotices } from '../../../src/renderer/ui/notices.ts'

beforeEach(() => useNotices.setState({ notices: [] }))
const shown = () => useNotices.getState().notices.map(({ text }) => text)

test('the same words said again are shown once', () => {
  notify('done', 'Appel mis en attente.')
  notify('bad', 'Le fichier dépasse 5 Mo.')
  notify('done', 'Appel mis en attente.')
  expect(shown()).toEqual(['Le fichier dépasse 5 Mo.', 'Appel mis en attente.'])
})

test('three at most are shown, the latest ones', () => {
  for (const text of ['un', 'deux', 'trois', 'quatre']) notify('bad', text)
  expect(shown()).toEqual(['deux', 'trois', 'quatre'])
})
