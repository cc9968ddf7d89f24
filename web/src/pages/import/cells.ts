// What a person types or marks, made into the value of a cell, and back.

// Several units or people in one line, as officials write them: 省财政厅、省商务厅. Separators inside brackets belong
// to the name: 省数据局(省营商局).
export function toNames(line: string): string[] {
  const names: string[] = []
  let name = ''
  let depth = 0
  for (const character of line.replace(/[（]/g, '(').replace(/[）]/g, ')')) {
    if (character === '(' || character === '〔' || character === '[') depth++
    if (character === ')' || character === '〕' || character === ']') depth = Math.max(0, depth - 1)
    if (depth === 0 && /[、,，;；\n]/.test(character)) {
      names.push(name)
      name = ''
    } else {
      name += character
    }
  }
  names.push(name)
  return [...new Set(mergeGroups(names.map((one) => one.replace(/\s+/g, '').replace(/等$/, ''))).filter(Boolean))]
}

// 各区、县(市)政府 holds a 、 of its own: a piece that starts with 各 and names no organ goes on into the next.
function mergeGroups(pieces: string[]): string[] {
  const merged: string[] = []
  for (const piece of pieces) {
    const before = merged[merged.length - 1]
    if (before !== undefined && /^各/.test(before) && !/(政府|委|局|厅|办|会|部门|单位|机构|公司|区|院)$/.test(before.slice(2))) {
      merged[merged.length - 1] = `${before}、${piece}`
    } else {
      merged.push(piece)
    }
  }
  return merged
}

export const fromNames = (names: readonly string[]): string => names.join('、')

// Words marked in the paper, without the line breaks, Markdown marks and layout spaces between them. A space between
// two Latin words stays.
export function cleanMarked(words: string): string {
  return words
    .replace(/\s*\n\s*#*\s*/g, '\n')
    .replace(/([A-Za-z])\n([A-Za-z])/g, '$1 $2')
    .replace(/\n/g, '')
    .replace(/([A-Za-z0-9]) +(?=[A-Za-z0-9])/g, '$1\u0000')
    .replace(/[ \t\u3000]+/g, '')
    .replace(/\u0000/g, ' ')
}

export interface Piece {
  text: string
  kind: 'same' | 'out' | 'in'
}

// The difference of two wordings, character by character: what was struck out and what was put in.
export function difference(before: string, after: string): Piece[] {
  const a = [...before]
  const b = [...after]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const out = a.slice(head, a.length - tail)
  const into = b.slice(head, b.length - tail)
  const pieces: Piece[] = []
  const put = (text: string, kind: Piece['kind']) => {
    if (!text) return
    const last = pieces[pieces.length - 1]
    if (last?.kind === kind) last.text += text
    else pieces.push({ text, kind })
  }
  put(a.slice(0, head).join(''), 'same')
  // Beyond this a table of lengths would be slow, and a reader sees more in "all of this for all of that".
  if (out.length * into.length > 250_000) {
    put(out.join(''), 'out')
    put(into.join(''), 'in')
  } else {
    const width = into.length + 1
    const longest = new Uint16Array((out.length + 1) * width)
    for (let i = out.length - 1; i >= 0; i--)
      for (let j = into.length - 1; j >= 0; j--)
        longest[i * width + j] =
          out[i] === into[j]
            ? longest[(i + 1) * width + j + 1]! + 1
            : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
    let i = 0
    let j = 0
    while (i < out.length || j < into.length) {
      if (i < out.length && j < into.length && out[i] === into[j]) {
        put(out[i]!, 'same')
        i++
        j++
      } else if (i < out.length && (j === into.length || longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) {
        put(out[i++]!, 'out')
      } else {
        put(into[j++]!, 'in')
      }
    }
  }
  put(a.slice(a.length - tail).join(''), 'same')
  return pieces
}
