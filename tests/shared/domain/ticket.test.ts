import { describe, expect, it } from 'vitest'
import { fillTicket } from '#shared/domain/ticket.ts'

describe('a ticket that fills itself', () => {
  it('ticks only the actions that the path did', () => {
    const form = fillTicket({ triedCache: 'yes', triedConnection: 'yes', triedOtherBrowser: 'no' }, {})
    expect(form.tried).toEqual(['cache', 'connection'])
  })

  it('takes kind and priority from the path, browser and message from what was typed', () => {
    const form = fillTicket(
      { ticketKind: 'loading', priority: 'high' },
      { browser: 'Chrome 131', errorMessage: 'Erreur 500', page: 'Mes tickets', since: 'ce matin' },
    )
    expect(form).toMatchObject({
      kind: 'loading',
      priority: 'high',
      browser: 'Chrome 131',
      errorMessage: 'Erreur 500',
      page: 'Mes tickets',
      since: 'ce matin',
    })
  })

  it('names the browser that the client answered, until it is typed more exactly', () => {
    expect(fillTicket({ browser: 'safari-ie' }, { browser: '' }).browser).toBe('Safari ou Internet Explorer')
    expect(fillTicket({ browser: 'chrome-edge' }, { browser: 'Chrome 131' }).browser).toBe('Chrome 131')
    expect(fillTicket({ browser: 'chrome-edge' }, { 'ticket.browser': '' }).browser).toBe('')
    expect(fillTicket({ browser: 'other' }, {}).browser).toBe('')
  })

  it('lets the agent’s own word win over the path, even to say less', () => {
    const form = fillTicket(
      { ticketKind: 'loading', priority: 'high', triedCache: 'yes' },
      { 'ticket.kind': 'system', 'ticket.priority': 'low', 'ticket.tried': '', browser: 'Edge', 'ticket.browser': '' },
    )
    expect(form).toMatchObject({ kind: 'system', priority: 'low', tried: [], browser: '' })
  })

  it('stays fileable whatever the facts say', () => {
    expect(fillTicket({ ticketKind: 'nonsense' }, { 'ticket.priority': 'urgent!' })).toMatchObject({
      kind: 'other',
      priority: 'normal',
    })
  })
})
