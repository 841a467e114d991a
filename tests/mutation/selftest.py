"""Checks the reader of C++ against small sources. Internal to mutate.py."""

from schemata import Schemata

# Source, texts of the mutants, reasons of what is left alone. Sources are the body of a function where they hold no "{"
# at the top.
SAMPLES = [
    ("record(a, rules::b);", ["record(a, rules::b);"], []),
    ("x.y = f(1); z += 2; out_.a->b.push_back({.c = 1});",
     ["x.y = f(1);", "z += 2;", "out_.a->b.push_back({.c = 1});"], []),
    ("int a = 1; const auto b = f(); std::string c(d); std::vector<A<B>> e; A& f = g(); T* h = i; A::B j{k}; auto [l, m] = n();",
     [], []),
    ("return f(a); break; ++i; i--;", [], []),
    ("if (a) return; if (b) f(); else if (c) g(); else { h(); }",
     ["if (a)", "if (b)", "f();", "if (c)", "g();", "h();"], []),
    ("if (const auto* a = f()) g(*a);", ["if (const auto* a = f())", "g(*a);"], []),
    ("if (const auto a = f(); a != 1) g();", ["if (const auto a = f(); a != 1)", "g();"], []),
    ("if (a == b || c <= d) e();", ["if (a == b || c <= d)", "e();"], []),
    ("if constexpr (a) f();", ["f();"], ["decided by the compiler"]),
    ("for (A& a : b) f(a); for (int i = 0; i < n; ++i) { g(i); } while (h()) i(); do j(); while (k);",
     ["f(a);", "g(i);", "i();", "j();"], []),
    ("switch (a) { case A::b: f(); break; case 'c': { g(); } default: h(); }", ["f();", "g();", "h();"], []),
    ("visit(a, [&](B& b) { b.finish(); if (c) return; });",
     ["visit(a, [&](B& b) { ... });", "b.finish();", "if (c)"], []),
    ("const auto f = [&] { g(); }; a[i] = 1; if (any_of(a, [](char c) { return c == 'x'; })) h();",
     ["g();", "a[i] = 1;", "if (any_of(a, [](char c) { ... }))", "h();"], []),
    ('f("a; b) {", R"(c; "d")", \'"\', 1\'000); // g();\n/* h(); */ i( // j\n 1);',
     ['f("a; b) {", R"(c; "d")", \'"\', 1\'000);', "i(1);"], []),
    ("[[fallthrough]]; (void)f(); (a)(1); ::g();", ["(void)f();", "(a)(1);", "::g();"], []),
    ("a << b;", [], ["neither a call nor an assignment"]),
    ("namespace a { namespace { int f() { g(); } } void h() { i(); } }", ["g();", "i();"], []),
    ("namespace a { class B : C { public: B(int x) : d_(x), e_{x} { f(); } void g() const { h(); } int d_ = i(); }; }",
     ["f();", "h();"], []),
    ("constexpr std::array<int, 2> a = {{1, 2}}; enum class B { c, d }; template <class T = int> void e(T t) { t(); }",
     ["t();"], []),
    ("constexpr int f() { int a = 0; a = 1; return a; } auto g() -> int { h(); }", ["h();"], ["in a constexpr function"]),
    ("bool operator==(A a, B b) { f(); } A::~A() { g(); }", ["f();", "g();"], []),
]
# Source and what it becomes.
WRITTEN = [
    ("void f() { a(); }", "void f() { { if (!b2a_mutant(7)) { a(); } } }"),
    ("void f() { if (a) b(); else c(); }",
     "void f() { if ((a) && !b2a_mutant(7)) { if (!b2a_mutant(8)) { b(); } } else { if (!b2a_mutant(9)) { c(); } } }"),
    ("void f() { if (auto a = b()) return; }", "void f() { if (auto a = b(); a && !b2a_mutant(7)) return; }"),
    ("void f() { if (int a = 1; a > b) return; }", "void f() { if (int a = 1; (a > b) && !b2a_mutant(7)) return; }"),
    ("void f() { a([] { b(); }); }",
     "void f() { { if (!b2a_mutant(7)) { a([] { { if (!b2a_mutant(8)) { b(); } } }); } } }"),
]


def is_body(source):
    return not any(word in source for word in ("namespace", "constexpr std", "constexpr int", "operator"))


def self_test():
    problems = []
    for source, texts, reasons in SAMPLES:
        schemata = Schemata("sample.cpp", f"void body() {{ {source} }}" if is_body(source) else source, 1)
        found = [mutant.text for mutant in schemata.mutants]
        if found != texts:
            problems.append(f"{source}\n  gives   {found}\n  and not {texts}")
        if (left := [place.reason for place in schemata.left_alone]) != reasons:
            problems.append(f"{source}\n  leaves alone {left}\n  and not      {reasons}")
    for source, written in WRITTEN:
        if (mutated := Schemata("sample.cpp", source, 7).mutated()) != written:
            problems.append(f"{source}\n  becomes {mutated}\n  and not {written}")
    return problems
