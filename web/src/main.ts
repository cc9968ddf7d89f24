import { createApp } from 'vue'
import App from './App.vue'
import { i18n, startLanguage } from './i18n'
import { router } from './router'
import { startSession } from './stores/session'
import './styles/base.css'

void (async () => {
  await startLanguage()
  startSession((why) => {
    const here = router.currentRoute.value
    if (here.name !== 'login') void router.push({ name: 'login', query: { why, to: why === 'left' ? undefined : here.fullPath } })
  })
  createApp(App).use(i18n).use(router).mount('#app')
})()
