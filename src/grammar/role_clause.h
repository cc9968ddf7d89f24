#pragma once

// Clauses that say who answers: A牵头，B、C等按职责分工负责.

#include <cstddef>
#include <string_view>

#include "grammar/responsibility.h"
#include "grammar/units.h"

namespace duban {

void append_units(std::vector<Unit>& to, UnitList&& list);

// ★省科技厅、省教育厅: who carries the star leads.
void append_responsible(Responsibility& into, UnitList&& list);

// What a list says beside its units.
void keep_asides(std::string_view text, const UnitList& list, Responsibility& into);

// clauses ::= {units verb [","]}
//   由A牵头，会同B、C等单位负责落实   2026年6月底前完成，A、B分别负责
bool read_clauses(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix);

// sentences ::= clauses {"。" clauses}
//   省安监局牵头，省公安厅参与。因体制调整职责变动的，由承接单位负责: of those behind the first only what names units
bool read_sentences(std::string_view text, Range range, Responsibility& into, UnitPrefix& prefix);

// 省农委会同省工商局、供销社, and no verb: where 会同 stands; 0 where it does not.
std::size_t joined_by_with(std::string_view words);

// 市科技局牵头，…: a verb behind a unit, not 市科技局（牵头）.
bool says_lead_by_verb(std::string_view words);

// 省民政厅、省财政厅按职责分工负责: a verb that says how several do it, behind a unit.
bool ends_in_verb(std::string_view words);

// 王健、李明； in front of units: as many bytes; 0 where no such names stand there.
std::size_t people_in_front(std::string_view words);

// Clauses whose verbs need not be known: every one begins with units that are.
bool says_by_verbs(std::string_view words);

}  // namespace duban
