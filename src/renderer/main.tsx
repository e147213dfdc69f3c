import './app/content-policy.ts'
import '@fontsource-variable/atkinson-hyperlegible-next'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { start } from './app/start.tsx'
import { connectStation } from './app/station.ts'
import { hearIncomingCall } from './call/incoming/incoming-calls.ts'

const element = document.getElementById('root')
if (!element) throw new Error('index.html has no #root.')
window.addEventListener('message', hearIncomingCall)
await start(createRoot(element), connectStation)
