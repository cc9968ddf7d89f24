// Sends a paper with progress. fetch cannot tell how much of a body is sent, XMLHttpRequest can.
import { Problem } from '@/api/client'
import { language } from '@/i18n'
import { session } from '@/stores/session'

export interface Imported {
  links: { pairs: number; waiting: number }
  document_id: number
  plan_id: number
  known: boolean
  new_version_of: number | null
  tasks: number
  list_tasks: number
  findings: { repaired: number; look: number; stop: number }
  changes: number
}

// percent runs from 0 to 100 while the paper is sent; after that the server reads it. Refusals come as Problem, a broken
// connection as Problem with status 0.
export function upload(file: File, progress: (percent: number) => void): Promise<Imported> {
  return new Promise((done, refuse) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/documents')
    request.setRequestHeader('Accept', 'application/json, application/problem+json')
    request.setRequestHeader('Accept-Language', language.value)
    request.setRequestHeader('X-CSRF-Token', session.value?.csrf ?? '')
    request.setRequestHeader('Idempotency-Key', crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`)
    request.upload.onprogress = (event) => event.lengthComputable && progress(Math.floor((event.loaded * 100) / event.total))
    request.upload.onload = () => progress(100)
    request.onerror = () => refuse(new Problem(0, '/problems/connection', ''))
    request.onload = () => {
      let answer: Record<string, unknown> = {}
      try {
        answer = JSON.parse(request.responseText) as Record<string, unknown>
      } catch {
        // not ours, such as a proxy's page: the status says all there is
      }
      if (request.status >= 200 && request.status < 300) done(answer as unknown as Imported)
      else refuse(new Problem(request.status, String(answer.type ?? ''), String(answer.detail ?? answer.title ?? ''), answer))
    }
    const body = new FormData()
    body.append('file', file, file.name)
    request.send(body)
  })
}
