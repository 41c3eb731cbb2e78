// `bench dpo`, a subcommand of bench.
#pragma once

namespace CLI {
class App;
}

namespace tiebreak {

void addBenchDpo(CLI::App& bench);

} // namespace tiebreak
