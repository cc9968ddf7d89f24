// An invented plan of an invented province, in a layout that real ones use: n numbered tasks in sections, with leaders, lead units,
// responsible units and targets. The same n gives the same paper.
const kLeaders = ['赵明远', '钱立群', '孙 毅', '李长河', '周文博', '吴思源']
const kUnits = ['省发展改革委', '省财政厅', '省工业和信息化厅', '省商务厅', '省教育厅', '省科技厅', '省民政厅', '省人力资源社会保障厅', '省自然资源厅', '省生态环境厅', '省住房城乡建设厅', '省交通运输厅', '省水利厅', '省农业农村厅', '省文化和旅游厅', '省卫生健康委', '省应急厅', '省国资委', '省市场监管局', '省体育局', '省统计局', '省医保局', '省数据局', '省能源局']
const kSections = ['推动经济持续回升向好', '加快建设现代化产业体系', '着力扩大内需', '深化重点领域改革', '扩大高水平对外开放', '推进乡村全面振兴', '促进区域协调发展', '保障和改善民生', '加强生态环境保护', '维护社会安全稳定']
const kWork = [
  ['加快推进{a}建设，完善配套政策，力争年内取得阶段性成果', ['高标准农田', '现代物流枢纽', '智慧水利工程', '职业教育园区', '省级科技创新平台', '数字政府一体化平台']],
  ['实施{a}提升行动，推动服务标准化、品牌化发展', ['社区养老', '餐饮家政', '公共文化', '基层医疗', '乡村旅游', '便民早市']],
  ['深化{a}改革，健全协同推进机制，形成一批可复制可推广的经验', ['国有企业', '投融资体制', '医疗保障', '要素市场化配置', '行政审批', '农村集体产权']],
  ['持续开展{a}专项整治，做到排查、整改、销号闭环管理', ['安全生产', '生态环境', '食品药品', '自建房', '燃气管网', '森林防火']],
]
const kTargets = [
  ['改造老旧小区', 300, '个', ''], ['新建和改造农村公路', 3500, '公里', ''], ['城镇新增就业', 45, '万人', '以上'], ['建设高标准农田', 120, '万亩', ''],
  ['社会消费品零售总额增长', 4, '%', '左右'], ['规模以上工业增加值增长', 5.5, '%', '左右'], ['新增科技型中小企业', 2000, '家', '以上'], ['城镇调查失业率控制在', 5.5, '%', '以内'],
]

export function numeral(n) {
  const digits = '〇一二三四五六七八九'
  if (n < 10) return digits[n]
  if (n < 20) return `十${n % 10 ? digits[n % 10] : ''}`
  if (n < 100) return `${digits[Math.floor(n / 10)]}十${n % 10 ? digits[n % 10] : ''}`
  return `${digits[Math.floor(n / 100)]}百${n % 100 ? (n % 100 < 10 ? `〇${digits[n % 100]}` : numeral(n % 100).replace(/^十/, '一十')) : ''}`
}

const pick = (list, n) => list[((n % list.length) + list.length) % list.length]

export function invented(count) {
  const parts = []
  const tasks = []
  const out = (text) => parts.push(text)
  out('示政发〔2026〕1号\n\n示例省人民政府关于印发2026年省《政府工作报告》重点工作分工方案的通知\n\n各市人民政府，省政府各厅委、各直属机构：\n\n　　《2026年省〈政府工作报告〉重点工作分工方案》已经省政府常务会议审议通过，现印发给你们，请认真贯彻执行。\n\n　　示例省人民政府\n　　2026年2月5日\n\n　　（此件公开发布）\n\n2026年省《政府工作报告》重点工作分工方案\n\n')
  const each = Math.ceil(count / kSections.length)
  for (let i = 0; i < count; ++i) {
    const section = Math.floor(i / each)
    if (i % each === 0) out(`${numeral(section + 1)}、${kSections[section]}\n\n`)
    const [frame, words] = pick(kWork, i)
    const target = i % 3 === 0 ? pick(kTargets, i / 3) : null
    const leads = [pick(kUnits, i * 7)]
    if (i % 4 === 1) leads.push(pick(kUnits, i * 7 + 5))
    const shares = [1, 2, 3, 4].slice(0, 1 + (i % 4)).map((step) => pick(kUnits, i * 7 + 8 + step * 3)).filter((unit, at, all) => !leads.includes(unit) && all.indexOf(unit) === at)
    const leader = pick(kLeaders, i * 5 + section)
    const text = `${frame.replace('{a}', pick(words, i >> 2))}${target ? `，${target[0]}${target[1]}${target[2]}${target[3]}` : ''}。`
    out(`${i + 1}. ${text}\n\n牵头领导：${leader}\n\n牵头单位：${leads.join('、')}\n\n责任单位：${shares.join('、')}${i % 5 === 0 ? '等，各市人民政府' : ''}\n\n`)
    tasks.push({ section, text, leader: leader.replace(/\s/g, ''), printed_leader: leader, leads, shares: i % 5 === 0 ? [...shares, '各市人民政府'] : shares, open: i % 5 === 0, target })
  }
  return { paper: parts.join(''), tasks, sections: kSections }
}
