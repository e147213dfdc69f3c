import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { WebSocketServer } from 'ws'

// The least that an answer could be: a press is sent on a WebSocket, its bytes committed (WAL, FULL), one text changed.
const database = new Sqlite(join(process.argv[2] ?? '.', 'bare.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec('CREATE TABLE journal (record TEXT NOT NULL)')
const insert = database.prepare('INSERT INTO journal (record) VALUES (?)')

const page = `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Nue</title><p id="step">…</p><script>
  const step = document.getElementById('step')
  const socket = new WebSocket('ws://' + location.host)
  let next
  window.prepare = (sent, text) => { next = { sent, text } }
  window.addEventListener('keydown', () => socket.send(next.sent))
  socket.addEventListener('message', () => { step.textContent = next.text })
</script></html>`

const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
})
new WebSocketServer({ server }).on('connection', (socket) =>
  socket.on('message', (data) => {
    insert.run(String(data))
    socket.send('{"ok":true}')
  }),
)
server.listen(0, '127.0.0.1', () => console.log(`bare http://127.0.0.1:${(server.address() as AddressInfo).port}`))
