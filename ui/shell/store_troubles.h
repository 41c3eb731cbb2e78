// Tells in the window what is wrong with its workspace: in use, damaged, of a newer version, on a
// network, a backup that failed; each with what can be done. A free function that connects; the
// window's thread.
#pragma once

namespace tiebreak {

class MainWindow;
class StoreService;

/// Both must live until one of them ends.
void showStoreTroubles(StoreService& store, MainWindow& window);

} // namespace tiebreak
