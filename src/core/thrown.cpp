#include "core/thrown.h"

#include <cxxabi.h>

#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <typeinfo>

namespace batchdeck {

namespace {

QString readable(const std::type_info &type)
{
    int status = 0;
    const std::unique_ptr<char, decltype(&std::free)> demangled(
        abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), &std::free);
    return QString::fromUtf8(status == 0 ? demangled.get() : type.name());
}

Error thrown(const QString &type, const QString &what)
{
    return {QStringLiteral("exception.") + type, what.isEmpty() ? QStringLiteral("%1 was thrown.").arg(type) : what,
            false};
}

} // namespace

Error thrownError()
{
    const std::type_info *type = abi::__cxa_current_exception_type();
    const QString name = type ? readable(*type) : QStringLiteral("unknown");
    try {
        throw;
    } catch (const std::exception &exception) {
        return thrown(name, QString::fromUtf8(exception.what()));
    } catch (const std::string &text) {
        return thrown(QStringLiteral("std::string"), QString::fromStdString(text));
    } catch (const QString &text) {
        return thrown(name, text);
    } catch (const char *text) {
        return thrown(name, QString::fromUtf8(text));
    } catch (int number) {
        return thrown(name, QStringLiteral("The number %1 was thrown.").arg(number));
    } catch (...) {
        return thrown(name, {});
    }
}

} // namespace batchdeck
