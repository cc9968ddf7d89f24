// Who is logged in, what he may do, and the idle log-out.
import { computed, ref, shallowRef } from 'vue'
import { api, setHooks } from '@/api/client'
import type { Action, Session } from '@/api/types'
import { language, setLanguage } from '@/i18n'

export const session = shallowRef<Session | null>(null)
export const idleSecondsLeft = ref<number | null>(null) // set in the last minute before the log-out

export const may = (action: Action): boolean => session.value?.actions.includes(action) ?? false
export const displayName = computed(() => session.value?.account.display_name || session.value?.account.name || '')

// The one-time password of this log-in, handed from the log-in page to the page that asks for a new one.
export const justTyped = { password: '' }

let onLoggedOut: (why: 'left' | 'idle' | 'expired') => void = () => undefined

export function startSession(loggedOut: typeof onLoggedOut): void {
  onLoggedOut = loggedOut
  setHooks({
    csrf: () => session.value?.csrf ?? '',
    language: () => language.value,
    loggedOut: () => end('expired'),
  })
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchstart']) addEventListener(kind, touched, { passive: true, capture: true })
  setInterval(tick, 1000)
}

// The session of this browser, or null: nobody is logged in.
export async function loadSession(): Promise<Session | null> {
  try {
    session.value = await api.get<Session>('/session', undefined, { quiet: true })
    touched()
  } catch {
    session.value = null
  }
  return session.value
}

// Where the account has a second factor, the first try is refused with the type kSecondStep; the second brings the code.
export const kSecondStep = '/problems/second-factor'
export async function logIn(name: string, password: string, code = ''): Promise<Session> {
  session.value = await api.post<Session>('/session', code ? { name, password, code } : { name, password }, { quiet: true })
  if (!localStorage.getItem('duban.language') && session.value.language) await setLanguage(session.value.language)
  touched()
  return session.value
}

export async function logOut(why: 'left' | 'idle' = 'left'): Promise<void> {
  try {
    await api.del('/session', { quiet: true })
  } finally {
    end(why)
  }
}

export async function changePassword(old: string, fresh: string): Promise<void> {
  await api.post('/session/password', { old, new: fresh }, { quiet: true })
  await loadSession()
}

function end(why: 'left' | 'idle' | 'expired'): void {
  if (!session.value) return
  session.value = null
  idleSecondsLeft.value = null
  onLoggedOut(why)
}

// Idle: minutes without a key or a pointer. While somebody works without calling the server (typing a long text), the
// session is kept alive by a quiet look at it.
let lastTouch = Date.now()
let lastCall = Date.now()

export function touched(): void {
  lastTouch = Date.now()
  idleSecondsLeft.value = null
}

function tick(): void {
  const minutes = session.value?.idle_minutes ?? 0
  if (!minutes) return
  const now = Date.now()
  const left = Math.ceil((lastTouch + minutes * 60000 - now) / 1000)
  if (left <= 0) void logOut('idle')
  else if (left <= 60) idleSecondsLeft.value = left
  else if (now - lastCall > Math.min(5, minutes / 3) * 60000 && now - lastTouch < 60000) {
    lastCall = now
    void loadSession()
  }
}
