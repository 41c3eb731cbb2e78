// `bench loading`, a subcommand of bench.
#pragma once

namespace CLI {
class App;
}

namespace tiebreak {

void addBenchLoading(CLI::App& bench);

} // namespace tiebreak
