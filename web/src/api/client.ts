// Calls to the server. A lost connection is shown by the frame and the call goes on by itself when the server answers again:
// nothing typed is lost. A POST carries an Idempotency-Key, so that a repeated one does nothing twice.
import { connection } from '@/stores/connection'
import type { List } from './types'

const kBase = '/api/v1'

// Messages are sentences, also where the server's words end without a mark.
export function sentence(words: string): string {
  if (!words || /[。！？.!?…]$/.test(words)) return words
  return words + (/[\u4e00-\u9fff]/.test(words) ? '。' : '.')
}

// What the server refused, in the user's language.
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    detail: string,
    readonly body: Record<string, unknown> = {},
  ) {
    super(sentence(detail))
  }
  // 412: the resource as the other person left it.
  current<T>(): T | undefined {
    return this.body.current as T | undefined
  }
}

export interface Options {
  match?: string // ETag for If-Match; etag(thing) makes it
  signal?: AbortSignal
  quiet?: boolean // a 401 does not lead to the log-in page
}

interface Hooks {
  csrf: () => string
  language: () => string
  loggedOut: () => void
}
let hooks: Hooks = { csrf: () => '', language: () => 'zh', loggedOut: () => undefined }
export function setHooks(given: Hooks): void {
  hooks = given
}

export function etag(thing: { id: number; version: number }): string {
  return `"${thing.id}-${thing.version}"`
}

function address(path: string, query?: Record<string, string | number | undefined>): string {
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(query ?? {})) if (value !== undefined && value !== '') parameters.set(key, String(value))
  const text = parameters.toString()
  return kBase + path + (text ? `?${text}` : '')
}

// Not randomUUID, which browsers give to https and localhost only.
const newKey = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

async function send(method: string, url: string, body: unknown, options: Options): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json, application/problem+json', 'Accept-Language': hooks.language() })
  let payload: BodyInit | undefined
  if (body instanceof FormData) payload = body
  else if (body !== undefined) {
    headers.set('Content-Type', 'application/json')
    payload = JSON.stringify(body)
  }
  if (method !== 'GET') headers.set('X-CSRF-Token', hooks.csrf())
  if (method === 'POST') headers.set('Idempotency-Key', newKey())
  if (options.match) headers.set('If-Match', options.match)
  for (;;) {
    let response: Response
    try {
      response = await fetch(url, { method, headers, body: payload, signal: options.signal, credentials: 'same-origin' })
    } catch (error) {
      if (options.signal?.aborted) throw error
      await connection.untilBack()
      continue
    }
    connection.answered()
    if (response.ok) return response
    const text = await response.text()
    let problem: Record<string, unknown> = {}
    try {
      problem = JSON.parse(text) as Record<string, unknown>
    } catch {
      // an answer that is not ours, such as a proxy's page: its status says all there is
    }
    if (response.status === 401 && !options.quiet) hooks.loggedOut()
    throw new Problem(response.status, String(problem.type ?? ''), String(problem.detail ?? problem.title ?? `HTTP ${response.status}`), problem)
  }
}

async function json<T>(response: Response): Promise<T> {
  return response.status === 204 ? (undefined as T) : ((await response.json()) as T)
}

export type Query = Record<string, string | number | undefined>

export const api = {
  get: async <T>(path: string, query?: Query, options: Options = {}) =>
    json<T>(await send('GET', address(path, query), undefined, options)),
  text: async (path: string, options: Options = {}) => (await send('GET', address(path), undefined, options)).text(),
  post: async <T>(path: string, body?: unknown, options: Options = {}) => json<T>(await send('POST', address(path), body, options)),
  patch: async <T>(path: string, body: unknown, options: Options = {}) => json<T>(await send('PATCH', address(path), body, options)),
  put: async <T>(path: string, body: unknown, options: Options = {}) => json<T>(await send('PUT', address(path), body, options)),
  del: async (path: string, options: Options = {}) => json<void>(await send('DELETE', address(path), undefined, options)),

  // A DELETE that answers with what is left.
  remove: async <T>(path: string, options: Options = {}) => json<T>(await send('DELETE', address(path), undefined, options)),

  // The answer as a file: GET, and POST …/export.
  saved: async (path: string): Promise<{ blob: Blob; name: string }> => {
    const response = await send('GET', address(path), undefined, {})
    return { blob: await response.blob(), name: fileName(response.headers.get('Content-Disposition') ?? '') }
  },
  // POST …/export.
  file: async (path: string, body: unknown): Promise<{ blob: Blob; name: string }> => {
    const response = await send('POST', address(path), body, {})
    return { blob: await response.blob(), name: fileName(response.headers.get('Content-Disposition') ?? '') }
  },

  // All items of a list, page by page.
  all: async <T>(path: string, query: Query = {}, options: Options & { some?: (items: T[], total: number) => void } = {}): Promise<T[]> => {
    const items: T[] = []
    let after: string | undefined
    do {
      const page: List<T> = await api.get(path, { limit: 2000, ...query, after }, options)
      items.push(...page.items)
      options.some?.(items, page.total)
      after = page.next ?? undefined
    } while (after)
    return items
  },
}

// RFC 6266: filename*=UTF-8''… first, then filename="…".
export function fileName(disposition: string): string {
  const encoded = /filename\*\s*=\s*UTF-8''([^;]+)/i.exec(disposition)
  if (encoded) return decodeURIComponent(encoded[1]!.trim())
  return /filename\s*=\s*"?([^";]+)"?/i.exec(disposition)?.[1]?.trim() ?? ''
}
