// Adds the tax to a price; an unknown country is an exception that crosses a call.
extern "C" [[clang::import_module("shop"), clang::import_name("rate_percent")]]
int rate_percent(int country);

namespace tax {

struct Guard {
    int &depth;
    explicit Guard(int &depth) : depth(depth) { ++depth; }
    ~Guard() { --depth; }
};

int depth;

[[gnu::noinline]] long long rate(int country) {
    Guard guard(depth);
    int percent = rate_percent(country);
    if (percent < 0)
        throw country;
    return percent;
}

}  // namespace tax

extern "C" [[clang::export_name("gross")]]
long long gross(long long net, int country) {
    try {
        return net + net * tax::rate(country) / 100;
    } catch (...) {
        return -1;
    }
}
