# trace, link, outcomes and series: what they print in each form, and papers that make no sense together.
. "$(dirname "$0")/lib.sh"

plan() { printf '示例省%s年政府工作报告重点工作分工方案\n' "$1"; }
{
  plan 2025
  printf '1．地区生产总值增长5.5%%以上。（牵头单位：省发展改革委）\n2．改造老旧小区600个。（牵头单位：省住房城乡建设厅）\n'
} >2025.txt
{
  plan 2026
  printf '1．改造城镇老旧小区400个。（牵头单位：省住房城乡建设厅）\n2．地区生产总值增长5%%左右。（牵头单位：省发展改革委）\n'
} >2026.txt
report='政府工作报告\n——2027年1月20日在示例省第十四届人民代表大会第六次会议上\n各位代表：\n'
printf "${report}一、2026年工作回顾\n过去一年，全省GDP增长4.9%%。改造老旧小区312个。\n二、2027年重点工作\n新建口袋公园100个。\n" >2027.txt
printf '关于召开会议的通知\n各位同事：会议定于明天上午召开，请准时参加。\n' >notice.txt
plan 2026 >empty.txt

run in_zh "$DUBAN" link 2025.txt 2026.txt
expect "link" 0
says "a link with its reason" out '"from":"1","to":"2","type":"same"'
says "what became of the figure" out '"change":"lowered"'
run in_zh "$DUBAN" link 2025.txt 2026.txt --format table
says "link as a table" out '老旧小区'
for form in "link 2025.txt 2026.txt" "outcomes 2026.txt 2027.txt" "series all 2025.txt 2026.txt"; do
  # shellcheck disable=SC2086 # words of a command
  run in_zh "$DUBAN" $form --format xlsx --out sheet.xlsx
  expect "${form%% *} as XLSX" 0
  same "${form%% *} wrote a workbook" PK "$(head -c 2 sheet.xlsx)"
done
run in_zh "$DUBAN" outcomes 2026.txt 2027.txt --format table
says "the words of the review" out '改造老旧小区312个'
says "and the verdict" out '未达成'

run in_zh "$DUBAN" series 经济增长 2026.txt 2025.txt 2027.txt
expect "series" 0
says "under its first name" out '"indicator":"地区生产总值"'
says "the outcome of the year that the report reviews" out '"value":4.9'
run in_zh "$DUBAN" series 农村公路 2025.txt 2026.txt
one_message "an indicator that no plan has" 1 "没有指标“农村公路”"
run in_zh "$DUBAN" series 经济增长 2027.txt
one_message "a report alone has no series" 1 "只有报告"

run in_zh "$DUBAN" link 2025.txt empty.txt
one_message "an empty side" 1 "第二份材料里没有找到任务"
run in_zh "$DUBAN" trace 2025.txt 2026.txt
one_message "two plans are no trace" 1 "先给报告"
run in_zh "$DUBAN" outcomes 2025.txt 2026.txt
one_message "a plan is no later report" 1 "没有工作回顾"
