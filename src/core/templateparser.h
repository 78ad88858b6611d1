#pragma once

#include "core/template.h"

namespace batchdeck {

// The pieces of a template's text, or what is wrong with it and at which character.
//
//   {field}  {a.b.0}  {"a key.with dots"}  {a."b.c".0}   a field, by its path; \" and \\ within quotes
//   {qty:number}   :text :number :integer :boolean :json
//   {@record}  {@row}  {@attempt}
//   {{  }}                                               a brace
Expected<std::vector<Template::Piece>> parseTemplate(const QString &text);

} // namespace batchdeck
