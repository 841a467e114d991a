/// \file
/// A value, or why there is none. For what can fail because of an input or of the world; bugs throw.
#pragma once

#include <stdexcept>
#include <utility>
#include <variant>

namespace batchai2aml {

/// Either a `T` or an `E`. `E` and `T` must differ.
template <class T, class E>
class [[nodiscard]] Result {
  public:
    Result(T value)
        : state_(std::in_place_index<0>, std::move(value)) {} // NOLINT(google-explicit-constructor)
    Result(E error)
        : state_(std::in_place_index<1>, std::move(error)) {} // NOLINT(google-explicit-constructor)

    [[nodiscard]] bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// \pre ok()
    [[nodiscard]] T& value() & { return get<0>(); }
    [[nodiscard]] const T& value() const& { return std::get<0>(state_); }
    [[nodiscard]] T&& value() && { return std::move(get<0>()); }
    /// \pre !ok()
    [[nodiscard]] const E& error() const { return std::get<1>(state_); }

  private:
    template <std::size_t I>
    auto& get() {
        return std::get<I>(state_);
    }
    std::variant<T, E> state_;
};

} // namespace batchai2aml
