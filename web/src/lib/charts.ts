// ECharts, only as much as bars need, loaded by the pages that show them. Canvas and plain-text tips: no inline styles, which the
// server's Content-Security-Policy would refuse.
import { BarChart } from 'echarts/charts'
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

use([BarChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer])
export { init }
