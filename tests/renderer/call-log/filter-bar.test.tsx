// @vitest-environment jsdom
import { screen } from '@testing-library/react'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { FilterBar } from '../../../src/renderer/call-log/list/filter-bar.tsx'
import { everything } from '../../../src/renderer/call-log/search.ts'
import { onScreen } from '../on-screen.tsx'
import { TestStation } from '../test-station.ts'

function Bar() {
  const [search, setSearch] = useState(everything)
  return (
    <FilterBar search={search} choices={undefined} hasAgents={false} onChange={setSearch}>
      <output>{search.filters.q ?? 'rien'}</output>
      <button type="button" onClick={() => setSearch(everything)}>
        Tout
      </button>
    </FilterBar>
  )
}

test('what is typed is looked for once the typing rests, and goes on after a space', async () => {
  const { user } = onScreen(new TestStation(), <Bar />)
  const field = screen.getByRole<HTMLInputElement>('searchbox')
  const isLookedFor = (q: string) => screen.findByText(q, { selector: 'output' })
  await user.type(field, 'sophie ')
  await isLookedFor('sophie')
  await user.type(field, 'laurent')
  await isLookedFor('sophie laurent')
  expect(field.value).toBe('sophie laurent')
  await user.click(screen.getByRole('button', { name: 'Tout' }))
  expect(field.value).toBe('')
})
