#pragma once

#include "core/kinddescription.h"

namespace batchdeck {

// Kinds with a key of every type, for plans that tests write.
inline const std::vector<KindDescription> &planKinds()
{
    using namespace Qt::StringLiterals;
    static const std::vector<KindDescription> kinds = {
        {.name = u"simulate"_s, .summary = u"Simulates."_s, .idempotent = true},
        {.name = u"sql"_s,
         .summary = u"Runs a statement."_s,
         .keys = {{.name = u"connection"_s, .type = KeyType::Connection, .help = u"Where."_s, .required = true},
                  {.name = u"statement"_s, .type = KeyType::Plain, .help = u"The SQL."_s, .required = true},
                  {.name = u"bind"_s, .type = KeyType::Value, .help = u"Its values."_s, .shape = KeyShape::Object},
                  {.name = u"table"_s, .type = KeyType::Identifier, .help = u"A table."_s},
                  {.name = u"key"_s, .type = KeyType::Plain, .help = u"Columns."_s, .shape = KeyShape::List}}},
        {.name = u"http"_s,
         .summary = u"Calls."_s,
         .keys =
             {{.name = u"url"_s, .type = KeyType::Url, .help = u"Where to."_s, .required = true},
              {.name = u"method"_s,
               .type = KeyType::Choice,
               .help = u"How."_s,
               .standard = "\"GET\"",
               .choices = {u"GET"_s, u"POST"_s}},
              {.name = u"body"_s, .type = KeyType::Value, .help = u"What."_s},
              {.name = u"headers"_s, .type = KeyType::Text, .help = u"Headers."_s, .shape = KeyShape::Object},
              {.name = u"token"_s, .type = KeyType::Secret, .help = u"Who."_s},
              {.name = u"retries"_s, .type = KeyType::Integer, .help = u"Often."_s, .least = 0, .most = 9},
              {.name = u"weight"_s, .type = KeyType::Number, .help = u"Heavy."_s, .least = 0, .moreThanLeast = true},
              {.name = u"follow"_s, .type = KeyType::Boolean, .help = u"Redirects."_s},
              {.name = u"certificate"_s, .type = KeyType::Path, .help = u"A file."_s},
              {.name = u"share"_s, .type = KeyType::Amount, .help = u"Some."_s},
              {.name = u"options"_s, .type = KeyType::Json, .help = u"Anything."_s},
              {.name = u"pages"_s,
               .type = KeyType::Group,
               .help = u"Pages."_s,
               .keys = {{.name = u"size"_s, .type = KeyType::Integer, .help = u"Of one."_s, .required = true}}}}},
        {.name = u"command"_s,
         .summary = u"Runs a program."_s,
         .keys = {{.name = u"argv"_s,
                   .type = KeyType::Text,
                   .help = u"The program and its arguments."_s,
                   .shape = KeyShape::List,
                   .required = true}}},
    };
    return kinds;
}

} // namespace batchdeck
