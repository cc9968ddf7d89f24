// Keys of a page. Single letters count only where nobody is typing.
import { onBeforeUnmount, onMounted } from 'vue'

export function typing(event: KeyboardEvent): boolean {
  const at = event.target as HTMLElement | null
  return !!at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))
}

// A dialog or menu of Element Plus is open in front of the page.
export function covered(): boolean {
  return !!document.querySelector('.el-overlay:not([style*="display: none"]) .el-dialog, .el-overlay-message-box')
}

export function onKeys(handle: (event: KeyboardEvent) => void): void {
  onMounted(() => addEventListener('keydown', handle))
  onBeforeUnmount(() => removeEventListener('keydown', handle))
}
