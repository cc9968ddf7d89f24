// The reader's text of a document never changes, so one reading serves all pages of this visit.
import { api } from '@/api/client'

const texts = new Map<number, Promise<string>>()

export function paperText(documentId: number): Promise<string> {
  let text = texts.get(documentId)
  if (!text) {
    text = api.text(`/documents/${documentId}/text`)
    texts.set(documentId, text)
    text.catch(() => texts.delete(documentId))
    if (texts.size > 8) texts.delete(texts.keys().next().value!)
  }
  return text
}
export const forgetPapers = (): void => texts.clear()
