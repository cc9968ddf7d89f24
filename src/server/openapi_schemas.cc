// What answers hold and what fields of bodies are, for openapi.cc: a new route adds its rows here.

#include <algorithm>
#include <iterator>

#include "server/openapi.h"

namespace duban {
namespace {

// clang-format off
constexpr AnswerSchema kAnswerSchemas[] = {
    {"Problem",         "type:string title:string status:integer detail:string current?:any odd?:any[]"},
    {"Status",          "status:string day_work?:string"},
    {"ClauseItem",       "no:integer section:string[] section_titles:string[] class:string text:string span:integer[]"},
    {"ClauseList",       "items:ClauseItem[] total:integer next:string|null"},
    {"AlignedPaper",     "id:integer document_id:integer kind:string title:string year:integer region:string level:string state:string tasks:integer list_tasks:integer"},
    {"AlignmentPair",    "id:integer|null kind:string from:AlignedPaper to:AlignedPaper state:string"},
    {"AlignmentList",    "items:AlignmentPair[] total:integer next:string|null"},
    {"AlignedRow",       "key:string task_id:integer|null no:string list:string section:string section_titles:string[] text:string class:string lead_units:string[] span:integer[]"},
    {"LinkDecision",     "id:integer action:string type:string from:string to:string from_words:string to_words:string machine:string reason:string account:string at:string"},
    {"TargetChange",     "indicator:string from:string to:string change:string share:number|null units_from:string[] units_to:string[]"},
    {"LinkDrift",        "what:string detail:string report:string plan:string diff:any"},
    {"LinkPromise",      "indicator:string promised:string verdict:string reported:ReportedFigure|null"},
    {"ReportedFigure",   "value:number unit:string words:string"},
    {"VerifiedFigure",   "value:number on:string"},
    {"AlignmentLink",    "key:string from:string to:string type:string score:number why:string holds:boolean disagrees:boolean machine:string|null decision:LinkDecision|null shared:string[] targets:TargetChange[] diff:any parts:string[] drift:LinkDrift[] promise:LinkPromise|null"},
    {"AlignmentOutcome", "from:string to:string|null score:number why:string holds:boolean decision:LinkDecision|null verified:VerifiedFigure|null shared:string[] targets:TargetChange[] diff:any parts:string[] drift:LinkDrift[] promise:LinkPromise"},
    {"UncoveredPart",    "from:string text:string class:string"},
    {"SharePart",        "to:string value:number"},
    {"TargetShare",      "from:string indicator:string unit:string whole:number parts:SharePart[] sum:number adds_up:boolean"},
    {"Alignment",        "id:integer kind:string version:integer made_at:string from:AlignedPaper to:AlignedPaper from_rows:AlignedRow[] to_rows:AlignedRow[] links:AlignmentLink[] dropped:string[] added:string[] split:string[] merged:string[] bared:string[] outcomes:AlignmentOutcome[] lost:LinkDecision[] remarks:string[] uncovered:UncoveredPart[] shares:TargetShare[]"},
    {"AlignmentDecisions", "id:integer kind:string version:integer decisions:LinkDecision[]"},
    {"Relative",         "alignment_id:integer relation:string generation:integer through:integer plan:AlignedPaper task_id:integer|null key:string no:string list:string section:string text:string lead_units:string[] type:string score:number why:string disagrees:boolean decision:LinkDecision|null shared:string[] targets:TargetChange[] diff:any parts:string[] drift:LinkDrift[] promise:LinkPromise|null"},
    {"SeriesPoint",      "year:integer plan_id:integer task_id:integer no:string list:string indicator:string promised:string op:string value:number|null value_max:number|null unit:string lead_units:string[] change:string|null reported:ReportedFigure|null verdict:string|null verified:VerifiedFigure|null"},
    {"SeriesItem",       "indicator:string measure:string unit:string years:integer[]"},
    {"Series",           "region:string indicator?:string measure?:string unit?:string points?:SeriesPoint[] hidden?:integer items?:SeriesItem[] total?:integer next?:string|null"},
    {"Lineage",          "task_id:integer ancestors:Relative[] descendants:Relative[] hidden:integer left_out:integer"},
    {"Session",         "account:SessionAccount actions:string[] csrf:string must_change_password:boolean must_enrol_second_factor:boolean idle_minutes:integer language:string"},
    {"SessionAccount",  "id:integer name:string display_name:string roles:string[] unit_id:integer|null leader:string"},
    {"Account",         "id:integer name:string display_name:string roles:string[] unit_id:integer|null unit_name:string leader:string state:string last_login_at:string|null password_expires_on:string one_time_password_set:boolean email:string second_factor:boolean version:integer"},
    {"NewAccount",      "id:integer name:string display_name:string roles:string[] unit_id:integer|null unit_name:string leader:string state:string last_login_at:string|null password_expires_on:string one_time_password_set:boolean email:string second_factor:boolean version:integer one_time_password:string"},
    {"AccountList",     "items:Account[] total:integer next:string|null"},
    {"OneTimePassword", "one_time_password:string"},
    {"Token",           "id:integer name:string created_at:string expires_on:string last_used_at:string|null"},
    {"NewToken",        "id:integer name:string created_at:string expires_on:string last_used_at:string|null secret:string"},
    {"TokenList",       "items:Token[] total:integer next:string|null"},
    {"LogEntry",        "no:integer at:string account:string from:string action:string object:string before:string after:string hash:string"},
    {"LogList",         "items:LogEntry[] total:integer next:string|null"},
    {"LogVerdict",      "entries:integer intact:boolean first_bad?:integer reason?:string"},
    {"LogAnchor",       "government_id:integer no:integer hash:string at:string"},
    {"NewImport",        "document_id:integer plan_id:integer known:boolean new_version_of:integer|null title:string tasks:integer list_tasks:integer findings:SeverityCounts changes:integer links:ImportedLinks"},
    {"ImportedLinks",    "pairs:integer waiting:integer"},
    {"SeverityCounts",   "repaired:integer look:integer stop:integer"},
    {"Document",         "id:integer file_name:string sha256:string size:integer encoding:string format:string reader_version:integer imported_at:string imported_by:string"},
    {"Places",           "pages:any[] places:any[]"},
    {"PlanItem",         "id:integer document_id:integer kind:string title:string doc_number:string issuer:string issued_on:string year:integer region:string level:string state:string plan_version:integer supersedes:integer|null superseded_by:integer|null tasks:integer list_tasks:integer findings_open:integer look_open:integer imported_at:string imported_by:string approved_at:string|null approved_by:string leaders_by_portfolio:boolean version:integer"},
    {"PlanList",         "items:PlanItem[] total:integer next:string|null"},
    {"Plan",             "id:integer document_id:integer kind:string title:string doc_number:string issuer:string issued_on:string year:integer region:string level:string state:string plan_version:integer supersedes:integer|null superseded_by:integer|null tasks:integer list_tasks:integer findings_open:integer look_open:integer imported_at:string imported_by:string approved_at:string|null approved_by:string leaders_by_portfolio:boolean version:integer document:any sections:any[] lists:string[] requirements:any[] missing:string[]"},
    {"Approved",         "approved:integer"},
    {"Change",           "kind:string no:string list:string field:string before:string after:string task_id:integer|null"},
    {"ChangeList",       "items:Change[] total:integer next:string|null"},
    {"Proposal",         "id:integer task_id:integer|null no:string field:string frozen:string derived:string state:string version:integer"},
    {"ProposalList",     "items:Proposal[] total:integer next:string|null"},
    {"Overview",         "counts:any tasks_by_section:any[] targets_by_measure:any[] targets_by_unit:any[] without_lead:any[] open_lists:any[] findings_by_kind:any[] load:any[]"},
    {"PlanUnit",         "name:string unit_id:integer|null group:boolean led:integer shared:integer targets:integer sections:string[]"},
    {"PlanUnitList",     "items:PlanUnit[] total:integer next:string|null"},
    {"PlanLeader",       "name:string led:integer implied:integer lead_units:UnitTasks[] sections:string[]"},
    {"UnitTasks",        "name:string tasks:integer"},
    {"PlanLeaderList",   "items:PlanLeader[] total:integer next:string|null"},
    {"TaskTarget",       "indicator:string measure:string op:string value:number value_max?:number unit:string horizon?:string span:integer[] rule:string"},
    {"TaskGoal",         "phrase:string kind:string span:integer[] rule:string"},
    {"TaskProject",      "name:string stage:string span:integer[] rule:string"},
    {"TaskItem",         "id:integer plan_id:integer list:string position:integer no:string section:string[] section_titles:string[] text:string leaders:string[] lead_units:string[] lead_unit_ids:integer|null[] responsible_units:string[] responsible_unit_ids:integer|null[] shared:boolean open_lead:boolean open_responsible:boolean targets:TaskTarget[] qualitative?:TaskGoal[] projects?:TaskProject[] deadline:string deadline_text:string due_date:string due_default:boolean settled_fields:string[] unsure:string[] implied_leaders:string[] findings_open:integer state:string due_now:string facts?:RowFacts|null version:integer span?:integer[] spans?:any"},
    {"TaskList",         "items:TaskItem[] total:integer next:string|null"},
    {"Task",             "id:integer plan_id:integer list:string position:integer no:string section:string[] section_titles:string[] text:string leaders:string[] lead_units:string[] lead_unit_ids:integer|null[] responsible_units:string[] responsible_unit_ids:integer|null[] shared:boolean open_lead:boolean open_responsible:boolean targets:TaskTarget[] qualitative?:TaskGoal[] projects?:TaskProject[] deadline:string deadline_text:string due_date:string due_default:boolean settled_fields:string[] unsure:string[] implied_leaders:string[] findings_open:integer state:string due_now:string version:integer span:integer[] spans:any document_id:integer plan:TaskPlan previous_id:integer|null next_id:integer|null history:TaskEvent[] findings:Finding[] facts?:RowFacts|null"},
    {"TaskPlan",         "id:integer title:string year:integer state:string"},
    {"TaskEvent",        "at:string account:string action:string field:string before:string after:string reason:string"},
    {"Finding",          "id:integer kind:string kind_name:string severity:string severity_name:string text:string where:string reason:string likely:string likely_unit_id:integer|null likely_unit:string span:integer[] task_id:integer|null field:string state:string value:string settled_by:string settled_at:string|null same_kind_open:integer version:integer"},
    {"FindingList",      "items:Finding[] total:integer next:string|null counts:FindingCounts"},
    {"FindingCounts",    "open:integer look:integer repaired:integer stop:integer settled:integer"},
    {"Settled",          "settled:integer finding_ids:integer[] task_ids:integer[]"},
    {"SearchHit",        "task_id:integer plan_id:integer plan_title:string year:integer no:string list:string text:string at:any[]"},
    {"SearchList",       "items:SearchHit[] total:integer next:string|null"},
    {"Alias",            "id:integer text:string"},
    {"Unit",             "id:integer name:string parent_id:integer|null level:string kind:string aliases:Alias[] valid_from:string valid_to:string successor_id:integer|null version:integer"},
    {"UnitList",         "items:Unit[] total:integer next:string|null"},
    {"UnitDetail",       "id:integer name:string parent_id:integer|null level:string kind:string aliases:Alias[] valid_from:string valid_to:string successor_id:integer|null version:integer history:UnitEvent[] plans:UnitPlan[]"},
    {"NewUnit",          "id:integer name:string parent_id:integer|null level:string kind:string aliases:Alias[] valid_from:string valid_to:string successor_id:integer|null version:integer history:UnitEvent[] plans:UnitPlan[]"},
    {"UnitEvent",        "on:string what:string before:string after:string account:string"},
    {"UnitPlan",         "plan_id:integer title:string year:integer led:integer shared:integer"},
    {"Merged",           "into:UnitDetail tasks:integer"},
    {"UnitProposal",     "name:string tasks:integer group:boolean kind:string known:boolean spellings:string[] likely_unit_id:integer|null likely_name:string reason:string"},
    {"UnitProposalList", "items:UnitProposal[] total:integer next:string|null"},
    {"TakenProposals",   "created:integer aliased:integer"},
    {"Portfolio",        "id:integer leader:string unit_id:integer unit_name:string valid_from:string valid_to:string post_id:integer|null post:string version:integer"},
    {"NewPortfolio",     "id:integer leader:string unit_id:integer unit_name:string valid_from:string valid_to:string post_id:integer|null post:string version:integer"},
    {"PortfolioList",    "items:Portfolio[] total:integer next:string|null"},
    {"View",             "id:integer name:string page:string address:string shared:boolean own:boolean version:integer"},
    {"NewView",          "id:integer name:string page:string address:string shared:boolean own:boolean version:integer"},
    {"ViewList",         "items:View[] total:integer next:string|null"},

    // Task life (store/cases.h)
    // ------------------------------------------------------------------------------------------------
    {"TaskCase",         "task_id:integer plan_id:integer version:integer state:string state_zh:string state_en:string due:string original_due:string due_default:boolean done_criteria:string task_class:string task_class_zh:string horizon:string horizon_zh:string confidence:string confidence_zh:string closure:string closure_zh:string ending:string ended_on:string suspended_on:string adjustments:integer open_subtasks:integer late_before:boolean was_late:boolean predecessor_id:integer|null successor_id:integer|null units:CaseUnit[] limits:CaseLimit[] late:CaseLate[] extensions:CaseExtension[] conclusions:CaseConclusion[] without_seat:CaseMissing[] proposed_answering:CaseAnswering|null proposed_leaders:string[] parent_id:integer|null subtasks:CaseSubtask[] actions:CaseAction[]"},
    {"NewSubtask",       "task_id:integer plan_id:integer version:integer state:string state_zh:string state_en:string due:string original_due:string due_default:boolean done_criteria:string task_class:string task_class_zh:string horizon:string horizon_zh:string confidence:string confidence_zh:string closure:string closure_zh:string ending:string ended_on:string suspended_on:string adjustments:integer open_subtasks:integer late_before:boolean was_late:boolean predecessor_id:integer|null successor_id:integer|null units:CaseUnit[] limits:CaseLimit[] late:CaseLate[] extensions:CaseExtension[] conclusions:CaseConclusion[] without_seat:CaseMissing[] proposed_answering:CaseAnswering|null proposed_leaders:string[] parent_id:integer|null subtasks:CaseSubtask[] actions:CaseAction[]"},
    {"CaseUnit",         "unit_id:integer name:string part:string part_zh:string state:string state_zh:string state_en:string due:string days_left:integer closure:string closure_zh:string closed_with_task:boolean verifications:integer head:string liaison:string handler:string delegated:integer filled_in:integer mine:boolean"},
    {"CaseLimit",        "kind:string zh:string en:string unit_id:integer|null unit:string conclusion:integer end:string days_left:integer duty:string"},
    {"CaseLate",         "kind:string zh:string en:string unit_id:integer|null unit:string end:string"},
    {"CaseExtension",    "unit_id:integer unit:string from:string to:string state:string state_zh:string"},
    {"CaseConclusion",   "no:integer unit_id:integer unit:string on:string passed:boolean objection:string objection_zh:string"},
    {"CaseMissing",      "name:string part:string group:boolean units:CaseSeat[]"},
    {"CaseSeat",         "unit_id:integer name:string"},
    {"CaseAnswering",    "unit_id:integer unit:string part:string part_zh:string rule:string zh:string en:string"},
    {"CaseSubtask",      "task_id:integer no:string text:string state:string state_zh:string due:string"},
    {"CaseAction",       "action:string zh:string en:string unit_id:integer|null unit:string as:string capacity:string acts_for:string needs:string[] options:string[] main:boolean"},
    {"BatchResult",      "done:integer refused:integer items:BatchItem[]"},
    {"BatchItem",        "task_id:integer no:string done:boolean steps:integer detail:string version:integer"},
    {"TimelineWords",    "zh:string en:string"},
    {"TimelineEntry",    "at:string group:string action:string zh:string en:string account:string unit:string capacity:string acts_for:string text:string document:string details:TimelineWords[] late:TimelineWords[] object:string object_id:integer"},
    {"TimelineList",     "items:TimelineEntry[] total:integer next:string|null"},

    // Posts, delegates, groups, other sources
    // ------------------------------------------------------------------------------------------------
    {"Term",              "id:integer person:string account_id:integer|null acting:boolean phone:string mail:string valid_from:string valid_to:string"},
    {"PostPortfolio",     "id:integer unit_id:integer unit_name:string valid_from:string valid_to:string"},
    {"Post",              "id:integer kind:string name:string unit_id:integer|null unit_name:string terms:Term[] portfolios:PostPortfolio[] version:integer"},
    {"NewPost",           "id:integer kind:string name:string unit_id:integer|null unit_name:string terms:Term[] portfolios:PostPortfolio[] version:integer"},
    {"PostHeld",          "id:integer kind:string name:string unit_id:integer|null unit_name:string person:string account_id:integer|null acting:boolean valid_from:string valid_to:string version:integer"},
    {"PostList",          "items:PostHeld[] total:integer next:string|null"},
    {"Delegation",        "id:integer principal_id:integer principal:string unit_name:string delegate_id:integer delegate:string valid_from:string valid_to:string in_force:boolean reason:string made_by:string made_at:string version:integer"},
    {"NewDelegation",     "id:integer principal_id:integer principal:string unit_name:string delegate_id:integer delegate:string valid_from:string valid_to:string in_force:boolean reason:string made_by:string made_at:string version:integer"},
    {"DelegationList",    "items:Delegation[] total:integer next:string|null"},
    {"Colleague",         "id:integer name:string unit_id:integer|null unit_name:string leader:string"},
    {"ColleagueList",     "items:Colleague[] total:integer next:string|null"},
    {"GroupMember",       "unit_id:integer unit_name:string valid_from:string valid_to:string account?:string"},
    {"UnitGroup",         "id:integer name:string phrases:string[] members:GroupMember[] history?:GroupMember[] version:integer"},
    {"NewUnitGroup",      "id:integer name:string phrases:string[] members:GroupMember[] history:GroupMember[] version:integer"},
    {"UnitGroupList",     "items:UnitGroup[] total:integer next:string|null"},
    {"GroupProposal",     "name:string tasks:integer likely:UnitName[]"},
    {"UnitName",          "unit_id:integer unit_name:string"},
    {"GroupProposalList", "items:GroupProposal[] total:integer next:string|null"},
    {"LeaderHeld",        "printed:string post_id:integer|null post:string person:string acting:boolean"},
    {"Officer",           "person:string by:string acting:boolean phone:string mail:string"},
    {"Forwarded",         "account_id:integer person:string note:string by:string at:string"},
    {"UnitPeople",        "unit_id:integer unit_name:string part:string state:string head:Officer liaison:Officer handler:Officer forwarded:Forwarded|null"},
    {"OpenSet",           "open:boolean resolved:boolean"},
    {"OpenSetRecord",     "part:string units:UnitName[] reason:string account:string at:string"},
    {"OpenSets",          "lead:OpenSet responsible:OpenSet records:OpenSetRecord[]"},
    {"SameThing",         "task_id:integer plan_id:integer plan_title:string no:string text:string target:integer own_target:integer indicator:string reason:string"},
    {"SameThings",        "linked:SameThing[] likely:SameThing[]"},
    {"TaskPeople",        "on:string leaders:LeaderHeld[] units:UnitPeople[] open_sets:OpenSets same:SameThings"},
    {"TaskLeaders",       "task_id:integer no:string leaders:LeaderHeld[]"},
    {"UnitOfficers",      "unit_id:integer unit_name:string head:string liaison:string handler:string"},
    {"PlanPeople",        "on:string items:TaskLeaders[] units:UnitOfficers[]"},
    {"TargetPart",        "unit_id:integer unit_name:string value:number"},
    {"Apportionment",     "target:integer indicator:string unit:string whole:number adds_up:boolean verdict:string words:string parts:TargetPart[] note:string account:string at:string outdated:boolean version:integer"},
    {"ApportionmentList", "items:Apportionment[] total:integer next:string|null"},
    {"ObligationUnit",    "unit_id:integer unit_name:string confirmed_on:string late:boolean filled_in:boolean note:string account:string"},
    {"Obligation",        "id:integer plan_id:integer title:string text:string due:string withdrawn:boolean made_by:string made_at:string units:ObligationUnit[] confirmed:integer missing:integer version:integer"},
    {"NewObligation",     "id:integer plan_id:integer title:string text:string due:string withdrawn:boolean made_by:string made_at:string units:ObligationUnit[] confirmed:integer missing:integer version:integer"},
    {"ObligationProposal", "title:string text:string"},
    {"ObligationList",    "items:Obligation[] total:integer next:string|null proposed:ObligationProposal[]"},
    {"ChecklistItem",     "id:integer task_class:string title:string"},
    {"ChecklistList",     "items:ChecklistItem[] total:integer next:string|null"},
    {"ChecklistTick",     "unit_id:integer unit_name:string done:boolean evidence:string filled_in:boolean account:string at:string"},
    {"TaskChecklistItem", "id:integer title:string units:ChecklistTick[]"},
    {"TaskChecklist",     "items:TaskChecklistItem[]"},
    {"Source",            "plan_id:integer kind:string title:string number:string from:string issued_on:string year:integer tasks:integer made_by:string made_at:string version:integer"},
    {"NewSource",         "plan_id:integer kind:string title:string number:string from:string issued_on:string year:integer tasks:integer made_by:string made_at:string version:integer"},
    {"SourceList",        "items:Source[] total:integer next:string|null"},
    {"SheetColumn",       "key:string heading:string"},
    {"SheetFault",        "key:string cell:string heading:string text:string blocking:boolean"},
    {"SheetRow",          "sheet:string row:integer values:string[] faults:SheetFault[]"},
    {"NewSheetImport",    "id:integer kind:string file_name:string state:string columns:SheetColumn[] rows:SheetRow[] faults:integer version:integer"},
    {"NamePassword",      "name:string one_time_password:string"},
    {"TakenSheet",        "rows:integer accounts:NamePassword[]"},

    // Rounds and reports
    // ------------------------------------------------------------------------------------------------
    {"RoundItem", "id:integer title:string kind:string year:integer period:integer period_from:string period_to:string opens:string due:string due_reason_zh:string due_reason_en:string state:string ask:string scope:any repeats:boolean previous_id:integer|null created_by:string created_at:string opened_at:string|null closed_at:string|null reports:integer handed_in:integer accepted:integer reviewing:integer plan_ids:integer[] version:integer"},
    {"RoundList", "items:RoundItem[] total:integer next:string|null"},
    {"RoundEvent", "at:string account:string action:string before:string after:string reason:string"},
    {"Round", "id:integer title:string kind:string year:integer period:integer period_from:string period_to:string opens:string due:string due_reason_zh:string due_reason_en:string state:string ask:string scope:any repeats:boolean previous_id:integer|null created_by:string created_at:string opened_at:string|null closed_at:string|null reports:integer handed_in:integer accepted:integer reviewing:integer plan_ids:integer[] version:integer history:RoundEvent[]"},
    {"NewRound", "id:integer title:string kind:string year:integer period:integer period_from:string period_to:string opens:string due:string due_reason_zh:string due_reason_en:string state:string ask:string scope:any repeats:boolean previous_id:integer|null created_by:string created_at:string opened_at:string|null closed_at:string|null reports:integer handed_in:integer accepted:integer reviewing:integer plan_ids:integer[] version:integer history:RoundEvent[]"},
    {"RoundTask", "id:integer no:string text:string"},
    {"RoundPreview", "title:string kind:string year:integer period:integer period_from:string period_to:string opens:string due:string due_reason_zh:string due_reason_en:string tasks:integer units:integer reports:integer served:integer no_unit:RoundTask[]"},
    {"BoardUnit", "unit_id:integer unit:string reports:integer asked:integer draft:integer submitted:integer reviewing:integer returned:integer accepted:integer handed_in:integer late:integer missing:integer excused:integer"},
    {"BoardCounts", "reports:integer asked:integer draft:integer submitted:integer reviewing:integer returned:integer accepted:integer handed_in:integer late:integer missing:integer excused:integer"},
    {"Board", "round:Round units:BoardUnit[] total:BoardCounts"},
    {"SilentTask", "task_id:integer no:string text:string unit_id:integer unit:string last_on:string since:string silent_days:integer"},
    {"SilentList", "days:integer items:SilentTask[] total:integer next:string|null"},
    {"Burden", "unit_id:integer unit:string rounds:integer reports:integer tasks:integer saved:integer values:integer returned:integer"},
    {"BurdenList", "items:Burden[] total:integer next:string|null"},
    {"ReportItem", "id:integer plan_id:integer task_id:integer no:string text:string unit_id:integer unit:string round_id:integer round:string due:string state:string started:boolean late:boolean filled_in:boolean handed_in_on:string accepted_on:string reason:string version:integer"},
    {"ReportList", "items:ReportItem[] total:integer next:string|null"},
    {"ReportRound", "id:integer title:string state:string period_from:string period_to:string"},
    {"ReportServes", "round_id:integer round:string plan_id:integer plan_title:string task_id:integer no:string due:string"},
    {"AcceptedValue", "value:number as_of:string source:string"},
    {"ReportTarget", "target:integer indicator:string measure:string op:string value:number value_max:number|null unit:string horizon:string part:number|null accepted:AcceptedValue|null"},
    {"ReportValue", "target:integer value:number|null as_of:string source:string"},
    {"ReportBody", "text:string values:ReportValue[] percent:number|null problems:string wants_coordination:boolean next_step:string"},
    {"LastReport", "report_id:integer day:string round:string body:ReportBody"},
    {"ReportHint", "rule:string words_zh:string words_en:string"},
    {"ReportVersion", "no:integer day:string at:string account:string late:boolean filled_in:boolean confirmed:any[] body:ReportBody evidence_ids:integer[]"},
    {"ReportStep", "at:string account:string acts_for:string action:string filled_in:boolean reason:string no:integer state:string"},
    {"Evidence", "id:integer kind:string title:string file_name:string media:string sha256:string size:integer url:string no:integer first_id:integer replaced:boolean added_at:string added_by:string filled_in:boolean removed:boolean"},
    {"NewEvidence", "id:integer kind:string title:string file_name:string media:string sha256:string size:integer url:string no:integer first_id:integer replaced:boolean added_at:string added_by:string filled_in:boolean removed:boolean"},
    {"Report", "id:integer plan_id:integer plan_title:string task_id:integer no:string text:string section:string unit_id:integer unit:string round:ReportRound asked_on:string due:string state:string late:boolean filled_in:boolean unit_review:boolean reason:string handed_in_on:string accepted_on:string text_version:integer serves:ReportServes[] targets:ReportTarget[] body?:ReportBody started?:boolean draft_by?:string draft_at?:string|null last?:LastReport|null hints?:ReportHint[] steps?:ReportStep[] versions:ReportVersion[] evidence:Evidence[] can:string[] version:integer"},
    {"RefusedReport", "id:integer detail:string"},
    {"ReportBatch", "done:integer[] refused:RefusedReport[]"},
    {"Verification", "id:integer target:integer unit_id:integer unit:string reported:number|null found:number|null agrees:boolean checked_on:string person:string words:string at:string account:string evidence:Evidence[]"},
    {"VerificationList", "items:Verification[] total:integer next:string|null"},
    {"NewVerification", "id:integer"},

    // Progress: targets' settings, milestones, five facts
    // ------------------------------------------------------------------------------------------------
    {"Why",              "rule:string words:string inputs:WhyInput[] on:string"},
    {"WhyInput",         "name:string value:string"},
    {"Fact",             "value:string why:Why"},
    {"TaskFacts",        "task_id:integer on:string state:Fact light:Fact punctuality:Fact result:Fact confidence:Fact was_late:boolean late:LateMark[] targets:TargetFact[]"},
    {"LateMark",         "limit:string unit_id:integer end:string"},
    {"TargetFact",       "position:integer indicator:string light:Fact reported:number|null as_of:string source:string verified:number|null verified_on:string"},
    {"RowFacts",         "on:string state:string light:string punctuality:string result:string confidence:string was_late:boolean why:RowWhy"},
    {"RowWhy",           "state:string light:string punctuality:string result:string confidence:string"},
    {"LightCount",       "tasks:integer red:integer yellow:integer green:integer grey:integer awaiting:integer"},
    {"SectionLights",    "section:string title:string tasks:integer red:integer yellow:integer green:integer grey:integer awaiting:integer"},
    {"StateCount",       "state:string count:integer"},
    {"FarTarget",        "task_id:integer no:string list:string text:string indicator:string unit:string promised:number value:number|null expected:number as_of:string light:string why:string"},
    {"FactChange",       "task_id:integer no:string list:string text:string light_before:string light:string state_before:string state:string"},
    {"PlanProgress",     "on:string lights:LightCount states:StateCount[] unconfirmed:integer was_late:integer missing:integer sections:SectionLights[] furthest:FarTarget[] since:string since_title:string changes:FactChange[]"},
    {"ScheduleMilestone","id:integer unit_id:integer unit:string name:string deliverable:string due:string baseline_due:string weight:number accepted:boolean claimed:boolean done_on:string"},
    {"ScheduleItem",     "task_id:integer no:string list:string text:string from:string due:string original_due:string ended_on:string state:string light:string light_why:string milestones:ScheduleMilestone[]"},
    {"ScheduleList",     "on:string items:ScheduleItem[] total:integer next:string|null"},
    {"PrintedTarget",    "indicator:string measure:string op:string value:number value_max:number|null unit:string horizon:string"},
    {"SettledWord",         "value:string confirmed:boolean why:string"},
    {"TargetVerdict",    "value:string why:Why"},
    {"TargetFigure",     "unit_id:integer value:number as_of:string source:string report_id:integer verified:number|null"},
    {"TargetState",      "id:integer position:integer key:string target:PrintedTarget setting:any direction:SettledWord light_class:SettledWord tolerance:number trajectory:any reported:number|null as_of:string source:string verified:number|null verified_on:string expected:number light:string light_why:Why verdict:TargetVerdict outcome:any figures:TargetFigure[] version:integer"},
    {"TextPromise",      "id:integer position:integer key:string kind:string words:string reached:string judged_by:string verdict:TargetVerdict outcome:any version:integer"},
    {"LostSetting",      "key:string indicator:string value:number unit:string setting:any"},
    {"SettingFact",      "at:string account:string key:string what:string before:any after:any reason:string"},
    {"TargetList",       "task_id:integer on:string items:TargetState[] goals:TextPromise[] lost:LostSetting[] facts:SettingFact[]"},
    {"Unconfirmed",      "task_id:integer no:string list:string text:string position:integer key:string target:PrintedTarget direction:SettledWord light_class:SettledWord"},
    {"TargetKind",       "light_class:string direction:string count:integer"},
    {"UnconfirmedList",  "items:Unconfirmed[] total:integer next:string|null kinds:TargetKind[]"},
    {"Confirmed",        "confirmed:integer"},
    {"MilestoneBaseline","name:string deliverable:string due:string weight:number"},
    {"MilestoneState",   "id:integer task_id:integer unit_id:integer measure_id:integer|null name:string deliverable:string due:string weight:number accepted:boolean dropped:boolean baseline:MilestoneBaseline|null claimed_on:string claimed_at:string claimed_by:string claim:string done_on:string done_by:string returned:string version:integer"},
    {"MeasureState",     "id:integer text:string baseline:string dropped:boolean"},
    {"BreakDown",        "id:integer task_id:integer unit_id:integer unit:string part:string state:string due:string accepted_on:string accepted_by:string measures:MeasureState[] milestones:MilestoneState[] weights:number weights_done:number may_write:boolean may_review:boolean version:integer"},
    {"BreakDownChange",  "at:string account:string unit_id:integer milestone_id:integer|null what:string before:string after:string reason:string"},
    {"BreakDowns",       "task_id:integer items:BreakDown[] changes:BreakDownChange[]"},
    {"RuleChange",       "at:string account:string reason:string text:string"},
    {"RuleSet",          "id:integer kind:string text:string packed:string version:integer reason:string account:string at:string|null history:RuleChange[]"},

    // Notices, urging, mail
    // ------------------------------------------------------------------------------------------------
    {"NoticeDraft",      "plan_id:integer task_id:integer no:string task:string unit_id:integer unit:string colour:string due:string light:string answer_by:string rule:string reason:string talk:string text:string edited_by:string version:integer"},
    {"NoticeDraftList",  "items:NoticeDraft[] total:integer next:string|null"},
    {"Notice",           "id:integer plan_id:integer task_id:integer no:string task:string unit_id:integer unit:string colour:string number:string text:string reason:string signer:string issued_by:string issued_on:string answer_by:string state:string answered_on:string overdue:boolean version:integer"},
    {"NoticeList",       "items:Notice[] total:integer next:string|null"},
    {"NoticeAnswer",     "no:integer text:string account:string filled_in:boolean at:string late:boolean verdict:string verdict_reason:string verdict_by:string verdict_at:string|null"},
    {"NoticeDetail",     "id:integer plan_id:integer task_id:integer no:string task:string unit_id:integer unit:string colour:string number:string text:string reason:string signer:string issued_by:string issued_on:string answer_by:string state:string answered_on:string overdue:boolean version:integer plan:string answers:NoticeAnswer[] may:string[]"},
    {"NewNotice",        "id:integer plan_id:integer task_id:integer no:string task:string unit_id:integer unit:string colour:string number:string text:string reason:string signer:string issued_by:string issued_on:string answer_by:string state:string answered_on:string overdue:boolean version:integer plan:string answers:NoticeAnswer[] may:string[]"},
    {"Talk",             "id:integer plan_id:integer task_id:integer no:string task:string unit_id:integer unit:string notice_id:integer number:string reason:string proposed_on:string state:string held_on:string words:string account:string version:integer"},
    {"TalkList",         "items:Talk[] total:integer next:string|null"},
    {"UnitUrging",       "unit_id:integer unit:string may:boolean why:string"},
    {"UrgingState",      "items:UnitUrging[]"},
    {"UnitAsked",        "unit_id:integer unit:string tasks:integer reports:integer notices:integer reminders:integer urgings:integer talks:integer total:integer"},
    {"AskedList",        "items:UnitAsked[] total:integer next:string|null"},
    {"Message",          "id:integer kind:string plan_id:integer task_id:integer object_id:integer text:string at:string read:boolean"},
    {"MessageList",      "items:Message[] total:integer next:string|null unread:integer"},
    {"ReadMessages",     "read:integer"},
    {"CalendarFeed",     "on:boolean made_at:string|null last_read_at:string|null"},
    {"CalendarAddress",  "path:string"},
    {"MailServer",       "id:integer enabled:boolean host:string port:integer tls:string sender:string sender_name:string user_name:string has_password:boolean page_address:string keep_days:integer version:integer failures:integer next_try_at:string|null last_error:string last_error_at:string|null last_good_at:string|null"},
    {"MailWords",        "words:string"},
    {"MailsAgain",       "again:integer"},
    {"QueuedMail",       "id:integer account:string address:string kind:string subject:string state:string last_words:string tries:integer made_at:string next_try_at:string|null done_at:string|null"},
    {"MailQueue",        "items:QueuedMail[] total:integer next:string|null waiting:integer sent:integer failed:integer"},

    // Second factor
    // ------------------------------------------------------------------------------------------------
    {"SecondFactor",     "on:boolean demanded:boolean confirmed_at:string|null recovery_left:integer"},
    {"Enrolment",        "secret:string address:string"},
    {"RecoveryCodes",    "recovery_codes:string[]"},
    {"SecondFactorRule", "id:integer roles:string[] version:integer"},

    // Workbooks back in, snapshots, bulletins
    // ------------------------------------------------------------------------------------------------
    {"MergeCounts",        "changes:integer conflicts:integer same:integer refused:integer"},
    {"BothLanguages",      "zh:string en:string"},
    {"MergeItem",          "n:integer row:string task_id:integer no:string text:string sheet:string place:string field:string field_name:string base:string mine:string theirs:string kind:string why:BothLanguages choice:string"},
    {"MergeNote",          "kind:string words:BothLanguages"},
    {"MergeHead",          "id:integer plan_id:integer state:string file_name:string at:string account:string exported_at:string exported_by:string counts:MergeCounts document:string reason:string applied:integer settled_at:string|null version:integer"},
    {"MergeList",          "items:MergeHead[] total:integer next:string|null"},
    {"Merge",              "id:integer plan_id:integer state:string file_name:string at:string account:string exported_at:string exported_by:string counts:MergeCounts document:string reason:string applied:integer settled_at:string|null version:integer items:MergeItem[] notes:MergeNote[]"},
    {"NewMerge",           "id:integer plan_id:integer state:string file_name:string at:string account:string exported_at:string exported_by:string counts:MergeCounts document:string reason:string applied:integer settled_at:string|null version:integer items:MergeItem[] notes:MergeNote[]"},
    {"SnapshotItem",       "id:integer title:string on:string round_id:integer|null round_title:string plans:integer[] tasks:integer account:string at:string sha256:string"},
    {"SnapshotList",       "items:SnapshotItem[] total:integer next:string|null"},
    {"SnapshotDetail",     "id:integer title:string on:string round_id:integer|null round_title:string plans:integer[] tasks:integer account:string at:string sha256:string figures:any"},
    {"NewSnapshot",        "id:integer title:string on:string round_id:integer|null round_title:string plans:integer[] tasks:integer account:string at:string sha256:string figures:any"},
    {"BulletinItem",       "id:integer state:string title:string number:string snapshot_id:integer issued_on:string issued_by:string made_at:string made_by:string version:integer on:string"},
    {"BulletinList",       "items:BulletinItem[] total:integer next:string|null"},
    {"Bulletin",           "id:integer state:string title:string number:string snapshot_id:integer issued_on:string issued_by:string made_at:string made_by:string version:integer organ_code:string text:any snapshot:any figures:any history:any[]"},
    {"NewBulletin",        "id:integer state:string title:string number:string snapshot_id:integer issued_on:string issued_by:string made_at:string made_by:string version:integer organ_code:string text:any snapshot:any figures:any history:any[]"},

    // Today, problems, instructions
    // ------------------------------------------------------------------------------------------------
    {"Today",              "on:string total:integer overdue:integer kinds:TodayKind[] items:TodayItem[]"},
    {"TodayKind",          "kind:string total:integer overdue:integer"},
    {"TodayItem",          "kind:string plan_id:integer task_id:integer object_id:integer unit_id:integer unit:string no:string text:string due:string days_left:integer|null words:string acts_for:string"},
    {"ProblemTask",        "id:integer no:string text:string"},
    {"ProblemUnit",        "id:integer name:string"},
    {"ProblemInstruction", "leader:string on:string decision:string text:string unit:ProblemUnit|null by:string"},
    {"ProblemEvent",       "no:integer at:string day:string account:string party:string by_unit:string filled_in:boolean acts_for:string action:string text:string grade:string leader:string decision:string unit:string by:string"},
    {"TaskProblemItem",    "id:integer version:integer plan_id:integer task:ProblemTask unit:ProblemUnit report_id:integer|null grade:string coordination:boolean state:string text:string raised_on:string due:string overdue:boolean was_late:boolean leader:string asked_unit:ProblemUnit|null instruction:ProblemInstruction|null"},
    {"TaskProblem",        "id:integer version:integer plan_id:integer task:ProblemTask unit:ProblemUnit report_id:integer|null grade:string coordination:boolean state:string text:string raised_on:string due:string overdue:boolean was_late:boolean leader:string asked_unit:ProblemUnit|null instruction:ProblemInstruction|null outcome:string reopened:integer late:string[] history:ProblemEvent[] actions:string[]"},
    {"NewTaskProblem",     "id:integer version:integer plan_id:integer task:ProblemTask unit:ProblemUnit report_id:integer|null grade:string coordination:boolean state:string text:string raised_on:string due:string overdue:boolean was_late:boolean leader:string asked_unit:ProblemUnit|null instruction:ProblemInstruction|null outcome:string reopened:integer late:string[] history:ProblemEvent[] actions:string[]"},
    {"TaskProblemList",    "items:TaskProblemItem[] total:integer next:string|null"},

};

// One name means one thing in every body.
struct BodyField {
  std::string_view name;
  std::string_view type;
};
constexpr BodyField kBodyFields[] = {
    {"name", "string"},      {"password", "string"},       {"old", "string"},     {"new", "string"},
    {"expires_on", "string"}, {"display_name", "string"},  {"unit_id", "integer|null"}, {"leader", "string"},
    {"state", "string"},     {"roles", "string[]"},
    {"despite_open", "boolean"}, {"action", "string"}, {"document", "string"}, {"reason", "string"},
    {"format", "string"}, {"columns", "string[]"}, {"task_ids", "integer[]"}, {"group", "string"},
    {"headings", "string"}, {"field", "string"}, {"value", "any"}, {"spans", "any"}, {"scope", "string"},
    {"parent_id", "integer|null"}, {"level", "string"}, {"kind", "string"}, {"aliases", "string[]"},
    {"valid_from", "string"}, {"valid_to", "string"}, {"on", "string"}, {"into", "integer"}, {"text", "string"},
    {"create", "string[]"}, {"alias", "any[]"}, {"page", "string"}, {"address", "string"}, {"shared", "boolean"},

    // Task life (store/cases.h)
    // ------------------------------------------------------------------------------------------------
    {"other_unit_id", "integer"}, {"part", "string"}, {"after", "string"}, {"date", "string"}, {"closure", "string"},
    {"confidence", "string"}, {"conclusion", "integer"}, {"head", "string"}, {"liaison", "string"}, {"handler", "string"},
    {"without_units", "string"}, {"lead_unit_ids", "integer[]"}, {"responsible_unit_ids", "integer[]"},
    {"done_criteria", "string"}, {"plan_id", "integer"},

    // Posts, delegates, groups, other sources
    // ------------------------------------------------------------------------------------------------
    {"account_id", "integer|null"}, {"person", "string"}, {"phone", "string"}, {"mail", "string"}, {"acting", "boolean"},
    {"post_id", "integer|null"}, {"principal_id", "integer"}, {"delegate_id", "integer"}, {"unit_ids", "integer[]"},
    {"phrases", "string[]"}, {"part", "string"}, {"parts", "any[]"}, {"note", "string"}, {"despite", "boolean"},
    {"things", "any[]"}, {"task_id", "integer"}, {"target", "integer"}, {"title", "string"}, {"due", "string"},
    {"task_class", "string"}, {"items", "any[]"}, {"item_id", "integer"}, {"done", "boolean"}, {"evidence", "string"},
    {"number", "string"}, {"from", "string"}, {"issued_on", "string"}, {"year", "integer"}, {"tasks", "any[]"},

    // Rounds and reports
    // ------------------------------------------------------------------------------------------------
    {"title", "string"}, {"year", "integer"}, {"period", "integer"}, {"period_from", "string"}, {"period_to", "string"},
    {"opens", "string"}, {"due", "string"}, {"ask", "string"}, {"plan_ids", "integer[]"}, {"round_scope", "any"}, {"repeats", "boolean"},
    {"body", "any"}, {"confirmed", "string[]"}, {"verified", "any[]"}, {"reports", "any[]"}, {"url", "string"},
    {"target", "integer"}, {"found", "number|null"}, {"agrees", "boolean"}, {"checked_on", "string"}, {"person", "string"}, {"words", "string"},

    // Progress: targets' settings, milestones, five facts
    // ------------------------------------------------------------------------------------------------
    {"key", "string"}, {"setting", "any"}, {"outcome", "any"}, {"light_class", "string|null"}, {"direction", "string|null"},
    {"measures", "any[]"}, {"milestones", "any[]"},

    // Notices, urging, mail
    // ------------------------------------------------------------------------------------------------
    {"colour", "string"}, {"signer", "string"}, {"verdict", "string"}, {"held", "boolean"}, {"version", "integer"},
    {"up_to", "integer"}, {"enabled", "boolean"}, {"host", "string"}, {"port", "integer"}, {"tls", "string"},
    {"sender", "string"}, {"sender_name", "string"}, {"user_name", "string"}, {"page_address", "string"}, {"keep_days", "integer"},

    // Second factor
    // ------------------------------------------------------------------------------------------------
    {"code", "string"}, {"email", "string"},

    // Workbooks back in, snapshots, bulletins
    // ------------------------------------------------------------------------------------------------
    {"choices", "any[]"}, {"round_id", "integer|null"}, {"snapshot_id", "integer"}, {"before", "integer|null"}, {"parts", "any"}, {"organ_code", "string"},

    // Papers side by side
    // ------------------------------------------------------------------------------------------------
    {"type", "string"}, {"from", "string"}, {"to", "string"},

    // Today, problems, instructions
    // ------------------------------------------------------------------------------------------------
    {"grade", "string"}, {"coordination", "boolean"}, {"decision", "string"}, {"by", "string"},

};
// clang-format on

}  // namespace

std::span<const AnswerSchema> answer_schemas() { return kAnswerSchemas; }

std::string_view body_field_type(std::string_view name) {
  const auto* row = std::find_if(std::begin(kBodyFields), std::end(kBodyFields),
                                 [&](const BodyField& field) { return field.name == name; });
  return row == std::end(kBodyFields) ? std::string_view() : row->type;
}

}  // namespace duban
