// The rules of a password as the page says them while it is typed. The server decides; these only show what is still missing.
export interface PasswordRules { length: boolean; kinds: boolean; name: boolean; fresh: boolean }

export function passwordRules(fresh: string, name: string, old: string): PasswordRules {
  const kinds = [/[A-Z]/, /[a-z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(fresh)).length
  return {
    length: [...fresh].length >= 10,
    kinds: kinds >= 3,
    name: fresh !== '' && (name === '' || !fresh.toLowerCase().includes(name.toLowerCase())),
    fresh: fresh !== '' && fresh !== old,
  }
}
